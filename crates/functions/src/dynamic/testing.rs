//! For the tests of this family: calls written as texts.

use crate::{Call, Context, Function, KernelError};
use lurcher_columnar::{Column, array_of, constant, value_at};
use lurcher_types::{Type, Value, dynamic};

/// `'a'` is a string, `5` a long, `1.5` a real, `true` a bool; `[1]`, `{"a":1}`, `null`, `"a"` and `@d5` are dynamics,
/// and so is anything after `dynamic `.
pub fn value(text: &str) -> Value {
    if let Some(string) = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')) {
        return Value::String(string.to_owned());
    }
    if text == "null" {
        return Value::Null(Type::Dynamic);
    }
    if let Some(encoded) = text.strip_prefix("dynamic ") {
        return Value::Dynamic(encoded.to_owned());
    }
    match dynamic::scalar(text) {
        Some(scalar @ (Value::Long(_) | Value::Real(_) | Value::Bool(_))) => scalar,
        _ => Value::Dynamic(text.to_owned()),
    }
}

/// Evaluates over constants, and again with a column for the first dynamic argument: both must agree.
pub fn try_answer(function: &Function, returns: Type, args: &[Value]) -> Result<Value, KernelError> {
    let context = Context { now: 0, seed: 0 };
    let run = |args: &[Column], rows: usize| {
        let answer = function.evaluate(&Call { args, rows, returns, context: &context })?;
        Ok::<Value, KernelError>(value_at(returns, &answer, rows - 1))
    };
    let mut columns: Vec<Column> = args.iter().map(constant).collect();
    let answer = run(&columns, 1)?;
    if let Some(first) = args.iter().position(|v| v.kql_type() == Type::Dynamic) {
        columns[first] = Column::new(Type::Dynamic, array_of(Type::Dynamic, [&args[first], &args[first]]));
        assert_eq!(run(&columns, 2)?, answer, "{}", function.description.name);
    }
    Ok(answer)
}

#[track_caller]
pub fn answer(function: &Function, returns: Type, args: &[&str]) -> Value {
    let args: Vec<Value> = args.iter().map(|a| value(a)).collect();
    try_answer(function, returns, &args).unwrap_or_else(|e| panic!("{}: {e}", function.description.name))
}

/// Checks a dynamic answer.
#[track_caller]
pub fn gives(function: &Function, args: &[&str], expected: &str) {
    let found = match answer(function, Type::Dynamic, args) {
        Value::Dynamic(text) => text,
        _ => "null".to_owned(),
    };
    assert_eq!(found, expected, "{}({args:?})", function.description.name);
}

/// Checks an answer of another type.
#[track_caller]
pub fn is(function: &Function, args: &[&str], expected: Value) {
    let found = answer(function, expected.kql_type(), args);
    assert_eq!(found, expected, "{}({args:?})", function.description.name);
}
