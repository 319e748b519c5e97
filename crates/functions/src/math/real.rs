//! Functions of one number, read as a real.

use crate::{Call, KernelError};
use arrow::array::ArrayRef;

/// Applies `f` to every row; a bool counts as 0 or 1.
pub fn real(call: &Call, f: fn(f64) -> Option<f64>) -> Result<ArrayRef, KernelError> {
    let [number] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    Ok(call.reals(|row| f(number.real(row)?)))
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::conversion::testing::call;
    use lurcher_types::{Type, Value};

    fn of(function: &Function, x: f64) -> Option<f64> {
        match call(function, Type::Real, &[Value::Real(x)]) {
            Value::Real(y) => Some(y),
            _ => None,
        }
    }

    #[test]
    fn known_values() {
        for (function, x, y) in [
            (&sin::SIN, 1.0, 0.8414709848078965),
            (&cos::COS, 1.0, 0.5403023058681398),
            (&cot::COT, 1.0, 0.6420926159343306),
            (&log10::LOG10, 5.0, 0.6989700043360189),
            (&log2::LOG2, 5.0, 2.321928094887362),
            (&gamma::GAMMA, 5.0, 24.0),
            (&loggamma::LOGGAMMA, 5.0, 3.1780538303479458),
            (&exp10::EXP10, 2.0, 100.0),
            (&radians::RADIANS, 90.0, std::f64::consts::FRAC_PI_2),
            (&log::LOG, 0.0, f64::NEG_INFINITY),
        ] {
            let found = of(function, x).unwrap();
            assert!(found == y || (found - y).abs() <= 1e-15 * y.abs(), "{}: {found}", function.description.name);
        }
    }

    #[test]
    fn outside_their_domain() {
        for function in [&asin::ASIN, &acos::ACOS] {
            assert_eq!(of(function, 1.1), None);
            assert_eq!(of(function, f64::INFINITY), None);
            assert!(of(function, f64::NAN).unwrap().is_nan());
        }
        for function in [&sqrt::SQRT, &log::LOG, &log2::LOG2, &log10::LOG10] {
            assert_eq!(of(function, -1.0), None);
        }
        assert_eq!(call(&sin::SIN, Type::Real, &[Value::Bool(true)]), Value::Real(1f64.sin()));
    }
}
