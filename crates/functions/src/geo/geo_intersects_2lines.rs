use super::answers::bools;
use super::arguments::lines;
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTS_2LINES: Function = Function {
    description: &Description {
        name: "geo_intersects_2lines",
        signatures: &["(lineString1: bag, lineString2: bag) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether two lines have a point in common.",
        examples: &[
            Example {
                expression: r#"geo_intersects_2lines(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), dynamic({"type":"LineString","coordinates":[[-1,5],[1,5]]}))"#,
                equals: "true",
            },
            Example {
                expression: r#"geo_intersects_2lines(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), dynamic({"type":"LineString","coordinates":[[20,5],[21,5]]}))"#,
                equals: "false",
            },
        ],
        page: "geo-intersects-2lines-function",
        ..Description::SCALAR
    },
    kernel: geo_intersects_2lines,
};

fn geo_intersects_2lines(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (lines(call, 0), lines(call, 1));
    bools(call, |row| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        Ok(Some(common::of_lines(&a, &b)?.is_some()))
    })
}
