use super::items::{MAX_ELEMENTS, answers};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::time::TICKS_PER_HOUR;
use lurcher_types::{Decimal, Type, Value, text, time};

pub const RANGE: Function = Function {
    description: &Description {
        name: "range",
        signatures: &["(start: summable, stop: summable, [step: summable]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "An array of values from one to another in even steps, both ends included; at most 1048576 of them.",
        examples: &[
            Example { expression: "range(1, 8, 3)", equals: "dynamic([1,4,7])" },
            Example { expression: "range(1.0, 2, 0.5)", equals: "dynamic([1.0,1.5,2.0])" },
            Example { expression: "tostring(range(1h, 3h))", equals: "'[\"01:00:00\",\"02:00:00\",\"03:00:00\"]'" },
        ],
        page: "range-function",
        deviation: Some("A step of zero gives null. A mixture of datetimes, timespans and numbers is refused."),
        ..Description::SCALAR
    },
    kernel: range,
};

fn range(call: &Call) -> Result<ArrayRef, KernelError> {
    let types: Vec<Type> = call.args.iter().map(|a| a.kql_type).collect();
    let series = match types.as_slice() {
        [Type::Datetime, Type::Datetime, step @ ..] if step.iter().all(|t| *t == Type::Timespan) => Series::Datetimes,
        [Type::Timespan, Type::Timespan, step @ ..] if step.iter().all(|t| *t == Type::Timespan) => Series::Timespans,
        numbers if numbers.iter().all(|t| t.is_integer()) => Series::Longs,
        numbers if numbers.iter().all(|t| t.is_number()) && numbers.contains(&Type::Decimal) => Series::Decimals,
        numbers if numbers.iter().all(|t| t.is_number()) => Series::Reals,
        _ => {
            return Err(KernelError::new(
                "`range` runs over numbers, over datetimes in timespan steps, or over timespans",
            ));
        }
    };
    answers(call, |row, out| {
        let value = |index: usize| call.args.get(index).map(|a| a.value(row));
        let (start, stop) = (value(0)?, value(1)?);
        out.push('[');
        let mut write = |item: Dynamic| {
            if out.len() > 1 {
                out.push(',');
            }
            item.encode_into(out);
            out.len() <= MAX_BATCH_BYTES
        };
        match series {
            Series::Reals => reals(real(&start)?, real(&stop)?, step(value(2), Value::Real(1.0), real)?, &mut write)?,
            Series::Decimals => {
                decimals([decimal(&start)?, decimal(&stop)?, step(value(2), Value::Long(1), decimal)?], &mut write)?
            }
            _ => {
                let (wrap, default): (fn(i64) -> Dynamic, i64) = match series {
                    Series::Datetimes => (Dynamic::Datetime, TICKS_PER_HOUR),
                    Series::Timespans => (Dynamic::Timespan, TICKS_PER_HOUR),
                    _ => (Dynamic::Long, 1),
                };
                let step = step(value(2), Value::Long(default), whole)?;
                let in_range = |n: &i64| !matches!(series, Series::Datetimes) || time::in_range(*n).is_some();
                wholes(whole(&start)?, whole(&stop)?, step, |n| in_range(&n) && write(wrap(n)))?;
            }
        }
        out.push(']');
        Some(())
    })
}

enum Series {
    Longs,
    Reals,
    Decimals,
    Datetimes,
    Timespans,
}

/// The step given, or the default one; a null one makes the answer null.
fn step<T>(given: Option<Value>, default: Value, read: fn(&Value) -> Option<T>) -> Option<T> {
    read(&given.unwrap_or(default))
}

fn wholes(start: i64, stop: i64, step: i64, mut write: impl FnMut(i64) -> bool) -> Option<()> {
    if step == 0 {
        return None;
    }
    let mut next = Some(start);
    for _ in 0..MAX_ELEMENTS {
        match next.filter(|n| if step > 0 { *n <= stop } else { *n >= stop }) {
            Some(n) if write(n) => next = n.checked_add(step),
            _ => break,
        }
    }
    Some(())
}

fn reals(start: f64, stop: f64, step: f64, write: &mut impl FnMut(Dynamic) -> bool) -> Option<()> {
    if step == 0.0 || !(start.is_finite() && stop.is_finite() && step.is_finite()) {
        return None;
    }
    for i in 0..MAX_ELEMENTS {
        let x = start + i as f64 * step;
        if (if step > 0.0 { x > stop } else { x < stop }) || !write(Dynamic::Real(x)) {
            break;
        }
    }
    Some(())
}

/// Counts in units of the finest scale among the three.
fn decimals([start, stop, step]: [Decimal; 3], write: &mut impl FnMut(Dynamic) -> bool) -> Option<()> {
    let scale = start.scale.max(stop.scale).max(step.scale);
    let units = |d: Decimal| d.mantissa.checked_mul(10i128.checked_pow(u32::from(scale - d.scale))?);
    let (mut next, stop, step) = (units(start)?, units(stop)?, units(step)?);
    if step == 0 {
        return None;
    }
    for _ in 0..MAX_ELEMENTS {
        let past = if step > 0 { next > stop } else { next < stop };
        if past || !write(Dynamic::Number(text::format_decimal(&Decimal { mantissa: next, scale }))) {
            break;
        }
        match next.checked_add(step) {
            Some(n) => next = n,
            None => break,
        }
    }
    Some(())
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Int(n) => Some(i64::from(*n)),
        Value::Long(n) | Value::Datetime(n) | Value::Timespan(n) => Some(*n),
        _ => None,
    }
}

fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Real(x) => Some(*x),
        value => whole(value).map(|n| n as f64),
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Decimal(d) => Some(*d),
        Value::Real(x) => text::parse_decimal(&text::format_real(*x)),
        value => whole(value).map(|n| Decimal { mantissa: i128::from(n), scale: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gives, try_answer};
    use super::*;

    #[test]
    fn numbers() {
        gives(&RANGE, &["1", "8", "3"], "[1,4,7]");
        gives(&RANGE, &["1", "3"], "[1,2,3]");
        gives(&RANGE, &["3", "1", "-1"], "[3,2,1]");
        gives(&RANGE, &["3", "1"], "[]");
        gives(&RANGE, &["1", "3", "0"], "null");
        gives(&RANGE, &["1.0", "3", "1"], "[1.0,2.0,3.0]");
        gives(&RANGE, &["9223372036854775806", "9223372036854775807", "5"], "[9223372036854775806]");
    }

    #[test]
    fn times() {
        let hour = Value::Timespan(TICKS_PER_HOUR);
        let answer = try_answer(&RANGE, Type::Dynamic, &[hour, Value::Timespan(2 * TICKS_PER_HOUR)]).unwrap();
        assert_eq!(answer, Value::Dynamic("[@t36000000000,@t72000000000]".to_owned()));
        let days = [Value::Datetime(0), Value::Datetime(20), Value::Timespan(10)];
        assert_eq!(try_answer(&RANGE, Type::Dynamic, &days), Ok(Value::Dynamic("[@d0,@d10,@d20]".to_owned())));
        assert!(try_answer(&RANGE, Type::Dynamic, &[Value::Datetime(0), Value::Long(5)]).is_err());
        let none = [Value::Null(Type::Datetime), Value::Datetime(20)];
        assert_eq!(try_answer(&RANGE, Type::Dynamic, &none), Ok(Value::Null(Type::Dynamic)));
    }

    #[test]
    fn decimals_are_exact() {
        let d = |mantissa, scale| Value::Decimal(Decimal { mantissa, scale });
        let answer = try_answer(&RANGE, Type::Dynamic, &[d(1, 0), d(12, 1), d(1, 1)]).unwrap();
        assert_eq!(answer, Value::Dynamic("[1,1.1,1.2]".to_owned()));
    }

    #[test]
    fn stops_silently_at_the_limit() {
        let answer = try_answer(&RANGE, Type::Dynamic, &[Value::Long(1), Value::Long(1_000_000_000)]);
        let Ok(Value::Dynamic(text)) = answer else { panic!("{answer:?}") };
        assert_eq!(lurcher_types::dynamic::elements(&text).count(), MAX_ELEMENTS);
    }
}
