//! `+ - * / %` of any two values that KQL lets meet. The binder has already brought two numbers to one type.

use crate::conversion::convert::{exact, real, whole};
use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::time::in_range;
use lurcher_types::{Decimal, Type, Value, dynamic};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

use Operation::{Add, Divide, Multiply, Remainder, Subtract};

pub fn binary(call: &Call, op: Operation) -> Result<ArrayRef, KernelError> {
    let [left, right] = call.args else { return Err(KernelError::new("two operands are wanted")) };
    let (l, r) = (left.kql_type, right.kql_type);
    if op == Remainder && l == Type::Timespan && r.is_number() {
        return Err(KernelError::new("the remainder of a timespan by a number is not supported; divide by a timespan"));
    }
    Ok(match call.returns {
        Type::Long if l.is_integer() && r.is_integer() => {
            let (lefts, rights) = (left.longs(), right.longs());
            call.longs(|row| longs(op, lefts.get(row)?, rights.get(row)?))
        }
        Type::Real if l.is_number() && r.is_number() => {
            call.reals(|row| Some(reals(op, left.real(row)?, right.real(row)?)))
        }
        Type::Datetime | Type::Timespan if l != Type::Dynamic && r != Type::Dynamic => {
            call.longs(|row| match values(op, &plain(left.value(row))?, &plain(right.value(row))?)? {
                Value::Datetime(ticks) | Value::Timespan(ticks) => Some(ticks),
                _ => None,
            })
        }
        returns => call.rows(|row| fit(values(op, &plain(left.value(row))?, &plain(right.value(row))?)?, returns)),
    })
}

/// A value that is there, taken out of its dynamic.
pub fn plain(value: Value) -> Option<Value> {
    match value {
        Value::Null(_) => None,
        Value::Dynamic(encoded) => dynamic::scalar(&encoded),
        value => Some(value),
    }
}

/// The answer as the type that the binder promised.
pub fn fit(value: Value, returns: Type) -> Option<Value> {
    match returns {
        t if t == value.kql_type() => Some(value),
        Type::Dynamic => Some(Value::Dynamic(dynamic::from_value(&value).encode())),
        Type::Long => whole(&value).map(Value::Long),
        Type::Real => real(&value).map(Value::Real),
        Type::Decimal => exact(&value).map(Value::Decimal),
        _ => None,
    }
}

fn values(op: Operation, left: &Value, right: &Value) -> Option<Value> {
    use Value::{Datetime, Timespan};
    let is_number = |v: &Value| v.kql_type().is_number();
    Some(match (op, left, right) {
        (Add, Datetime(a), Timespan(b)) | (Add, Timespan(b), Datetime(a)) => Datetime(in_range(a.checked_add(*b)?)?),
        (Subtract, Datetime(a), Timespan(b)) => Datetime(in_range(a.checked_sub(*b)?)?),
        (Subtract, Datetime(a), Datetime(b)) => Timespan(a.checked_sub(*b)?),
        (Add, Timespan(a), Timespan(b)) => Timespan(a.checked_add(*b)?),
        (Subtract, Timespan(a), Timespan(b)) => Timespan(a.checked_sub(*b)?),
        (Divide, Timespan(a), Timespan(b)) => Value::Real(*a as f64 / *b as f64),
        (Remainder, Timespan(a) | Datetime(a), Timespan(b)) => Timespan(longs(op, *a, *b)?),
        (Multiply | Divide, Timespan(span), number) if is_number(number) => Timespan(scale(op, *span, number)?),
        (Multiply, number, Timespan(span)) if is_number(number) => Timespan(scale(op, *span, number)?),
        (_, a, b) if is_number(a) && is_number(b) => numbers(op, a, b)?,
        _ => return None,
    })
}

/// Two numbers meet in the wider of their types.
fn numbers(op: Operation, left: &Value, right: &Value) -> Option<Value> {
    Some(match left.kql_type().widest(right.kql_type())? {
        Type::Decimal => Value::Decimal(decimals(op, exact(left)?, exact(right)?)?),
        Type::Real => Value::Real(reals(op, real(left)?, real(right)?)),
        _ => Value::Long(longs(op, whole(left)?, whole(right)?)?),
    })
}

/// Sums and products wrap; a quotient is cut toward zero; by zero there is none.
fn longs(op: Operation, left: i64, right: i64) -> Option<i64> {
    match op {
        Add => Some(left.wrapping_add(right)),
        Subtract => Some(left.wrapping_sub(right)),
        Multiply => Some(left.wrapping_mul(right)),
        Divide if right == 0 => None,
        Divide => Some(left.wrapping_div(right)),
        Remainder => i64::try_from(i128::from(left).checked_rem_euclid(i128::from(right))?).ok(),
    }
}

fn reals(op: Operation, left: f64, right: f64) -> f64 {
    match op {
        Add => left + right,
        Subtract => left - right,
        Multiply => left * right,
        Divide => left / right,
        Remainder => left.rem_euclid(right),
    }
}

fn decimals(op: Operation, left: Decimal, right: Decimal) -> Option<Decimal> {
    match op {
        Add => left.checked_add(right),
        Subtract => left.checked_sub(right),
        Multiply => left.checked_mul(right),
        Divide => left.checked_div(right),
        Remainder => {
            let rest = left.checked_rem(right)?;
            if rest.mantissa < 0 { rest.checked_add(right.abs()) } else { Some(rest) }
        }
    }
}

