use super::constants::type_of;
use super::predicate::only_where;
use super::sum::{add_decimals, decimal_state, decimal_value, ordered, stored_decimal, whole};
use crate::{Accumulator, Aggregate, KernelError};
use arrow::datatypes::i256;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Decimal, Type, Value};

// DataFusion's `avg` of longs and reals agrees but for nothing at all, where it is null and ours is NaN.
pub const AVG: Aggregate = Aggregate {
    description: &Description {
        name: "avg",
        signatures: &[
            "(expr: integer) -> real",
            "(expr: real) -> real",
            "(expr: decimal) -> decimal",
            "(expr: timespan) -> timespan",
            "(expr: datetime) -> datetime",
        ],
        naming: Naming::Prefix("avg"),
        summary: "The mean of the values that are not null; NaN (null for other results than real) if there is none.",
        page: "avg-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered,
    start: |call| Ok(Box::new(Avg::new(type_of(call, 0)?))),
};

pub const AVGIF: Aggregate = Aggregate {
    description: &Description {
        name: "avgif",
        signatures: &[
            "(expr: integer, predicate: bool) -> real",
            "(expr: real, predicate: bool) -> real",
            "(expr: decimal, predicate: bool) -> decimal",
            "(expr: timespan, predicate: bool) -> timespan",
            "(expr: datetime, predicate: bool) -> datetime",
        ],
        naming: Naming::Prefix("avgif"),
        summary: "The mean of the values for which the predicate is true.",
        page: "avgif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered,
    start: |call| Ok(only_where(1, Box::new(Avg::new(type_of(call, 0)?)))),
};

#[derive(Debug)]
struct Avg {
    argument: Type,
    total: Total,
    count: i64,
}

#[derive(Debug)]
enum Total {
    /// Exact, so that the order of rows does not matter.
    Whole(i128),
    /// The plain running sum, as the service keeps it: no compensated summation.
    Real(f64),
    Decimal(i256),
}

impl Avg {
    fn new(argument: Type) -> Avg {
        let total = match argument {
            Type::Real => Total::Real(0.0),
            Type::Decimal => Total::Decimal(i256::ZERO),
            _ => Total::Whole(0),
        };
        Avg { argument, total, count: 0 }
    }
}

impl Accumulator for Avg {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        let count = &mut self.count;
        match &mut self.total {
            Total::Whole(total) => {
                let values = column.longs();
                for n in rows.filter_map(|row| values.get(row)) {
                    *total += i128::from(n);
                    *count += 1;
                }
            }
            Total::Real(total) => {
                let values = column.reals();
                for row in rows.filter(|row| !column.is_null(*row)) {
                    *total += values.value(column.index(row));
                    *count += 1;
                }
            }
            Total::Decimal(total) => {
                for row in rows.filter(|row| !column.is_null(*row)) {
                    *total = add_decimals(*total, stored_decimal(column, row))?;
                    *count += 1;
                }
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        let total = match &self.total {
            Total::Whole(total) => Value::Decimal(Decimal { mantissa: *total, scale: 0 }),
            Total::Real(total) => Value::Real(*total),
            Total::Decimal(total) => Value::String(total.to_string()),
        };
        Ok(vec![total, Value::Long(self.count)])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        let [other, Value::Long(count)] = state else { return Ok(()) };
        match (&mut self.total, other) {
            (Total::Whole(total), Value::Decimal(d)) => *total += d.mantissa,
            (Total::Real(total), Value::Real(x)) => *total += x,
            (Total::Decimal(total), Value::String(digits)) => *total = add_decimals(*total, decimal_state(digits))?,
            _ => {}
        }
        self.count += count;
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        match &self.total {
            Total::Whole(total) if matches!(self.argument, Type::Datetime | Type::Timespan) => {
                let mean = total.checked_div(i128::from(self.count)).and_then(|ticks| i64::try_from(ticks).ok());
                Ok(mean.map_or(Value::Null(self.argument), |ticks| whole(self.argument, ticks)))
            }
            Total::Whole(total) => Ok(Value::Real(*total as f64 / self.count as f64)),
            Total::Real(total) => Ok(Value::Real(total / self.count as f64)),
            Total::Decimal(_) if self.count == 0 => Ok(Value::Null(Type::Decimal)),
            Total::Decimal(total) => match decimal_value(*total)? {
                Value::Decimal(total) => {
                    let mean = total.checked_div(Decimal::from_i64(self.count));
                    Ok(mean.map_or(Value::Null(Type::Decimal), Value::Decimal))
                }
                other => Ok(other),
            },
        }
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, longs, of, reals, truths};
    use lurcher_types::{Decimal, Type, Value};

    #[test]
    fn the_mean_of_nothing() {
        assert!(matches!(of("avg", &[longs([None])]), Value::Real(x) if x.is_nan()));
        assert!(matches!(of("avgif", &[reals([Some(1.0)]), truths([None])]), Value::Real(x) if x.is_nan()));
        assert_eq!(of("avg", &[column(Type::Timespan, [])]), Value::Null(Type::Timespan));
        assert_eq!(of("avg", &[column(Type::Decimal, [])]), Value::Null(Type::Decimal));
    }

    #[test]
    fn means_by_type() {
        assert_eq!(of("avg", &[longs([Some(1), None, Some(2)])]), Value::Real(1.5));
        assert_eq!(
            of("avg", &[column(Type::Datetime, [Value::Datetime(10), Value::Datetime(21)])]),
            Value::Datetime(15)
        );
        let decimal = |mantissa, scale| Value::Decimal(Decimal { mantissa, scale });
        assert_eq!(of("avg", &[column(Type::Decimal, [decimal(1, 0), decimal(2, 0)])]), decimal(15, 1));
    }

    #[test]
    fn reals_are_summed_plainly() {
        let values = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
        assert_eq!(of("avg", &[reals(values.map(Some))]), Value::Real(20.819999999999997));
    }
}
