use super::answers::dynamics;
use super::arguments::text;
use super::s2cell::Cell;
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_S2CELL_TO_CENTRAL_POINT: Function = Function {
    description: &Description {
        name: "geo_s2cell_to_central_point",
        signatures: &["(s2cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The middle of an S2 cell.",
        examples: &[
            Example { expression: "tostring(geo_s2cell_to_central_point('1234567').type)", equals: "'Point'" },
            Example { expression: "isnull(geo_s2cell_to_central_point('a'))", equals: "true" },
        ],
        page: "geo-s2cell-to-central-point-function",
        ..Description::SCALAR
    },
    kernel: geo_s2cell_to_central_point,
};

fn geo_s2cell_to_central_point(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        Ok(Cell::from_token(&text(call, 0, row)).map(|cell| write_point_geometry(out, cell.centre())))
    })
}
