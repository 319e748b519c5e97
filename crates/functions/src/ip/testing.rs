//! For the tests of this family: one call over constants or columns.

use crate::{Call, Context, functions};
use arrow::array::Array;
use lurcher_columnar::{Column, constant, value_at};
use lurcher_types::{Type, Value};

/// The answer of a function over constants.
pub fn of(name: &str, arguments: &[Value]) -> Value {
    let columns: Vec<Column> = arguments.iter().map(constant).collect();
    over(name, &columns, 1).remove(0)
}

/// The answers of a function over columns, by the type that its first signature returns.
pub fn over(name: &str, columns: &[Column], rows: usize) -> Vec<Value> {
    let function = functions().find(|f| f.description.name == name).unwrap();
    let returns = function.description.signatures[0].rsplit("-> ").next().and_then(Type::from_name).unwrap();
    let call = Call { args: columns, rows, returns, context: &Context { now: 0, seed: 0 } };
    let answer = function.evaluate(&call).unwrap();
    assert_eq!(answer.len(), rows);
    (0..rows).map(|row| value_at(returns, &answer, row)).collect()
}

pub fn text(t: &str) -> Value {
    Value::String(t.to_owned())
}

pub fn array(encoded: &str) -> Value {
    Value::Dynamic(encoded.to_owned())
}
