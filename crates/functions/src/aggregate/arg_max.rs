use super::max::precedes;
use super::one_row::OneRow;
use super::picker::{Picker, known};
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};
use std::cmp::Ordering;

const FIRST: Option<&str> = Some("Of rows with the same value the service takes any; here it is the first.");

pub const ARG_MAX: Aggregate = Aggregate {
    description: &Description {
        name: "arg_max",
        signatures: &["(maximized: orderable, [returned: star scalar]...) -> own"],
        naming: Naming::Own,
        summary: "The greatest value, and other expressions of its row; nulls win only where there is nothing else.",
        page: "arg-max-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start(call, Ordering::Greater),
};

pub const ARG_MIN: Aggregate = Aggregate {
    description: &Description {
        name: "arg_min",
        signatures: &["(minimized: orderable, [returned: star scalar]...) -> own"],
        naming: Naming::Own,
        summary: "The smallest value, and other expressions of its row; nulls win only where there is nothing else.",
        page: "arg-min-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start(call, Ordering::Less),
};

pub const ARGMAX: Aggregate = Aggregate {
    description: &Description {
        name: "argmax",
        signatures: &["(maximized: orderable, [returned: star scalar]...) -> own"],
        naming: Naming::Own,
        summary: "The old arg_max(), whose columns are called max_x and max_x_y.",
        page: "arg-max-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start(call, Ordering::Greater),
};

pub const ARGMIN: Aggregate = Aggregate {
    description: &Description {
        name: "argmin",
        signatures: &["(minimized: orderable, [returned: star scalar]...) -> own"],
        naming: Naming::Own,
        summary: "The old arg_min(), whose columns are called min_x and min_x_y.",
        page: "arg-min-aggregation-function",
        deviation: FIRST,
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |call| start(call, Ordering::Less),
};

fn start(call: &AggregateCall, wanted: Ordering) -> Result<Box<dyn Accumulator>, KernelError> {
    Ok(Box::new(RowPicker { wanted, row: OneRow::new(call.argument_types) }))
}

/// Keeps one row: the first whose key, the first argument, no other key precedes.
#[derive(Debug)]
struct RowPicker {
    wanted: Ordering,
    row: OneRow,
}

/// A null key loses to any other, whichever way the search goes.
fn beats(key: &Value, best: &Value, wanted: Ordering) -> bool {
    !key.is_null() && (best.is_null() || precedes(key, best, wanted))
}

impl RowPicker {
    fn key(&self) -> Option<&Value> {
        self.row.values.as_ref().and_then(|row| row.first())
    }
}

impl Accumulator for RowPicker {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let Some(keys) = arguments.first() else { return Ok(()) };
        // The other columns are read once, for the row that is best in the end.
        let mut best: Option<(usize, Value)> = None;
        for row in rows {
            let key = keys.value(row);
            let current = best.as_ref().map(|(_, key)| key).or(self.key());
            if current.is_none_or(|current| beats(&key, current, self.wanted)) {
                best = Some((row, key));
            }
        }
        if let Some((row, _)) = best {
            self.row.values = Some(arguments.iter().map(|a| a.value(row)).collect());
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.row.state())
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let Some(row @ [key, ..]) = OneRow::of_state(state)
            && self.key().is_none_or(|best| beats(key, best, self.wanted))
        {
            self.row.values = Some(row.to_vec());
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        let first = self.row.finish().into_iter().next();
        first.ok_or_else(|| KernelError::new("nothing to maximise"))
    }

    fn finish_many(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.row.finish())
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.row.size()
    }
}

pub fn picker(wanted: Ordering) -> Box<dyn Picker> {
    Box::new(Best { wanted, keys: Vec::new(), text_bytes: 0 })
}

/// The best key of each group, once it has a row.
#[derive(Debug)]
struct Best {
    wanted: Ordering,
    keys: Vec<Option<Value>>,
    text_bytes: usize,
}

fn text_bytes(key: Option<&Value>) -> usize {
    if let Some(Value::String(text)) = key { text.capacity() } else { 0 }
}

impl Picker for Best {
    fn offer(
        &mut self,
        arguments: &[Column],
        rows: &mut dyn Iterator<Item = (usize, usize)>,
        better: &mut dyn FnMut(usize, usize),
    ) {
        let Some(keys) = arguments.first() else { return };
        for (row, group) in rows {
            let best = known(&mut self.keys, group);
            let key = keys.value(row);
            if best.as_ref().is_none_or(|best| beats(&key, best, self.wanted)) {
                self.text_bytes += text_bytes(Some(&key));
                self.text_bytes -= text_bytes(best.replace(key).as_ref());
                better(row, group);
            }
        }
    }

    fn forget(&mut self, groups: usize) {
        for key in self.keys.drain(..groups.min(self.keys.len())) {
            self.text_bytes -= text_bytes(key.as_ref());
        }
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.keys.capacity() * size_of::<Option<Value>>() + self.text_bytes
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{longs, many, of, reals, texts};
    use lurcher_types::{Type, Value};

    fn text(t: &str) -> Value {
        Value::String(t.to_owned())
    }

    #[test]
    fn the_row_of_the_extreme_value() {
        let columns = [longs([None, Some(1), Some(2), Some(2), Some(1)]), texts(["null", "a", "b", "c", "d"])];
        assert_eq!(many("arg_max", &columns), [Value::Long(2), text("b")]);
        assert_eq!(many("arg_min", &columns), [Value::Long(1), text("a")]);
        assert_eq!(of("argmax", &columns[..1]), Value::Long(2));
        assert_eq!(of("argmin", &columns[..1]), Value::Long(1));
    }

    #[test]
    fn a_null_key_wins_alone() {
        let columns = [longs([None, None]), texts(["a", "b"])];
        assert_eq!(many("arg_max", &columns), [Value::Null(Type::Long), text("a")]);
        assert_eq!(many("arg_min", &[longs([]), texts([])]), [Value::Null(Type::Long), text("")]);
    }

    #[test]
    fn nan_stands_between_null_and_numbers() {
        let columns = [reals([None, Some(f64::NAN), Some(1.0)]), texts(["null", "nan", "one"])];
        assert_eq!(many("arg_min", &columns), [Value::Real(1.0), text("one")]);
    }
}
