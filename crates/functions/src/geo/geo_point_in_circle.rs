use super::answers::bools;
use super::arguments::{number, point};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_IN_CIRCLE: Function = Function {
    description: &Description {
        name: "geo_point_in_circle",
        signatures: &[
            "(p_longitude: number, p_latitude: number, pc_longitude: number, pc_latitude: number, c_radius: number) -> bool",
        ],
        nulls: Nulls::Kernel,
        summary: "Whether a point lies within a radius, in metres, of another.",
        examples: &[
            Example {
                expression: "geo_point_in_circle(-122.143564, 47.535677, -122.100896, 47.527351, 3500)",
                equals: "true",
            },
            Example { expression: "geo_point_in_circle(1, 1, 1, 1, -1)", equals: "bool(null)" },
        ],
        page: "geo-point-in-circle-function",
        ..Description::SCALAR
    },
    kernel: geo_point_in_circle,
};

fn geo_point_in_circle(call: &Call) -> Result<ArrayRef, KernelError> {
    bools(call, |row| {
        let (p, centre) = (point(call, 0, row), point(call, 2, row));
        let radius = number(call, 4, row).filter(|r| *r > 0.0);
        let (Some(p), Some(centre), Some(radius)) = (p, centre, radius) else { return Ok(None) };
        Ok(Some(p.metres(centre) <= radius))
    })
}
