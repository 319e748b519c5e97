use super::unit::How::{Per, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_MASS: Function = Function {
    description: &Description {
        name: "convert_mass",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "A mass in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_mass(1.2, 'Kilogram', 'Pound')", equals: "2.6455471462185307" }],
        page: "convert-mass-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

/// How each unit becomes Kilogram and back.
static UNITS: &[Unit] = &[
    ("Centigram", Per(1000.0), 1e-2),
    ("Decagram", Per(1000.0), 1e1),
    ("Decigram", Per(1000.0), 1e-1),
    ("EarthMass", Times(5.9722e+24), 1.0),
    ("Grain", Per(15432.358352941432), 1.0),
    ("Gram", Per(1000.0), 1.0),
    ("Hectogram", Per(1000.0), 1e2),
    ("Kilogram", Per(1000.0), 1e3),
    ("Kilopound", Times(0.45359237), 1e3),
    ("Kilotonne", Times(1000.0), 1e3),
    ("LongHundredweight", Per(0.01968413055222121), 1.0),
    ("LongTon", Times(1016.0469088), 1.0),
    ("Megapound", Times(0.45359237), 1e6),
    ("Megatonne", Times(1000.0), 1e6),
    ("Microgram", Per(1000.0), 1e-6),
    ("Milligram", Per(1000.0), 1e-3),
    ("Nanogram", Per(1000.0), 1e-9),
    ("Ounce", Per(35.2739619), 1.0),
    ("Pound", Times(0.45359237), 1.0),
    ("ShortHundredweight", Per(0.022046226218487758), 1.0),
    ("ShortTon", Times(907.18474), 1.0),
    ("Slug", Per(0.06852176556196105), 1.0),
    ("SolarMass", Times(1.98947e+30), 1.0),
    ("Stone", Per(0.1574731728702698), 1.0),
    ("Tonne", Times(1000.0), 1.0),
];