/// A timespan times or by a number, cut to a whole tick; nothing if it is too long.
fn scale(op: Operation, ticks: i64, number: &Value) -> Option<i64> {
    match number {
        Value::Real(x) => {
            let scaled = reals(op, ticks as f64, *x).trunc();
            // The bound is a power of two, so a real holds it exactly.
            let bound = 2f64.powi(63);
            (-bound..bound).contains(&scaled).then_some(scaled as i64)
        }
        Value::Decimal(x) => decimals(op, Decimal::from_i64(ticks), *x)?.to_i64(),
        n if op == Multiply => ticks.checked_mul(whole(n)?),
        n => ticks.checked_div(whole(n)?),
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::conversion::testing::{at, call, decimal, span, try_call};
    use lurcher_types::{Type, Value};

    fn dynamic(text: &str) -> Value {
        Value::Dynamic(text.to_owned())
    }

    #[test]
    fn whole_numbers() {
        let long = |function, a, b| call(function, Type::Long, &[Value::Long(a), Value::Long(b)]);
        assert_eq!(long(&add::ADD, i64::MAX, 1), Value::Long(i64::MIN));
        assert_eq!(long(&divide::DIVIDE, 7, 2), Value::Long(3));
        assert_eq!(long(&divide::DIVIDE, -7, 2), Value::Long(-3));
        assert_eq!(long(&divide::DIVIDE, 7, 0), Value::Null(Type::Long));
        assert_eq!(long(&divide::DIVIDE, i64::MIN, -1), Value::Long(i64::MIN));
        assert_eq!(long(&remainder::REMAINDER, -14, 12), Value::Long(10));
        assert_eq!(long(&remainder::REMAINDER, -14, -12), Value::Long(10));
        assert_eq!(long(&remainder::REMAINDER, 5, i64::MIN), Value::Long(5));
        assert_eq!(long(&remainder::REMAINDER, 5, 0), Value::Null(Type::Long));
        let ints = [Value::Int(i32::MAX), Value::Int(1)];
        assert_eq!(call(&add::ADD, Type::Long, &ints), Value::Long(2_147_483_648));
        let null = [Value::Null(Type::Long), Value::Long(1)];
        assert_eq!(call(&add::ADD, Type::Long, &null), Value::Null(Type::Long));
    }

    #[test]
    fn reals_and_decimals() {
        let real = |function, a, b| call(function, Type::Real, &[Value::Real(a), Value::Real(b)]);
        assert_eq!(real(&divide::DIVIDE, 1.0, 0.0), Value::Real(f64::INFINITY));
        assert_eq!(real(&remainder::REMAINDER, -5.5, 2.0), Value::Real(0.5));
        let decimals = |function, a, b| call(function, Type::Decimal, &[decimal(a), decimal(b)]);
        assert_eq!(decimals(&multiply::MULTIPLY, "1.1", "1.1"), decimal("1.21"));
        assert_eq!(decimals(&remainder::REMAINDER, "-7", "2.5"), decimal("0.5"));
        assert_eq!(decimals(&divide::DIVIDE, "1", "0"), Value::Null(Type::Decimal));
    }

    #[test]
    fn times() {
        let both = |function, returns, a, b| call(function, returns, &[a, b]);
        let (noon, hour) = (at("2024-01-01 12:00"), span("1h"));
        assert_eq!(both(&add::ADD, Type::Datetime, hour.clone(), noon.clone()), at("2024-01-01 13:00"));
        assert_eq!(both(&subtract::SUBTRACT, Type::Datetime, noon.clone(), hour.clone()), at("2024-01-01 11:00"));
        assert_eq!(both(&subtract::SUBTRACT, Type::Timespan, noon.clone(), at("2024-01-01")), span("12h"));
        let out = both(&add::ADD, Type::Datetime, at("9999-12-31 23:30"), hour.clone());
        assert_eq!(out, Value::Null(Type::Datetime));
        assert_eq!(both(&divide::DIVIDE, Type::Real, span("1d"), hour.clone()), Value::Real(24.0));
        assert_eq!(both(&multiply::MULTIPLY, Type::Timespan, Value::Real(1.5), hour.clone()), span("90m"));
        assert_eq!(both(&multiply::MULTIPLY, Type::Timespan, hour.clone(), Value::Long(24)), span("1d"));
        assert_eq!(both(&multiply::MULTIPLY, Type::Timespan, hour.clone(), decimal("0.5")), span("30m"));
        assert_eq!(both(&divide::DIVIDE, Type::Timespan, hour.clone(), Value::Real(2.0)), span("30m"));
        assert_eq!(both(&divide::DIVIDE, Type::Timespan, hour.clone(), Value::Long(0)), Value::Null(Type::Timespan));
        assert_eq!(both(&divide::DIVIDE, Type::Timespan, hour.clone(), Value::Real(0.0)), Value::Null(Type::Timespan));
        assert_eq!(both(&remainder::REMAINDER, Type::Timespan, span("-90m"), hour.clone()), span("30m"));
        let long = Value::Timespan(i64::MAX);
        assert_eq!(both(&add::ADD, Type::Timespan, long.clone(), hour.clone()), Value::Null(Type::Timespan));
        assert_eq!(both(&multiply::MULTIPLY, Type::Timespan, long, Value::Long(2)), Value::Null(Type::Timespan));
        assert!(try_call(&remainder::REMAINDER, Type::Timespan, &[hour, Value::Long(2)]).is_err());
    }

    #[test]
    fn dynamics() {
        let sum = |a, b| call(&add::ADD, Type::Dynamic, &[dynamic(a), dynamic(b)]);
        assert_eq!(sum("1", "2"), dynamic("3"));
        assert_eq!(sum("1", "2.5"), dynamic("3.5"));
        assert_eq!(sum("1", "\"a\""), Value::Null(Type::Dynamic));
        assert_eq!(call(&add::ADD, Type::Long, &[dynamic("1"), Value::Long(1)]), Value::Long(2));
        assert_eq!(call(&negate::NEGATE, Type::Dynamic, &[dynamic("1.5")]), dynamic("-1.5"));
    }
}
