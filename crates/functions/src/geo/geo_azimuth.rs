use super::answers::reals;
use super::arguments::point;
use super::point::Point;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::f64::consts::TAU;

pub const GEO_AZIMUTH: Function = Function {
    description: &Description {
        name: "geo_azimuth",
        signatures: &["(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number) -> real"],
        nulls: Nulls::Kernel,
        summary: "The direction of the second point as seen from the first, clockwise from north, in radians.",
        examples: &[
            Example { expression: "round(geo_azimuth(5, 10, 10, -40), 6)", equals: "3.054599" },
            Example { expression: "geo_azimuth(5, 10, 5, 10)", equals: "real(null)" },
        ],
        page: "geo-azimuth-function",
        ..Description::SCALAR
    },
    kernel: geo_azimuth,
};

fn geo_azimuth(call: &Call) -> Result<ArrayRef, KernelError> {
    reals(call, |row| {
        let (Some(from), Some(to)) = (point(call, 0, row), point(call, 2, row)) else { return Ok(None) };
        Ok(azimuth(from, to))
    })
}

/// The bearing between 0 and 2π; none between equal or opposite points.
pub fn azimuth(from: Point, to: Point) -> Option<f64> {
    const SAME: f64 = 1e-15;
    let distinct = (from - to).length() > SAME && (from + to).length() > SAME;
    distinct.then(|| from.bearing(to).rem_euclid(TAU))
}
