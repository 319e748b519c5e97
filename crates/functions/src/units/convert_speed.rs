use super::unit::How::{Formula, Per, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_SPEED: Function = Function {
    description: &Description {
        name: "convert_speed",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "A speed in another unit; null if there is no such unit.",
        examples: &[Example {
            expression: "convert_speed(1.2, 'MeterPerSecond', 'CentimeterPerHour')",
            equals: "432000.0",
        }],
        page: "convert-speed-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

/// How each unit becomes MeterPerSecond and back.
static UNITS: &[Unit] = &[
    ("CentimeterPerHour", Per(3600.0), 1e-2),
    ("CentimeterPerMinute", Per(60.0), 1e-2),
    ("CentimeterPerSecond", Times(1.0), 1e-2),
    ("DecimeterPerMinute", Per(60.0), 1e-1),
    ("DecimeterPerSecond", Times(1.0), 1e-1),
    ("FootPerHour", Formula(|x| x * 0.3048 / 3600.0, |x| x / 0.3048 * 3600.0), 1.0),
    ("FootPerMinute", Formula(|x| x * 0.3048 / 60.0, |x| x / 0.3048 * 60.0), 1.0),
    ("FootPerSecond", Times(0.3048), 1.0),
    ("InchPerHour", Formula(|x| x / 3600.0 * 2.54e-2, |x| x / 2.54e-2 * 3600.0), 1.0),
    ("InchPerMinute", Formula(|x| x / 60.0 * 2.54e-2, |x| x / 2.54e-2 * 60.0), 1.0),
    ("InchPerSecond", Times(0.0254), 1.0),
    ("KilometerPerHour", Per(3600.0), 1e3),
    ("KilometerPerMinute", Per(60.0), 1e3),
    ("KilometerPerSecond", Times(1.0), 1e3),
    ("Knot", Times(0.514444), 1.0),
    ("MeterPerHour", Per(3600.0), 1.0),
    ("MeterPerMinute", Per(60.0), 1.0),
    ("MeterPerSecond", Times(1.0), 1.0),
    ("MicrometerPerMinute", Per(60.0), 1e-6),
    ("MicrometerPerSecond", Times(1.0), 1e-6),
    ("MilePerHour", Times(0.44704), 1.0),
    ("MillimeterPerHour", Per(3600.0), 1e-3),
    ("MillimeterPerMinute", Per(60.0), 1e-3),
    ("MillimeterPerSecond", Times(1.0), 1e-3),
    ("NanometerPerMinute", Per(60.0), 1e-9),
    ("NanometerPerSecond", Times(1.0), 1e-9),
    ("UsSurveyFootPerHour", Formula(|x| x * 1200.0 / 3937.0 / 3600.0, |x| x * 3937.0 / 1200.0 * 3600.0), 1.0),
    ("UsSurveyFootPerMinute", Formula(|x| x * 1200.0 / 3937.0 / 60.0, |x| x * 3937.0 / 1200.0 * 60.0), 1.0),
    ("UsSurveyFootPerSecond", Formula(|x| x * 1200.0 / 3937.0, |x| x * 3937.0 / 1200.0), 1.0),
    ("YardPerHour", Formula(|x| x * 0.9144 / 3600.0, |x| x / 0.9144 * 3600.0), 1.0),
    ("YardPerMinute", Formula(|x| x * 0.9144 / 60.0, |x| x / 0.9144 * 60.0), 1.0),
    ("YardPerSecond", Times(0.9144), 1.0),
];
