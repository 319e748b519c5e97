use super::unit::How::{Formula, Per, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_LENGTH: Function = Function {
    description: &Description {
        name: "convert_length",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "A length in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_length(1.2, 'Meter', 'Foot')", equals: "3.9370078740157477" }],
        page: "convert-length-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

/// How each unit becomes Meter and back.
static UNITS: &[Unit] = &[
    ("Angstrom", Times(1e-10), 1.0),
    ("AstronomicalUnit", Times(149597870700.0), 1.0),
    ("Centimeter", Times(1.0), 1e-2),
    ("Chain", Times(20.1168), 1.0),
    ("DataMile", Times(1828.8), 1.0),
    ("Decameter", Times(1.0), 1e1),
    ("Decimeter", Times(1.0), 1e-1),
    ("DtpPica", Per(236.220472441), 1.0),
    ("DtpPoint", Formula(|x| x / 72.0 * 2.54e-2, |x| x / 2.54e-2 * 72.0), 1.0),
    ("Fathom", Times(1.8288), 1.0),
    ("Foot", Times(0.3048), 1.0),
    ("Hand", Times(0.1016), 1.0),
    ("Hectometer", Times(1.0), 1e2),
    ("Inch", Times(0.0254), 1.0),
    ("KilolightYear", Times(9460730472580000.0), 1e3),
    ("Kilometer", Times(1.0), 1e3),
    ("Kiloparsec", Times(3.08567758128e+16), 1e3),
    ("LightYear", Times(9460730472580000.0), 1.0),
    ("MegalightYear", Times(9460730472580000.0), 1e6),
    ("Megaparsec", Times(3.08567758128e+16), 1e6),
    ("Meter", Times(1.0), 1.0),
    ("Microinch", Times(2.54e-08), 1.0),
    ("Micrometer", Times(1.0), 1e-6),
    ("Mil", Times(2.54e-05), 1.0),
    ("Mile", Times(1609.34), 1.0),
    ("Millimeter", Times(1.0), 1e-3),
    ("Nanometer", Times(1.0), 1e-9),
    ("NauticalMile", Times(1852.0), 1.0),
    ("Parsec", Times(3.08567758128e+16), 1.0),
    ("PrinterPica", Per(237.106301584), 1.0),
    ("PrinterPoint", Formula(|x| x / 72.27 * 2.54e-2, |x| x / 2.54e-2 * 72.27), 1.0),
    ("Shackle", Times(27.432), 1.0),
    ("SolarRadius", Times(695510000.0), 1.0),
    ("Twip", Per(56692.913385826), 1.0),
    ("UsSurveyFoot", Formula(|x| x * 1200.0 / 3937.0, |x| x * 3937.0 / 1200.0), 1.0),
    ("Yard", Times(0.9144), 1.0),
];
