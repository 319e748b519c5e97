use super::answers::dynamics;
use super::arguments::{text, whole_or};
use super::h3cell::{parse, resolution, write};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

/// How many resolutions down children are listed.
const MAX_STEPS: u32 = 5;

pub const GEO_H3CELL_CHILDREN: Function = Function {
    description: &Description {
        name: "geo_h3cell_children",
        signatures: &["(h3cell: string|dynamic, [resolution: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The H3 cells within a cell, one resolution down or up to five.",
        examples: &[
            Example { expression: "array_length(geo_h3cell_children('862a1072fffffff', 9))", equals: "343" },
            Example { expression: "isnull(geo_h3cell_children('abc'))", equals: "true" },
        ],
        page: "geo-h3cell-children-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_children,
};

fn geo_h3cell_children(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let children = || {
            let cell = parse(&text(call, 0, row))?;
            let own = u32::from(u8::from(cell.resolution()));
            let wanted = if call.args.len() > 1 { whole_or(call, 1, row, 0, (1, 15))? } else { own + 1 };
            let is_valid = wanted >= own && wanted - own <= MAX_STEPS;
            is_valid.then_some(cell.children(resolution(wanted)?))
        };
        Ok(children().map(|cells| write(out, cells)))
    })
}
