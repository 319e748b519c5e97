//! Conversions between units of measure.

use crate::Function;

mod unit;

mod convert_angle;
mod convert_energy;
mod convert_force;
mod convert_length;
mod convert_mass;
mod convert_speed;
mod convert_temperature;
mod convert_volume;

pub static FUNCTIONS: &[Function] = &[
    convert_angle::CONVERT_ANGLE,
    convert_energy::CONVERT_ENERGY,
    convert_force::CONVERT_FORCE,
    convert_length::CONVERT_LENGTH,
    convert_mass::CONVERT_MASS,
    convert_speed::CONVERT_SPEED,
    convert_temperature::CONVERT_TEMPERATURE,
    convert_volume::CONVERT_VOLUME,
];
