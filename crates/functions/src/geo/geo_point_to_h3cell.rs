use super::arguments::{coordinates, whole_or};
use super::h3cell::{DEFAULT_RESOLUTION, at};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_TO_H3CELL: Function = Function {
    description: &Description {
        name: "geo_point_to_h3cell",
        signatures: &["(longitude: number, latitude: number, [resolution: number]) -> string"],
        nulls: Nulls::Kernel,
        summary: "The token of the H3 cell that holds a point, of resolution 6 or the wanted one.",
        examples: &[
            Example {
                expression: "geo_point_to_h3cell(-74.04450446039874, 40.689250859314974, 6)",
                equals: "'862a1072fffffff'",
            },
            Example { expression: "geo_point_to_h3cell(1, 1, 16)", equals: "''" },
        ],
        page: "geo-point-to-h3cell-function",
        ..Description::SCALAR
    },
    kernel: geo_point_to_h3cell,
};

fn geo_point_to_h3cell(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| {
        let resolution = whole_or(call, 2, row, DEFAULT_RESOLUTION, (0, 15));
        let (Some(place), Some(resolution)) = (coordinates(call, 0, row), resolution) else { return String::new() };
        at(place, resolution).map(|cell| cell.to_string()).unwrap_or_default()
    }))
}
