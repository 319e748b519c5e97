use super::constants::whole_number;
use super::hashing::{Hashes, hash_row};
use super::predicate::only_where;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};
use std::fmt::Write;

const EXACT: Option<&str> = Some(
    "Exact at any size and accuracy, where the service estimates above a thousand values or so. \
     More than 100,000,000 distinct values in a group are refused.",
);

/// The most distinct values counted in one group: what count_distinct() is documented to hold.
pub const MAX_DISTINCT: usize = 100_000_000;

// DataFusion's `count(distinct x)` agrees but for reals (it tells -0.0 from 0.0).
pub const DCOUNT: Aggregate = Aggregate {
    description: &Description {
        name: "dcount",
        signatures: &["(expr: scalar, [accuracy: const not_dynamic]) -> long"],
        naming: Naming::Prefix("dcount"),
        summary: "The number of distinct values that are not null.",
        page: "dcount-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| {
        check_accuracy(call, 1)?;
        Ok(Box::new(Distinct::new(call)))
    },
};

pub const DCOUNTIF: Aggregate = Aggregate {
    description: &Description {
        name: "dcountif",
        signatures: &["(expr: scalar, predicate: bool, [accuracy: const not_dynamic]) -> long"],
        naming: Naming::Prefix("dcountif"),
        summary: "The number of distinct values among the rows for which the predicate is true.",
        page: "dcountif-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| {
        check_accuracy(call, 2)?;
        Ok(only_where(1, Box::new(Distinct::new(call))))
    },
};

pub const COUNT_DISTINCT: Aggregate = Aggregate {
    description: &Description {
        name: "count_distinct",
        signatures: &["(expr: not_dynamic) -> long"],
        naming: Naming::Prefix("count_distinct"),
        summary: "The number of distinct values that are not null, exactly.",
        page: "count-distinct-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(Box::new(Distinct::new(call))),
};

pub const COUNT_DISTINCTIF: Aggregate = Aggregate {
    description: &Description {
        name: "count_distinctif",
        signatures: &["(expr: not_dynamic, predicate: bool) -> long"],
        naming: Naming::Prefix("count_distinctif"),
        summary: "The number of distinct values among the rows for which the predicate is true, exactly.",
        page: "count-distinctif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| Ok(only_where(1, Box::new(Distinct::new(call)))),
};

/// An exact answer is as accurate as any accuracy asks; what is no accuracy is still refused.
fn check_accuracy(call: &AggregateCall, index: usize) -> Result<(), KernelError> {
    match whole_number(call, index, "the accuracy")? {
        None | Some(0..=4) => Ok(()),
        Some(n) => Err(KernelError::new(format!("the accuracy must be between 0 and 4, and is {n}"))),
    }
}

#[derive(Debug)]
struct Distinct {
    seed: u64,
    seen: Hashes,
}

impl Distinct {
    fn new(call: &AggregateCall) -> Distinct {
        Distinct { seed: call.context.seed, seen: Hashes::default() }
    }

    fn insert(&mut self, hash: u128) -> Result<(), KernelError> {
        if self.seen.insert(hash) && self.seen.len() > MAX_DISTINCT {
            return Err(KernelError::new(format!("more than {MAX_DISTINCT} distinct values in one group")));
        }
        Ok(())
    }
}

impl Accumulator for Distinct {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        for row in rows.filter(|row| !column.is_null(*row)) {
            self.insert(hash_row(column, row, self.seed))?;
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        // Thirty-two hex digits for each value.
        let mut digits = String::with_capacity(self.seen.len() * 32);
        for hash in &self.seen {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{hash:032x}");
        }
        Ok(vec![Value::String(digits)])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        let [Value::String(digits)] = state else { return Ok(()) };
        for start in (0..digits.len()).step_by(32) {
            let hash = digits.get(start..start + 32).and_then(|hex| u128::from_str_radix(hex, 16).ok());
            hash.map_or(Ok(()), |hash| self.insert(hash))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(Value::Long(self.seen.len() as i64))
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.seen.capacity() * (size_of::<u128>() + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{dynamics, longs, number, of, reals, refused, texts, truths};
    use lurcher_types::Value;

    #[test]
    fn distinct_values_are_counted_once() {
        assert_eq!(of("dcount", &[longs([Some(1), None, Some(2), Some(1)])]), Value::Long(2));
        assert_eq!(of("dcount", &[texts(["a", "A", "", "a"]), number(2)]), Value::Long(3));
        assert_eq!(of("dcount", &[reals([Some(0.0), Some(-0.0), Some(f64::NAN), Some(-f64::NAN)])]), Value::Long(2));
        assert_eq!(of("dcount", &[dynamics(["[1]", "[1]", "null", "1"])]), Value::Long(2));
        assert_eq!(of("count_distinct", &[longs([None])]), Value::Long(0));
    }

    #[test]
    fn only_rows_of_the_predicate() {
        let columns = [longs([Some(1), Some(2), Some(3)]), truths([Some(true), None, Some(false)])];
        assert_eq!(of("dcountif", &columns), Value::Long(1));
        assert_eq!(of("count_distinctif", &columns), Value::Long(1));
    }

    #[test]
    fn no_such_accuracy() {
        assert!(refused("dcount", &[longs([Some(1)]), number(5)]).contains("between 0 and 4"));
    }
}
