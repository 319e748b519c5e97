use super::unit::How::{Formula, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_TEMPERATURE: Function = Function {
    description: &Description {
        name: "convert_temperature",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "A temperature in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_temperature(1.2, 'Kelvin', 'DegreeCelsius')", equals: "-271.95" }],
        page: "convert-temperature-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

/// How each unit becomes Kelvin and back.
static UNITS: &[Unit] = &[
    ("DegreeCelsius", Formula(|x| x + 273.15, |x| x - 273.15), 1.0),
    ("DegreeDelisle", Formula(|x| x * -2.0 / 3.0 + 373.15, |x| (x - 373.15) * -3.0 / 2.0), 1.0),
    (
        "DegreeFahrenheit",
        Formula(|x| x * 5.0 / 9.0 + 459.67 * 5.0 / 9.0, |x| (x - 459.67 * 5.0 / 9.0) * 9.0 / 5.0),
        1.0,
    ),
    ("DegreeNewton", Formula(|x| x * 100.0 / 33.0 + 273.15, |x| (x - 273.15) * 33.0 / 100.0), 1.0),
    ("DegreeRankine", Formula(|x| x * 5.0 / 9.0, |x| x * 9.0 / 5.0), 1.0),
    ("DegreeReaumur", Formula(|x| x * 5.0 / 4.0 + 273.15, |x| (x - 273.15) * 4.0 / 5.0), 1.0),
    (
        "DegreeRoemer",
        Formula(|x| x * 40.0 / 21.0 + 273.15 - 7.5 * 40.0 / 21.0, |x| (x - (273.15 - 7.5 * 40.0 / 21.0)) * 21.0 / 40.0),
        1.0,
    ),
    ("Kelvin", Times(1.0), 1.0),
    ("MillidegreeCelsius", Formula(|x| x / 1000.0 + 273.15, |x| (x - 273.15) * 1000.0), 1.0),
    ("SolarTemperature", Times(5778.0), 1.0),
];
