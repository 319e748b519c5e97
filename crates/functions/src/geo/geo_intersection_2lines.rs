use super::answers::dynamics;
use super::arguments::lines;
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTION_2LINES: Function = Function {
    description: &Description {
        name: "geo_intersection_2lines",
        signatures: &["(lineString1: bag, lineString2: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "What two lines have in common: points, lines or polygons.",
        examples: &[Example {
            expression: r#"tostring(geo_intersection_2lines(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), dynamic({"type":"LineString","coordinates":[[20,5],[21,5]]})))"#,
            equals: r#"'{"type":"GeometryCollection","geometries":[]}'"#,
        }],
        page: "geo-intersection-2lines-function",
        ..Description::SCALAR
    },
    kernel: geo_intersection_2lines,
};

fn geo_intersection_2lines(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (lines(call, 0), lines(call, 1));
    dynamics(call, |row, out| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        common::of_lines(&a, &b)?.unwrap_or_default().write(out)?;
        Ok(Some(()))
    })
}
