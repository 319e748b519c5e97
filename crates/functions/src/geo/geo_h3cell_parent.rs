use super::arguments::{text, whole_or};
use super::h3cell::{parse, resolution};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_H3CELL_PARENT: Function = Function {
    description: &Description {
        name: "geo_h3cell_parent",
        signatures: &["(h3cell: string|dynamic, [resolution: number]) -> string"],
        nulls: Nulls::Kernel,
        summary: "The H3 cell that holds a cell, one resolution up or of the wanted one.",
        examples: &[
            Example { expression: "geo_h3cell_parent('862a1072fffffff')", equals: "'852a1073fffffff'" },
            Example { expression: "geo_h3cell_parent('862a1072fffffff', 15)", equals: "''" },
        ],
        page: "geo-h3cell-parent-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_parent,
};

fn geo_h3cell_parent(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| {
        let parent = || {
            let cell = parse(&text(call, 0, row))?;
            // The cells of the coarsest resolution have no parent.
            let above = u32::from(u8::from(cell.resolution())).checked_sub(1);
            let wanted = if call.args.len() > 1 { whole_or(call, 1, row, 0, (0, 15)) } else { above };
            cell.parent(resolution(wanted?)?)
        };
        parent().map(|cell| cell.to_string()).unwrap_or_default()
    }))
}
