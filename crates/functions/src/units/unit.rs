//! What the conversions share: a value becomes the base unit of its kind, and from there the unit asked for.
//!
//! The order of each multiplication and division is the service's, because a real is rounded at every step.

use crate::string::texts::Texts;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;

/// A unit's name, how it becomes the base unit, and the factor of its prefix (`Kilo` is 1e3).
pub type Unit = (&'static str, How, f64);

pub enum How {
    /// One of these is so many base units.
    Times(f64),
    /// One base unit is so many of these.
    Per(f64),
    /// To the base unit, and back.
    Formula(fn(f64) -> f64, fn(f64) -> f64),
}

pub fn convert(call: &Call, units: &[Unit]) -> Result<ArrayRef, KernelError> {
    let [value, from, to] = call.args else { return Err(KernelError::new("three arguments are wanted")) };
    let (from, to) = (Texts::of(from), Texts::of(to));
    let find = |name: &str| units.iter().find(|(unit, ..)| *unit == name);
    Ok(call.reals(|row| {
        let (from, to) = (find(&from.text(row))?, find(&to.text(row))?);
        let x = value.real(row)?;
        Some(if from.0 == to.0 { x } else { out_of_base(to, into_base(from, x)) })
    }))
}

fn into_base((_, how, prefix): &Unit, x: f64) -> f64 {
    prefix
        * match how {
            How::Times(factor) => x * factor,
            How::Per(factor) => x / factor,
            How::Formula(into, _) => into(x),
        }
}

fn out_of_base((_, how, prefix): &Unit, x: f64) -> f64 {
    let converted = match how {
        How::Times(factor) => x / factor,
        How::Per(factor) => x * factor,
        How::Formula(_, out) => out(x),
    };
    converted / prefix
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    fn converted(kind: &str, x: f64, from: &str, to: &str) -> Value {
        of(&format!("convert_{kind}"), &[Value::Real(x), text(from), text(to)])
    }

    #[test]
    fn each_kind() {
        for (kind, x, from, to, answer) in [
            ("temperature", 100.0, "DegreeCelsius", "DegreeFahrenheit", 212.0),
            ("energy", 1.2, "Joule", "BritishThermalUnit", 0.001_137_380_544_375_980_6),
            ("length", 3.0, "Kilometer", "Meter", 3000.0),
            ("angle", 1.0, "Revolution", "Degree", 360.0),
            ("mass", 2.0, "Tonne", "Kilogram", 2000.0),
            ("volume", 1.0, "Liter", "Milliliter", 1000.0),
            ("force", 1.0, "Kilonewton", "Newton", 1000.0),
            ("speed", 3.0, "Knot", "Knot", 3.0),
        ] {
            assert_eq!(converted(kind, x, from, to), Value::Real(answer), "{kind}");
        }
    }

    #[test]
    fn no_such_unit() {
        let null = Value::Null(Type::Real);
        assert_eq!(converted("length", 1.0, "Meter", "Pound"), null);
        assert_eq!(converted("length", 1.0, "meter", "Meter"), null);
        assert_eq!(of("convert_mass", &[Value::Null(Type::Real), text("Gram"), text("Gram")]), null);
    }
}
