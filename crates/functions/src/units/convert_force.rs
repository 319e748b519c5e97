use super::unit::How::{Per, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_FORCE: Function = Function {
    description: &Description {
        name: "convert_force",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "A force in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_force(1.2, 'Newton', 'Decanewton')", equals: "0.12" }],
        page: "convert-force-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

/// How each unit becomes Newton and back.
static UNITS: &[Unit] = &[
    ("Decanewton", Times(1.0), 1e1),
    ("Dyn", Per(100000.0), 1.0),
    ("KilogramForce", Times(9.80665002864), 1.0),
    ("Kilonewton", Times(1.0), 1e3),
    ("KiloPond", Times(9.80665002864), 1.0),
    ("KilopoundForce", Times(4.448221615260509), 1e3),
    ("Meganewton", Times(1.0), 1e6),
    ("Micronewton", Times(1.0), 1e-6),
    ("Millinewton", Times(1.0), 1e-3),
    ("Newton", Times(1.0), 1.0),
    ("OunceForce", Times(0.2780138509537812), 1.0),
    ("Poundal", Times(0.1382550279897304), 1.0),
    ("PoundForce", Times(4.448221615260509), 1.0),
    ("ShortTonForce", Times(8896.443230521), 1.0),
    ("TonneForce", Times(9806.65002864), 1.0),
];
