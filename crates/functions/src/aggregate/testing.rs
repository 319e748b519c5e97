//! For the tests of aggregates: columns made of values, and an aggregate run over them.

use crate::{Accumulator, AggregateCall, Context, KernelError, aggregates};
use lurcher_columnar::{Column, array_of, constant};
use lurcher_types::{Type, Value};

pub fn column(t: Type, values: impl IntoIterator<Item = Value>) -> Column {
    let values: Vec<Value> = values.into_iter().collect();
    Column::new(t, array_of(t, &values))
}

pub fn longs<const N: usize>(values: [Option<i64>; N]) -> Column {
    column(Type::Long, values.map(|v| v.map_or(Value::Null(Type::Long), Value::Long)))
}

pub fn reals<const N: usize>(values: [Option<f64>; N]) -> Column {
    column(Type::Real, values.map(|v| v.map_or(Value::Null(Type::Real), Value::Real)))
}

pub fn truths<const N: usize>(values: [Option<bool>; N]) -> Column {
    column(Type::Bool, values.map(|v| v.map_or(Value::Null(Type::Bool), Value::Bool)))
}

pub fn texts<const N: usize>(values: [&str; N]) -> Column {
    column(Type::String, values.map(|v| Value::String(v.to_owned())))
}

/// Encoded dynamics; `null` is the null.
pub fn dynamics<const N: usize>(values: [&str; N]) -> Column {
    let value = |v: &str| if v == "null" { Value::Null(Type::Dynamic) } else { Value::Dynamic(v.to_owned()) };
    column(Type::Dynamic, values.map(value))
}

pub fn number(n: i64) -> Column {
    constant(&Value::Long(n))
}

/// The one answer of an aggregate, the same whether one accumulator sees all rows or two share them.
pub fn of(name: &str, arguments: &[Column]) -> Value {
    let mut answers = many(name, arguments);
    assert_eq!(answers.len(), 1, "{name}");
    answers.remove(0)
}

/// All answers of an aggregate.
pub fn many(name: &str, arguments: &[Column]) -> Vec<Value> {
    let rows = arguments.iter().filter(|a| !a.constant).map(|a| a.array.len()).max().unwrap_or(0);
    let answers = run(name, arguments, &mut (0..rows)).unwrap().finish_many().unwrap();

    let mut first = run(name, arguments, &mut (0..rows / 2)).unwrap();
    let mut second = run(name, arguments, &mut (rows / 2..rows)).unwrap();
    let mut nothing = run(name, arguments, &mut (0..0)).unwrap();
    let types = |state: &[Value]| state.iter().map(Value::kql_type).collect::<Vec<_>>();
    let (state, empty) = (second.state().unwrap(), nothing.state().unwrap());
    assert_eq!(types(&state), types(&empty), "{name}: a state has the same types at every call");
    first.merge(&empty).unwrap();
    first.merge(&state).unwrap();
    // By their printed form, in which NaN equals itself.
    assert_eq!(format!("{:?}", first.finish_many().unwrap()), format!("{answers:?}"), "{name}, in two parts");
    assert_eq!(format!("{:?}", first.finish().unwrap()), format!("{:?}", answers[0]), "{name}");
    assert!(first.size() > 0);
    answers
}

/// The message of an aggregate that refuses.
pub fn refused(name: &str, arguments: &[Column]) -> String {
    let rows = arguments.iter().map(|a| a.array.len()).max().unwrap_or(0);
    let answer = run(name, arguments, &mut (0..rows)).and_then(|mut a| a.finish_many());
    answer.expect_err("a refusal").message
}

fn run(
    name: &str,
    arguments: &[Column],
    rows: &mut dyn Iterator<Item = usize>,
) -> Result<Box<dyn Accumulator>, KernelError> {
    let aggregate = aggregates().find(|a| a.description.name == name).unwrap();
    let types: Vec<Type> = arguments.iter().map(|a| a.kql_type).collect();
    let constants: Vec<Option<Value>> = arguments.iter().map(Column::constant_value).collect();
    let call = AggregateCall {
        argument_types: &types,
        constants: &constants,
        returns: types.first().copied().unwrap_or(Type::Long),
        context: &Context { now: 0, seed: 7 },
    };
    let mut accumulator = (aggregate.start)(&call)?;
    accumulator.update(arguments, rows)?;
    Ok(accumulator)
}
