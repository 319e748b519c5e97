//! Short ways to call a function in tests.

use crate::{Call, Context, Function, KernelError};
use lurcher_columnar::{Column, array_of, value_at};
use lurcher_types::describe::{Argument, Signature};
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

/// The function's answer for one row: given as constants, and as columns where the signature lets them vary. Both agree.
pub fn try_answer(function: &Function, returns: Type, values: &[Value]) -> Result<Value, KernelError> {
    let constants: Vec<Column> = values.iter().map(constant).collect();
    let may_vary = varying(function, values.len());
    let as_given = |(value, varies): (&Value, &bool)| match varies {
        true => column(value.kql_type(), std::slice::from_ref(value)),
        false => constant(value),
    };
    let mixed: Vec<Column> = values.iter().zip(&may_vary).map(as_given).collect();
    let answer = evaluate(function, returns, &constants)?;
    let name = function.description.name;
    assert_eq!(evaluate(function, returns, &mixed)?, answer, "{name}: columns answer otherwise");
    Ok(answer)
}

/// The function's answer for one row of constants only.
pub fn answer_of_constants(function: &Function, returns: Type, values: &[Value]) -> Result<Value, KernelError> {
    evaluate(function, returns, &values.iter().map(constant).collect::<Vec<_>>())
}

/// Which arguments need not be constant.
fn varying(function: &Function, count: usize) -> Vec<bool> {
    let signatures = function.description.signatures.iter().filter_map(|s| Signature::parse(s).ok());
    let fitting = signatures.filter_map(|s| Some((s.assign(count)?, s))).next();
    let (places, signature) = fitting.unwrap_or_else(|| panic!("{}: {count} arguments", function.description.name));
    places.iter().map(|place| signature.parameters[*place].argument == Argument::Expression).collect()
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
