use super::answers::dynamics;
use super::arguments::text;
use super::h3cell::{centre, parse};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_H3CELL_TO_CENTRAL_POINT: Function = Function {
    description: &Description {
        name: "geo_h3cell_to_central_point",
        signatures: &["(h3cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The middle of an H3 cell.",
        examples: &[
            Example { expression: "tostring(geo_h3cell_to_central_point('862a1072fffffff').type)", equals: "'Point'" },
            Example { expression: "isnull(geo_h3cell_to_central_point('1'))", equals: "true" },
        ],
        page: "geo-h3cell-to-central-point-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_to_central_point,
};

fn geo_h3cell_to_central_point(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| Ok(parse(&text(call, 0, row)).map(|cell| centre(out, cell))))
}
