use super::arguments::{point, whole_or};
use super::s2cell::{Cell, DEFAULT_LEVEL, MAX_LEVEL};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_TO_S2CELL: Function = Function {
    description: &Description {
        name: "geo_point_to_s2cell",
        signatures: &["(longitude: number, latitude: number, [level: number]) -> string"],
        nulls: Nulls::Kernel,
        summary: "The token of the S2 cell that holds a point, of level 11 or the wanted one.",
        examples: &[
            Example { expression: "geo_point_to_s2cell(-80.195829, 25.802215, 8)", equals: "'88d9b'" },
            Example { expression: "geo_point_to_s2cell(1, 1, 35)", equals: "''" },
        ],
        page: "geo-point-to-s2cell-function",
        ..Description::SCALAR
    },
    kernel: geo_point_to_s2cell,
};

fn geo_point_to_s2cell(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| {
        let level = whole_or(call, 2, row, DEFAULT_LEVEL, (0, MAX_LEVEL));
        let (Some(p), Some(level)) = (point(call, 0, row), level) else { return String::new() };
        Cell::at(p, level).token()
    }))
}
