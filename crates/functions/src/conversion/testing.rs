//! Short ways to call a function in tests.

use crate::{Call, Context, Function, KernelError};
use lurcher_columnar::{Column, array_of, constant, value_at};
use lurcher_types::{Type, Value, time};

/// What every test takes for the present.
pub const NOW: i64 = 638_000_000_000_000_000;

/// The function's answer to these arguments, given as constants and as columns: both ways must agree.
pub fn try_call(function: &Function, returns: Type, arguments: &[Value]) -> Result<Value, KernelError> {
    let constants: Vec<Column> = arguments.iter().map(constant).collect();
    let columns: Vec<Column> = arguments
        .iter()
        .map(|v| Column::new(v.kql_type(), array_of(v.kql_type(), [v, &Value::missing(v.kql_type()), v])))
        .collect();
    let context = Context { now: NOW, seed: 7 };
    let folded = function.evaluate(&Call { args: &constants, rows: 2, returns, context: &context })?;
    assert_eq!(folded.len(), 2, "{}", function.description.name);
    if !columns.is_empty() {
        let rows = function.evaluate(&Call { args: &columns, rows: 3, returns, context: &context })?;
        assert!(
            same(&value_at(returns, &rows, 2), &value_at(returns, &folded, 1)),
            "{}: a column answers otherwise",
            function.description.name
        );
    }
    Ok(value_at(returns, &folded, 0))
}

pub fn call(function: &Function, returns: Type, arguments: &[Value]) -> Value {
    try_call(function, returns, arguments).unwrap_or_else(|e| panic!("{}: {e}", function.description.name))
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Real(a), Value::Real(b)) => a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()),
        _ => a == b,
    }
}

pub fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

pub fn at(text: &str) -> Value {
    Value::Datetime(time::parse_datetime(text).unwrap())
}

pub fn span(text: &str) -> Value {
    Value::Timespan(time::parse_timespan_literal(text).unwrap())
}

pub fn decimal(text: &str) -> Value {
    Value::Decimal(lurcher_types::Decimal::parse(text).unwrap())
}
