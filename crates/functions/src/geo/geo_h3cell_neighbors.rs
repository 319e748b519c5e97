use super::answers::dynamics;
use super::arguments::text;
use super::h3cell::parse;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_H3CELL_NEIGHBORS: Function = Function {
    description: &Description {
        name: "geo_h3cell_neighbors",
        signatures: &["(h3cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The H3 cells around one; null if the text is none.",
        examples: &[Example { expression: "isnull(geo_h3cell_neighbors('abc'))", equals: "true" }],
        page: "geo-h3cell-neighbors-function",
        deviation: Some("The neighbours of a valid text are refused, because their order is not known."),
        ..Description::SCALAR
    },
    kernel: geo_h3cell_neighbors,
};

fn geo_h3cell_neighbors(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, _| match parse(&text(call, 0, row)) {
        None => Ok(None),
        Some(_) => Err(KernelError::unbuilt(
            "in which order Kusto lists the neighbours of a cell is not known; `geo_h3cell_rings(cell, 1)[1]` has them",
        )),
    })
}
