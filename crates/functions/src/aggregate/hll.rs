use super::constants::whole_number;
use super::hashing::hash_row;
use super::predicate::only_where;
use crate::sketch::hll::Hll;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};

const EXACT: Option<&str> = Some(
    "An exact set and no estimate, whatever the accuracy; its form is Lurcher's own. \
     More than 1,048,576 distinct values in one sketch are refused.",
);

pub const HLL: Aggregate = Aggregate {
    description: &Description {
        name: "hll",
        signatures: &[
            "(expr: int|long|decimal|string|datetime|timespan|guid|dynamic, [accuracy: const integer]) -> dynamic",
        ],
        naming: Naming::Prefix("hll"),
        summary: "A sketch of the distinct values, for dcount_hll() and hll_merge().",
        page: "hll-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| {
        check_accuracy(call, 1)?;
        Ok(Box::new(Sketch::default()))
    },
};

pub const HLL_IF: Aggregate = Aggregate {
    description: &Description {
        name: "hll_if",
        signatures: &[concat!(
            "(expr: int|long|decimal|string|datetime|timespan|guid|dynamic, predicate: bool, ",
            "[accuracy: const integer]) -> dynamic"
        )],
        naming: Naming::Prefix("hll_if"),
        summary: "A sketch of the distinct values among the rows for which the predicate is true.",
        page: "hll-if-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |call| {
        check_accuracy(call, 2)?;
        Ok(only_where(1, Box::new(Sketch::default())))
    },
};

pub const HLL_MERGE: Aggregate = Aggregate {
    description: &Description {
        name: "hll_merge",
        signatures: &["(hll: array) -> dynamic"],
        naming: Naming::Prefix("hll_merge"),
        summary: "One sketch of all values that the sketches of the group saw.",
        page: "hll-merge-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |_| Ok(Box::new(Sketch { merges: true, ..Sketch::default() })),
};

fn check_accuracy(call: &AggregateCall, index: usize) -> Result<(), KernelError> {
    match whole_number(call, index, "the accuracy")? {
        None | Some(0..=4) => Ok(()),
        Some(n) => Err(KernelError::new(format!("the accuracy must be between 0 and 4, and is {n}"))),
    }
}

/// No seed: a sketch that is kept is read by another query.
const SEED: u64 = 0;

#[derive(Debug, Default)]
struct Sketch {
    hll: Hll,
    /// The rows hold sketches, not values.
    merges: bool,
    /// A row was not null: a sketch of nothing is a sketch, no sketch is null.
    any: bool,
}

impl Accumulator for Sketch {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let Some(column) = arguments.first() else { return Ok(()) };
        for row in rows.filter(|row| !column.is_null(*row)) {
            self.any = true;
            if self.merges {
                self.hll.merge(column.strings().value(row))?;
            } else {
                self.hll.insert(hash_row(column, row, SEED))?;
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        if let [Value::Dynamic(encoded)] = state {
            self.any = true;
            self.hll.merge(encoded)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(if self.any { Value::Dynamic(self.hll.encode()) } else { Value::Null(Type::Dynamic) })
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.hll.size()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, dynamics, longs, number, of, refused, texts, truths};
    use crate::string::testing::{counts, gives};
    use lurcher_types::{Type, Value};

    fn dcount(sketch: &Value) -> Option<i64> {
        counts(crate::function("dcount_hll").unwrap(), std::slice::from_ref(sketch))
    }

    #[test]
    fn a_sketch_counts_and_merges() {
        let one = of("hll", &[longs([Some(1), None, Some(2), Some(1)]), number(4)]);
        let two = of("hll", &[longs([Some(2), Some(3)])]);
        assert_eq!((dcount(&one), dcount(&two)), (Some(2), Some(2)));
        let merged = of("hll_merge", &[column(Type::Dynamic, [one.clone(), two.clone(), Value::Null(Type::Dynamic)])]);
        assert_eq!(dcount(&merged), Some(3));
        let scalar = gives(crate::function("hll_merge").unwrap(), &[one, two, Value::Null(Type::Dynamic)]);
        assert_eq!(Value::Dynamic(scalar), merged);
    }

    #[test]
    fn only_rows_of_the_predicate() {
        let sketch = of("hll_if", &[texts(["a", "b", ""]), truths([Some(true), Some(false), Some(true)])]);
        assert_eq!(dcount(&sketch), Some(2));
    }

    #[test]
    fn nothing_is_null() {
        let null = Value::Null(Type::Dynamic);
        assert_eq!(of("hll", &[longs([])]), null);
        assert_eq!(of("hll_merge", &[dynamics(["null"])]), null);
        assert_eq!(dcount(&null), None);
    }

    #[test]
    fn other_sketches_are_refused() {
        assert!(refused("hll_merge", &[dynamics(["[[1024,14],[\"1\"],[]]"])]).contains("made here"));
        assert!(refused("hll", &[longs([Some(1)]), number(9)]).contains("between 0 and 4"));
    }
}
