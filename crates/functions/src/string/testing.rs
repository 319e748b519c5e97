//! Short ways to call a function in tests.

use crate::{Call, Context, Function, KernelError};
use lurcher_columnar::{Column, array_of, value_at};
use lurcher_types::{Type, Value};

pub fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

pub fn dynamic(encoded: &str) -> Value {
    Value::Dynamic(encoded.to_owned())
}

pub fn constant(value: &Value) -> Column {
    lurcher_columnar::constant(value)
}

/// A column of strings.
pub fn strings(texts: &[&str]) -> Column {
    let values: Vec<Value> = texts.iter().map(|t| text(t)).collect();
    column(Type::String, &values)
}

pub fn column(t: Type, values: &[Value]) -> Column {
    Column::new(t, array_of(t, values))
}

/// The function's answers for one row, given constants, then columns of one row: both ways must agree.
pub fn try_answer(function: &Function, returns: Type, values: &[Value]) -> Result<Value, KernelError> {
    let constants: Vec<Column> = values.iter().map(constant).collect();
    let first_varies = |(i, v): (usize, &Value)| if i == 0 { column(v.kql_type(), &[v.clone()]) } else { constant(v) };
    let mixed: Vec<Column> = values.iter().enumerate().map(first_varies).collect();
    let answer = evaluate(function, returns, &constants)?;
    assert_eq!(
        evaluate(function, returns, &mixed)?,
        answer,
        "{}: a column answers otherwise",
        function.description.name
    );
    Ok(answer)
}

pub fn answer(function: &Function, returns: Type, values: &[Value]) -> Value {
    try_answer(function, returns, values).unwrap_or_else(|e| panic!("{}: {e}", function.description.name))
}

/// The answer of a predicate.
pub fn holds(function: &Function, values: &[Value]) -> bool {
    answer(function, Type::Bool, values) == Value::Bool(true)
}

/// The answer of a function that returns a string.
pub fn says(function: &Function, values: &[Value]) -> String {
    match answer(function, Type::String, values) {
        Value::String(text) => text,
        other => panic!("{}: {other:?}", function.description.name),
    }
}

/// The answer of a function that returns a long.
pub fn counts(function: &Function, values: &[Value]) -> Option<i64> {
    match answer(function, Type::Long, values) {
        Value::Long(n) => Some(n),
        Value::Null(_) => None,
        other => panic!("{}: {other:?}", function.description.name),
    }
}

/// The encoded answer of a function that returns a dynamic; `null` for null.
pub fn gives(function: &Function, values: &[Value]) -> String {
    match answer(function, Type::Dynamic, values) {
        Value::Dynamic(encoded) => encoded,
        Value::Null(_) => "null".to_owned(),
        other => panic!("{}: {other:?}", function.description.name),
    }
}

fn evaluate(function: &Function, returns: Type, args: &[Column]) -> Result<Value, KernelError> {
    let context = Context { now: 0, seed: 0 };
    let array = function.evaluate(&Call { args, rows: 1, returns, context: &context })?;
    Ok(value_at(returns, &array, 0))
}
