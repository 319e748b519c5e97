use super::answers::dynamics;
use super::arguments::text;
use super::s2cell::Cell;
use super::shape::write_polygons;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_S2CELL_TO_POLYGON: Function = Function {
    description: &Description {
        name: "geo_s2cell_to_polygon",
        signatures: &["(s2cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The edges of an S2 cell.",
        examples: &[
            Example { expression: "tostring(geo_s2cell_to_polygon('1234567').type)", equals: "'Polygon'" },
            Example { expression: "isnull(geo_s2cell_to_polygon('a'))", equals: "true" },
        ],
        page: "geo-s2cell-to-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_s2cell_to_polygon,
};

fn geo_s2cell_to_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let cell = Cell::from_token(&text(call, 0, row));
        Ok(cell.map(|cell| write_polygons(out, &[vec![cell.corners().to_vec()]])))
    })
}
