use super::predicate::only_where;
use super::stdev::{Moments, ten_decimals};
use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Naming};

pub const COVARIANCE: Aggregate = Aggregate {
    description: &Description {
        name: "covariance",
        signatures: &["(expr1: summable, expr2: summable) -> real"],
        naming: Naming::PrefixTwo("covariance"),
        summary: "The covariance of a sample of pairs, rounded to ten decimals; pairs with a null are skipped.",
        page: "covariance-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(Box::new(Covariance::new(true))),
};

pub const COVARIANCEIF: Aggregate = Aggregate {
    description: &Description {
        name: "covarianceif",
        signatures: &["(expr1: summable, expr2: summable, predicate: bool) -> real"],
        naming: Naming::PrefixTwo("covarianceif"),
        summary: "The covariance of a sample: the pairs for which the predicate is true.",
        page: "covarianceif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(only_where(2, Box::new(Covariance::new(true)))),
};

pub const COVARIANCEP: Aggregate = Aggregate {
    description: &Description {
        name: "covariancep",
        signatures: &["(expr1: summable, expr2: summable) -> real"],
        naming: Naming::PrefixTwo("covariancep"),
        summary: "The covariance of a whole population of pairs, rounded to ten decimals.",
        page: "covariancep-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(Box::new(Covariance::new(false))),
};

pub const COVARIANCEPIF: Aggregate = Aggregate {
    description: &Description {
        name: "covariancepif",
        signatures: &["(expr1: summable, expr2: summable, predicate: bool) -> real"],
        naming: Naming::PrefixTwo("covariancepif"),
        summary: "The covariance of a whole population: the pairs for which the predicate is true.",
        page: "covariancepif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(only_where(2, Box::new(Covariance::new(false)))),
};

#[derive(Debug)]
struct Covariance {
    sample: bool,
    moments: Moments,
}

impl Covariance {
    fn new(sample: bool) -> Covariance {
        Covariance { sample, moments: Moments::default() }
    }
}

impl Accumulator for Covariance {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let (xs, ys) = (&arguments[0], &arguments[1]);
        let pairs = rows.filter_map(|row| Some((xs.real(row)?, ys.real(row)?)));
        pairs.for_each(|(x, y)| self.moments.add(x, y));
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(self.moments.state())
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        self.moments.merge(state);
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        Ok(Value::Real(ten_decimals(self.moments.spread(self.sample))))
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, of, reals};
    use lurcher_types::{Type, Value};

    #[test]
    fn samples_and_populations() {
        let pairs = [
            reals([Some(1.0), Some(2.0), Some(3.0), None, Some(4.0), Some(5.0)]),
            reals([Some(14.0), Some(10.0), Some(17.0), Some(99.0), Some(20.0), Some(50.0)]),
        ];
        assert_eq!(of("covariance", &pairs), Value::Real(20.5));
        assert_eq!(of("covariancep", &pairs), Value::Real(16.4));
    }

    #[test]
    fn a_predicate_chooses_pairs() {
        let x = column(Type::Long, (1..=100).map(Value::Long));
        let y = column(Type::Long, (1..=100).map(|n| Value::Long(if n % 2 == 0 { 2 * n } else { 3 * n })));
        let third = column(Type::Bool, (1..=100).map(|n| Value::Bool(n % 3 == 0)));
        assert_eq!(of("covariancepif", &[x.clone(), y.clone(), third.clone()]), Value::Real(2077.0909090909));
        assert!(matches!(of("covarianceif", &[x, y, third]), Value::Real(c) if c > 2077.1));
    }
}
