use super::constants::type_of;
use super::predicate::only_where;
use crate::{Accumulator, Aggregate, AggregateCall, KernelError};
use arrow::array::AsArray;
use arrow::datatypes::{Decimal256Type, i256};
use lurcher_columnar::{Column, arrow_type, value_at};
use lurcher_types::describe::{Description, Naming};
use lurcher_types::{Type, Value};

// DataFusion's `sum` differs twice: over no values it is null and ours is 0, and its long sum may fail where ours wraps.
pub const SUM: Aggregate = Aggregate {
    description: &Description {
        name: "sum",
        signatures: &["(expr: summable) -> promoted0"],
        naming: Naming::Prefix("sum"),
        summary: "The sum of the values that are not null, 0 if there is none; a long sum wraps.",
        page: "sum-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered,
    start: |call| Ok(Box::new(Sum::new(type_of(call, 0)?))),
};

pub const SUMIF: Aggregate = Aggregate {
    description: &Description {
        name: "sumif",
        signatures: &["(expr: summable, predicate: bool) -> promoted0"],
        naming: Naming::Prefix("sumif"),
        summary: "The sum of the values for which the predicate is true.",
        page: "sumif-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered,
    start: |call: &AggregateCall| Ok(only_where(1, Box::new(Sum::new(type_of(call, 0)?)))),
};

/// Adding reals in another order gives another last digit.
pub fn ordered(types: &[Type]) -> bool {
    types.first() == Some(&Type::Real)
}

/// The last tick of the year 9999.
const LAST_TICK: i64 = 3_155_378_975_999_999_999;

#[derive(Debug)]
enum Sum {
    Whole(Type, i64),
    Real(f64),
    Decimal(i256),
}

impl Sum {
    fn new(argument: Type) -> Sum {
        match argument {
            Type::Real => Sum::Real(0.0),
            Type::Decimal => Sum::Decimal(i256::ZERO),
            Type::Datetime | Type::Timespan => Sum::Whole(argument, 0),
            _ => Sum::Whole(Type::Long, 0),
        }
    }
}

impl Accumulator for Sum {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let column = &arguments[0];
        match self {
            Sum::Whole(_, total) => {
                let values = column.longs();
                rows.filter_map(|row| values.get(row)).for_each(|n| *total = total.wrapping_add(n));
            }
            Sum::Real(total) => {
                let values = column.reals();
                rows.filter(|row| !column.is_null(*row)).for_each(|row| *total += values.value(column.index(row)));
            }
            Sum::Decimal(total) => {
                for row in rows.filter(|row| !column.is_null(*row)) {
                    *total = add_decimals(*total, stored_decimal(column, row))?;
                }
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![match self {
            Sum::Decimal(total) => Value::String(total.to_string()),
            Sum::Real(total) => Value::Real(*total),
            Sum::Whole(t, total) => whole(*t, *total),
        }])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        match (self, state) {
            (Sum::Whole(_, total), [Value::Long(n) | Value::Datetime(n) | Value::Timespan(n)]) => {
                *total = total.wrapping_add(*n);
            }
            (Sum::Real(total), [Value::Real(x)]) => *total += x,
            (Sum::Decimal(total), [Value::String(digits)]) => *total = add_decimals(*total, decimal_state(digits))?,
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        match self {
            Sum::Whole(Type::Datetime, total) if !(0..=LAST_TICK).contains(total) => {
                Err(KernelError::new("the sum of these datetimes is past the year 9999"))
            }
            Sum::Whole(t, total) => Ok(whole(*t, *total)),
            Sum::Real(total) => Ok(Value::Real(*total)),
            Sum::Decimal(total) => decimal_value(*total),
        }
    }

    fn size(&self) -> usize {
        size_of::<Self>()
    }
}

/// A whole number as a value of one of the types that are stored as 64 bits.
pub fn whole(t: Type, n: i64) -> Value {
    match t {
        Type::Datetime => Value::Datetime(n),
        Type::Timespan => Value::Timespan(n),
        Type::Int => Value::Int(n as i32),
        Type::Bool => Value::Bool(n != 0),
        _ => Value::Long(n),
    }
}

/// A decimal as it lies in its column: an integer with 38 of its digits behind the point.
pub fn stored_decimal(column: &Column, row: usize) -> i256 {
    column.array.as_primitive::<Decimal256Type>().value(column.index(row))
}

/// Adds two decimals as they are stored, and refuses a sum of more than 38 digits before the point.
pub fn add_decimals(a: i256, b: i256) -> Result<i256, KernelError> {
    let limit = i256::from_i128(10).wrapping_pow(76);
    a.checked_add(b)
        .filter(|sum| *sum < limit && *sum > -limit)
        .ok_or_else(|| KernelError::new("the sum of these decimals has more than 38 digits"))
}

pub fn decimal_state(digits: &str) -> i256 {
    i256::from_string(digits).unwrap_or(i256::ZERO)
}

/// The value of a stored decimal.
pub fn decimal_value(stored: i256) -> Result<Value, KernelError> {
    let array = arrow::array::Decimal256Array::from_iter_values([stored]).with_data_type(arrow_type(Type::Decimal));
    Ok(value_at(Type::Decimal, &array, 0))
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{column, longs, of, reals, refused, truths};
    use lurcher_types::{Decimal, Type, Value};

    #[test]
    fn nothing_sums_to_zero() {
        assert_eq!(of("sum", &[longs([None, None])]), Value::Long(0));
        assert_eq!(of("sum", &[reals([])]), Value::Real(0.0));
        assert_eq!(of("sumif", &[longs([Some(3)]), truths([None])]), Value::Long(0));
    }

    #[test]
    fn each_type_sums_to_its_own() {
        assert_eq!(of("sum", &[longs([Some(i64::MAX), Some(1)])]), Value::Long(i64::MIN));
        assert_eq!(of("sum", &[column(Type::Int, [Value::Int(2), Value::Int(3)])]), Value::Long(5));
        assert_eq!(of("sum", &[column(Type::Timespan, [Value::Timespan(2)])]), Value::Timespan(2));
        let decimal = |mantissa, scale| Value::Decimal(Decimal { mantissa, scale });
        assert_eq!(of("sum", &[column(Type::Decimal, [decimal(15, 1), decimal(25, 2)])]), decimal(175, 2));
    }

    #[test]
    fn sums_out_of_range_are_refused() {
        let late = Value::Datetime(3_000_000_000_000_000_000);
        assert!(refused("sum", &[column(Type::Datetime, [late.clone(), late])]).contains("9999"));
        let large = Value::Decimal(Decimal { mantissa: 10i128.pow(38) - 1, scale: 0 });
        assert!(refused("sum", &[column(Type::Decimal, [large.clone(), large])]).contains("38 digits"));
    }
}
