use super::answers::dynamics;
use super::arguments::text;
use super::h3cell::{boundary, parse};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_H3CELL_TO_POLYGON: Function = Function {
    description: &Description {
        name: "geo_h3cell_to_polygon",
        signatures: &["(h3cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The edges of an H3 cell.",
        examples: &[
            Example { expression: "tostring(geo_h3cell_to_polygon('862a1072fffffff').type)", equals: "'Polygon'" },
            Example { expression: "isnull(geo_h3cell_to_polygon('@'))", equals: "true" },
        ],
        page: "geo-h3cell-to-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_to_polygon,
};

fn geo_h3cell_to_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| Ok(parse(&text(call, 0, row)).map(|cell| boundary(out, cell))))
}
