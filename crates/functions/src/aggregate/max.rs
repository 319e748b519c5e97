use super::constants::type_of;
use super::predicate::only_where;
use super::sum::whole;
use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};
use std::cmp::Ordering;

// DataFusion's `min` and `max` agree for bool, int, long, decimal, datetime and timespan. They differ for real (NaN is
// the greatest there) and for string over no rows at all (null there, `""` here).
pub const MIN: Aggregate = Aggregate {
    description: &Description {
        name: "min",
        signatures: &["(expr: orderable) -> arg0"],
        naming: Naming::Prefix("min"),
        summary: "The smallest value that is not null; null if there is none. Texts compare by code point.",
        page: "min-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(Box::new(Extreme::new(type_of(call, 0)?, Ordering::Less))),
};

pub const MINIF: Aggregate = Aggregate {
    description: &Description {
        name: "minif",
        signatures: &["(expr: orderable, predicate: bool) -> arg0"],
        naming: Naming::Prefix("minif"),
        summary: "The smallest value for which the predicate is true.",
        page: "minif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(only_where(1, Box::new(Extreme::new(type_of(call, 0)?, Ordering::Less)))),
};

pub const MAX: Aggregate = Aggregate {
    description: &Description {
        name: "max",
        signatures: &["(expr: orderable) -> arg0"],
        naming: Naming::Prefix("max"),
        summary: "The greatest value that is not null; null if there is none. Texts compare by code point.",
        page: "max-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(Box::new(Extreme::new(type_of(call, 0)?, Ordering::Greater))),
};

pub const MAXIF: Aggregate = Aggregate {
    description: &Description {
        name: "maxif",
        signatures: &["(expr: orderable, predicate: bool) -> arg0"],
        naming: Naming::Prefix("maxif"),
        summary: "The greatest value for which the predicate is true.",
        page: "maxif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(only_where(1, Box::new(Extreme::new(type_of(call, 0)?, Ordering::Greater)))),
};

/// One of the values, once there is any, that no other precedes in the wanted direction.
#[derive(Debug)]
struct Extreme {
    kql_type: Type,
    wanted: Ordering,
    best: Option<Value>,
}

impl Extreme {
    fn new(kql_type: Type, wanted: Ordering) -> Extreme {
        Extreme { kql_type, wanted, best: None }
    }

    fn offer(&mut self, value: Value) {
        if self.best.as_ref().is_none_or(|best| precedes(&value, best, self.wanted)) {
            self.best = Some(value);
        }
    }
}

/// Whether `a` is further than `b` in this direction. NaN stands with the nulls: any number is further, both ways.
pub fn precedes(a: &Value, b: &Value, wanted: Ordering) -> bool {
    match (a, b) {
        (Value::Real(a), Value::Real(b)) if a.is_nan() || b.is_nan() => !a.is_nan(),
        _ => compare(a, b) == wanted,
    }
}

/// Two values of one orderable type, neither of them null.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Long(a), Value::Long(b)) => a.cmp(b),
        (Value::Datetime(a), Value::Datetime(b)) => a.cmp(b),
        (Value::Timespan(a), Value::Timespan(b)) => a.cmp(b),
        (Value::Real(a), Value::Real(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Value::Decimal(a), Value::Decimal(b)) => a.cmp_value(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

impl Accumulator for Extreme {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        match self.kql_type {
            Type::Int | Type::Long | Type::Datetime | Type::Timespan => {
                let values = column.longs();
                let present = rows.filter_map(|row| values.get(row));
                let found = if self.wanted.is_lt() { present.min() } else { present.max() };
                found.into_iter().for_each(|n| self.offer(whole(self.kql_type, n)));
            }
            Type::String => {
                let values = column.strings();
                let present = rows.map(|row| values.value(row));
                let found = if self.wanted.is_lt() { present.min() } else { present.max() };
                found.into_iter().for_each(|text| self.offer(Value::String(text.to_owned())));
            }
            _ => rows.filter(|row| !column.is_null(*row)).for_each(|row| self.offer(column.value(row))),
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        // Whether there is a value is told apart, for a string has no null to say so.
        Ok(vec![Value::Bool(self.best.is_some()), self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Bool(true), value] = state {
            self.offer(value.clone());
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(self.best.clone().unwrap_or(Value::missing(self.kql_type)))
    }

    fn size(&self) -> usize {
        let text = if let Some(Value::String(text)) = &self.best { text.capacity() } else { 0 };
        size_of::<Self>() + text
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, longs, of, reals, texts, truths};
    use lurcher_types::{Decimal, Type, Value};

    #[test]
    fn nulls_are_passed_over() {
        assert_eq!(of("min", &[longs([None, Some(3), Some(2)])]), Value::Long(2));
        assert_eq!(of("max", &[longs([None])]), Value::Null(Type::Long));
        assert_eq!(of("maxif", &[longs([Some(9), Some(4)]), truths([Some(false), Some(true)])]), Value::Long(4));
        assert_eq!(of("minif", &[longs([Some(9)]), truths([None])]), Value::Null(Type::Long));
    }

    #[test]
    fn types_are_kept() {
        assert_eq!(of("min", &[column(Type::Int, [Value::Int(7)])]), Value::Int(7));
        assert_eq!(of("max", &[truths([Some(false), Some(true)])]), Value::Bool(true));
        assert_eq!(of("max", &[texts(["B", "a", ""])]), Value::String("a".to_owned()));
        let decimal = |mantissa, scale| Value::Decimal(Decimal { mantissa, scale });
        assert_eq!(of("min", &[column(Type::Decimal, [decimal(21, 1), decimal(2, 0)])]), decimal(2, 0));
    }

    #[test]
    fn a_number_beats_nan_both_ways() {
        assert_eq!(of("min", &[reals([Some(f64::NAN), Some(1.0)])]), Value::Real(1.0));
        assert_eq!(of("max", &[reals([Some(1.0), Some(f64::NAN)])]), Value::Real(1.0));
    }
}
