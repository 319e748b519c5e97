use super::one_row::OneRow;
use super::picker::{Picker, known};
use super::predicate::{is_true, only_where};
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};

const FIRST: Option<&str> =
    Some("The service takes an arbitrary row; here it is the first, so that a query gives one answer.");

pub const TAKE_ANY: Aggregate = Aggregate {
    description: &Description {
        name: "take_any",
        signatures: &["(expr: star scalar...) -> own"],
        naming: Naming::Own,
        summary: "The values of one row; of a single expression, a value that is neither null nor empty if there is one.",
        page: "take-any-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Any::new(call.argument_types))),
};

pub const TAKE_ANYIF: Aggregate = Aggregate {
    description: &Description {
        name: "take_anyif",
        signatures: &["(expr: scalar, predicate: bool) -> arg0"],
        naming: Naming::FirstArgument,
        summary: "A value from the rows for which the predicate is true.",
        page: "take-anyif-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start_if(call),
};

pub const ANY: Aggregate = Aggregate {
    description: &Description {
        name: "any",
        signatures: &["(expr: star scalar...) -> own"],
        naming: Naming::Own,
        summary: "The old take_any(), whose columns are called any_x.",
        page: "take-any-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| Ok(Box::new(Any::new(call.argument_types))),
};

pub const ANYIF: Aggregate = Aggregate {
    description: &Description {
        name: "anyif",
        signatures: &["(expr: scalar, predicate: bool) -> arg0"],
        naming: Naming::Prefix("anyif"),
        summary: "The old take_anyif().",
        page: "take-anyif-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start_if(call),
};

fn start_if(call: &AggregateCall) -> Result<Box<dyn Accumulator>, KernelError> {
    let value = call.argument_types.get(..1).unwrap_or_default();
    Ok(only_where(1, Box::new(Any::new(value))))
}

#[derive(Debug)]
struct Any(OneRow);

impl Any {
    fn new(types: &[Type]) -> Any {
        Any(OneRow::new(types))
    }

    fn offer(&mut self, row: Vec<Value>) {
        if self.0.values.is_none() || !is_settled(&self.0) && is_good(&row) {
            self.0.values = Some(row);
        }
    }
}

/// Nothing better can come.
fn is_settled(row: &OneRow) -> bool {
    row.values.as_deref().is_some_and(is_good)
}

/// It is not a lone null or `""`.
fn is_good(row: &[Value]) -> bool {
    match row {
        [Value::Null(_)] => false,
        [Value::String(text)] => !text.is_empty(),
        _ => true,
    }
}

impl Accumulator for Any {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        for row in rows {
            if is_settled(&self.0) {
                break;
            }
            self.offer(arguments.iter().take(self.0.width()).map(|a| a.value(row)).collect());
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.0.state())
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let Some(row) = OneRow::of_state(state) {
            self.offer(row.to_vec());
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        let first = self.0.finish().into_iter().next();
        first.ok_or_else(|| KernelError::new("take_any() of no columns at all"))
    }

    fn finish_many(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.0.finish())
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.0.size()
    }
}

/// `single`: the answer is one value, which is better neither null nor empty. Only rows for which the argument
/// `predicate` is true count.
pub fn picker(single: bool, predicate: Option<usize>) -> Box<dyn Picker> {
    Box::new(First { single, predicate, states: Vec::new() })
}

#[derive(Debug)]
struct First {
    single: bool,
    predicate: Option<usize>,
    states: Vec<State>,
}

/// How a group stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    NoRow,
    /// It has a lone null or `""`, and takes anything better.
    Empty,
    Settled,
}

impl Picker for First {
    fn offer(
        &mut self,
        arguments: &[Column],
        rows: &mut dyn Iterator<Item = (usize, usize)>,
        better: &mut dyn FnMut(usize, usize),
    ) {
        let Some(first) = arguments.first() else { return };
        let predicate = self.predicate.and_then(|index| arguments.get(index));
        for (row, group) in rows {
            let state = known(&mut self.states, group);
            if *state == State::Settled || predicate.is_some_and(|p| !is_true(p, row)) {
                continue;
            }
            let settled = !self.single || !is_empty(first, row);
            if settled || *state == State::NoRow {
                *state = if settled { State::Settled } else { State::Empty };
                better(row, group);
            }
        }
    }

    fn forget(&mut self, groups: usize) {
        self.states.drain(..groups.min(self.states.len()));
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.states.capacity() * size_of::<State>()
    }
}

/// A null or `""`.
fn is_empty(column: &Column, row: usize) -> bool {
    column.is_null(row) || column.kql_type == Type::String && column.strings().value(row).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{longs, many, of, texts, truths};
    use lurcher_types::{Type, Value};

    #[test]
    fn a_single_value_avoids_null_and_empty() {
        assert_eq!(of("take_any", &[longs([None, Some(2), Some(3)])]), Value::Long(2));
        assert_eq!(of("any", &[texts(["", "b"])]), Value::String("b".to_owned()));
        assert_eq!(of("take_any", &[longs([None])]), Value::Null(Type::Long));
        assert_eq!(of("take_any", &[texts([])]), Value::String(String::new()));
        assert_eq!(of("take_anyif", &[longs([Some(1), Some(2)]), truths([None, Some(true)])]), Value::Long(2));
        assert_eq!(of("anyif", &[longs([Some(1)]), truths([None])]), Value::Null(Type::Long));
    }

    #[test]
    fn several_values_come_from_one_row() {
        let answers = many("take_any", &[longs([None, Some(2)]), texts(["first", "second"])]);
        assert_eq!(answers, [Value::Null(Type::Long), Value::String("first".to_owned())]);
    }
}
