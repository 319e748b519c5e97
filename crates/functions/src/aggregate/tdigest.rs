use crate::sketch::tdigest::Digest;
use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};

const EXACT: Option<&str> = Some(
    "Every value is kept and none estimated; the form of the digest is Lurcher's own. \
     More than 1,048,576 distinct values in one digest are refused.",
);

pub const TDIGEST: Aggregate = Aggregate {
    description: &Description {
        name: "tdigest",
        signatures: &["(expr: summable, [weight: integer]) -> dynamic"],
        naming: Naming::Prefix("tdigest"),
        summary: "The values and how often they are there, for percentile_tdigest() and its kin.",
        page: "tdigest-aggregation-function",
        deviation: EXACT,
        ..Description::AGGREGATE
    },
    ordered: |_| false,
    start: |_| Ok(Box::new(Values::default())),
};

pub const TDIGEST_MERGE: Aggregate = Aggregate {
    description: &Description { name: "tdigest_merge", page: "tdigest-merge-aggregation-function", ..MERGE },
    ordered: |_| false,
    start: |_| Ok(Box::new(Values { merges: true, ..Values::default() })),
};

pub const MERGE_TDIGEST: Aggregate = Aggregate {
    description: &Description { name: "merge_tdigest", page: "tdigest-merge-aggregation-function", ..MERGE },
    ..TDIGEST_MERGE
};

const MERGE: Description = Description {
    signatures: &["(tdigest: array) -> dynamic"],
    naming: Naming::Prefix("merge_tdigests"),
    summary: "One digest of all values that the digests of the group saw.",
    deviation: EXACT,
    ..Description::AGGREGATE
};

#[derive(Debug, Default)]
struct Values {
    digest: Digest,
    /// The rows hold digests, not values.
    merges: bool,
}

impl Accumulator for Values {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let Some(column) = arguments.first() else { return Ok(()) };
        let weights = arguments.get(1).map(Column::longs);
        for row in rows.filter(|row| !column.is_null(*row)) {
            if self.merges {
                self.digest.merge(column.strings().value(row))?;
            } else {
                let weight = weights.as_ref().map_or(Some(1), |weights| weights.get(row));
                self.digest.insert(&column.value(row), weight.unwrap_or_default())?;
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        match state {
            [Value::Dynamic(encoded)] => self.digest.merge(encoded),
            _ => Ok(()),
        }
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(match self.digest.is_empty() {
            true => Value::Null(Type::Dynamic),
            false => Value::Dynamic(self.digest.encode()),
        })
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.digest.size()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, dynamics, longs, of, reals, refused};
    use crate::string::testing::{answer, gives, try_answer};
    use lurcher_types::{Type, Value};

    fn f(name: &str) -> &'static crate::Function {
        crate::function(name).unwrap()
    }

    fn percentile(digest: &Value, p: f64, returns: Type) -> Value {
        answer(f("percentile_tdigest"), returns, &[digest.clone(), Value::Real(p)])
    }

    #[test]
    fn percentiles_of_weighted_values() {
        let digest = of(
            "tdigest",
            &[reals([Some(1.0), Some(2.0), None, Some(9.0)]), longs([Some(1), Some(2), Some(5), Some(0)])],
        );
        assert_eq!(percentile(&digest, 50.0, Type::Dynamic), Value::Dynamic("2.0".into()));
        assert_eq!(percentile(&digest, 0.0, Type::Real), Value::Real(1.0));
        assert_eq!(percentile(&digest, 100.0, Type::Long), Value::Long(2));
        let several = gives(f("percentiles_array_tdigest"), &[digest.clone(), Value::Dynamic("[0,50,100]".into())]);
        assert_eq!(several, "[1.0,2.0,2.0]");
        assert!(try_answer(f("percentile_tdigest"), Type::Real, &[digest, Value::Real(101.0)]).is_err());
    }

    #[test]
    fn ranks() {
        let digest = of("tdigest", &[longs([Some(3), Some(1), Some(2), Some(2)])]);
        let rank = |v: Value| answer(f("rank_tdigest"), Type::Real, &[digest.clone(), v]);
        assert_eq!(rank(Value::Long(2)), Value::Real(3.0));
        assert_eq!(rank(Value::Real(2.5)), Value::Real(3.0));
        assert_eq!(rank(Value::Long(0)), Value::Real(0.0));
        assert_eq!(rank(Value::Null(Type::Long)), Value::Null(Type::Real));
        let percent = answer(f("percentrank_tdigest"), Type::Real, &[digest.clone(), Value::Long(1)]);
        assert_eq!(percent, Value::Real(25.0));
        assert!(try_answer(f("rank_tdigest"), Type::Real, &[digest, Value::Datetime(5)]).is_err());
    }

    #[test]
    fn digests_merge() {
        let one = of("tdigest", &[longs([Some(1), Some(9_007_199_254_740_993)])]);
        let two = of("tdigest", &[reals([Some(1.0), Some(9_007_199_254_740_992.0), Some(f64::INFINITY)])]);
        let merged = of("tdigest_merge", &[column(Type::Dynamic, [one.clone(), two.clone()])]);
        let all = r#"[[7,1],[1,1.0,9007199254740992.0,9007199254740993,"Infinity"],[1,1,1,1,1]]"#;
        assert_eq!(merged, Value::Dynamic(all.into()));
        assert_eq!(gives(f("merge_tdigest"), &[one, two]), all);
        let times = of("tdigest", &[column(Type::Timespan, [Value::Timespan(5)])]);
        assert_eq!(percentile(&times, 50.0, Type::Timespan), Value::Timespan(5));
        assert!(refused("merge_tdigest", &[column(Type::Dynamic, [times, merged])]).contains("mixture"));
    }

    #[test]
    fn nothing_and_strangers() {
        assert_eq!(of("tdigest", &[longs([None])]), Value::Null(Type::Dynamic));
        assert!(refused("merge_tdigest", &[dynamics(["[[7],[1],[1]]"])]).contains("made here"));
    }
}
