use super::answers::dynamics;
use super::arguments::{text, whole_or};
use super::h3cell::{parse, rings, write};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::write_list;

/// The farthest ring.
const MAX_DISTANCE: u32 = 142;

pub const GEO_H3CELL_RINGS: Function = Function {
    description: &Description {
        name: "geo_h3cell_rings",
        signatures: &["(h3cell: string|dynamic, distance: number) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The H3 cells around a cell, a ring for each distance from 0 on.",
        examples: &[
            Example { expression: "array_length(geo_h3cell_rings('861f8894fffffff', 2)[2])", equals: "12" },
            Example { expression: "isnull(geo_h3cell_rings('861f8894fffffff', 150))", equals: "true" },
        ],
        page: "geo-h3cell-rings-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_rings,
};

fn geo_h3cell_rings(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let distance = if call.args.len() > 1 { whole_or(call, 1, row, 0, (0, MAX_DISTANCE)) } else { None };
        let (Some(cell), Some(distance)) = (parse(&text(call, 0, row)), distance) else { return Ok(None) };
        write_list(out, rings(cell, distance), write);
        Ok(Some(()))
    })
}
