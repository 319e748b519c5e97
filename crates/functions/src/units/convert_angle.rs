use super::unit::How::{Formula, Per, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};
use std::f64::consts::PI;

pub const CONVERT_ANGLE: Function = Function {
    description: &Description {
        name: "convert_angle",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "An angle in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_angle(1.2, 'Degree', 'Arcminute')", equals: "72.0" }],
        page: "convert-angle-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

const RADIAN: super::unit::How = Formula(|x| x * 180.0 / PI, |x| x / 180.0 * PI);

/// How each unit becomes Degree and back.
static UNITS: &[Unit] = &[
    ("Arcminute", Per(60.0), 1.0),
    ("Arcsecond", Per(3600.0), 1.0),
    ("Centiradian", RADIAN, 1e-2),
    ("Deciradian", RADIAN, 1e-1),
    ("Degree", Times(1.0), 1.0),
    ("Gradian", Times(0.9), 1.0),
    ("Microdegree", Times(1.0), 1e-6),
    ("Microradian", RADIAN, 1e-6),
    ("Millidegree", Times(1.0), 1e-3),
    ("Milliradian", RADIAN, 1e-3),
    ("Nanodegree", Times(1.0), 1e-9),
    ("Nanoradian", RADIAN, 1e-9),
    ("NatoMil", Formula(|x| x * 9.0 / 160.0, |x| x * 160.0 / 9.0), 1.0),
    ("Radian", RADIAN, 1.0),
    ("Revolution", Times(360.0), 1.0),
    ("Tilt", Formula(|x| libm::asin(x) * 180.0 / PI, |x| libm::sin(x / 180.0 * PI)), 1.0),
];
