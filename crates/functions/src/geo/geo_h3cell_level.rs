use super::arguments::text;
use super::h3cell::parse;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use arrow::array::Int32Array;
use lurcher_types::describe::{Description, Example, Nulls};
use std::sync::Arc;

pub const GEO_H3CELL_LEVEL: Function = Function {
    description: &Description {
        name: "geo_h3cell_level",
        signatures: &["(h3cell: string|dynamic) -> int"],
        nulls: Nulls::Kernel,
        summary: "The resolution of an H3 cell.",
        examples: &[
            Example { expression: "geo_h3cell_level('862a1072fffffff')", equals: "int(6)" },
            Example { expression: "geo_h3cell_level('abc')", equals: "int(null)" },
        ],
        page: "geo-h3cell-level-function",
        ..Description::SCALAR
    },
    kernel: geo_h3cell_level,
};

fn geo_h3cell_level(call: &Call) -> Result<ArrayRef, KernelError> {
    let level = |row| parse(&text(call, 0, row)).map(|cell| i32::from(u8::from(cell.resolution())));
    Ok(Arc::new((0..call.rows).map(level).collect::<Int32Array>()))
}
