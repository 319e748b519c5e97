use super::answers::reals;
use super::arguments::point;
use super::geo_azimuth::azimuth;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::f64::consts::TAU;

pub const GEO_ANGLE: Function = Function {
    description: &Description {
        name: "geo_angle",
        signatures: &[
            "(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number, p3_longitude: number, p3_latitude: number) -> real",
        ],
        nulls: Nulls::Kernel,
        summary: "The angle at the second of three points, clockwise from the first to the third, in radians.",
        examples: &[
            Example { expression: "round(geo_angle(0, 10, 0, 5, 3, -10), 6)", equals: "2.944938" },
            Example { expression: "geo_angle(0, 10, 0, 10, 3, -10)", equals: "real(null)" },
        ],
        page: "geo-angle-function",
        ..Description::SCALAR
    },
    kernel: geo_angle,
};

fn geo_angle(call: &Call) -> Result<ArrayRef, KernelError> {
    reals(call, |row| {
        let points = (point(call, 0, row), point(call, 2, row), point(call, 4, row));
        let (Some(first), Some(corner), Some(third)) = points else { return Ok(None) };
        let (Some(from), Some(to)) = (azimuth(corner, first), azimuth(corner, third)) else { return Ok(None) };
        Ok(Some((to - from).rem_euclid(TAU)))
    })
}
