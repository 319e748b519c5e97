use super::answers::dynamics;
use super::arguments::text;
use super::s2cell::Cell;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_S2CELL_NEIGHBORS: Function = Function {
    description: &Description {
        name: "geo_s2cell_neighbors",
        signatures: &["(s2cell: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The S2 cells around one; null if the text is none.",
        examples: &[Example { expression: "isnull(geo_s2cell_neighbors('a'))", equals: "true" }],
        page: "geo-s2cell-neighbors-function",
        deviation: Some("The neighbours of a valid text are refused, because their order is not known."),
        ..Description::SCALAR
    },
    kernel: geo_s2cell_neighbors,
};

fn geo_s2cell_neighbors(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, _| match Cell::from_token(&text(call, 0, row)) {
        None => Ok(None),
        Some(_) => Err(KernelError::unbuilt("in which order Kusto lists the neighbours of a cell is not known")),
    })
}
