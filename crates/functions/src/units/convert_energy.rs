use super::unit::How::{Formula, Times};
use super::unit::{Unit, convert};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const CONVERT_ENERGY: Function = Function {
    description: &Description {
        name: "convert_energy",
        signatures: &["(value: real, from: string|dynamic, to: string|dynamic) -> real"],
        summary: "An energy in another unit; null if there is no such unit.",
        examples: &[Example { expression: "convert_energy(2.0, 'WattHour', 'Joule')", equals: "7200.0" }],
        page: "convert-energy-function",
        ..Description::SCALAR
    },
    kernel: |call| convert(call, UNITS),
};

const WATT_DAY: super::unit::How = Formula(|x| x * 24.0 * 3600.0, |x| x / (24.0 * 3600.0));

/// How each unit becomes Joule and back.
static UNITS: &[Unit] = &[
    ("BritishThermalUnit", Times(1055.05585262), 1.0),
    ("Calorie", Times(4.184), 1.0),
    ("DecathermEc", Times(105505585.262), 1e1),
    ("DecathermImperial", Times(105505585.257348), 1e1),
    ("DecathermUs", Times(105480400.0), 1e1),
    ("ElectronVolt", Times(1.602176565e-19), 1.0),
    ("Erg", Times(1e-07), 1.0),
    ("FootPound", Times(1.355817948), 1.0),
    ("GigabritishThermalUnit", Times(1055.05585262), 1e9),
    ("GigaelectronVolt", Times(1.602176565e-19), 1e9),
    ("Gigajoule", Times(1.0), 1e9),
    ("GigawattDay", WATT_DAY, 1e9),
    ("GigawattHour", Times(3600.0), 1e9),
    ("HorsepowerHour", Times(2684519.5377), 1.0),
    ("Joule", Times(1.0), 1.0),
    ("KilobritishThermalUnit", Times(1055.05585262), 1e3),
    ("Kilocalorie", Times(4.184), 1e3),
    ("KiloelectronVolt", Times(1.602176565e-19), 1e3),
    ("Kilojoule", Times(1.0), 1e3),
    ("KilowattDay", WATT_DAY, 1e3),
    ("KilowattHour", Times(3600.0), 1e3),
    ("MegabritishThermalUnit", Times(1055.05585262), 1e6),
    ("Megacalorie", Times(4.184), 1e6),
    ("MegaelectronVolt", Times(1.602176565e-19), 1e6),
    ("Megajoule", Times(1.0), 1e6),
    ("MegawattDay", WATT_DAY, 1e6),
    ("MegawattHour", Times(3600.0), 1e6),
    ("Millijoule", Times(1.0), 1e-3),
    ("TeraelectronVolt", Times(1.602176565e-19), 1e12),
    ("TerawattDay", WATT_DAY, 1e12),
    ("TerawattHour", Times(3600.0), 1e12),
    ("ThermEc", Times(105505585.262), 1.0),
    ("ThermImperial", Times(105505585.257348), 1.0),
    ("ThermUs", Times(105480400.0), 1.0),
    ("WattDay", WATT_DAY, 1.0),
    ("WattHour", Times(3600.0), 1.0),
];
