use super::answers::bools;
use super::arguments::{lines, polygons};
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTS_LINE_WITH_POLYGON: Function = Function {
    description: &Description {
        name: "geo_intersects_line_with_polygon",
        signatures: &["(lineString: bag, polygon: bag) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a line and a polygon have a point in common.",
        examples: &[
            Example {
                expression: r#"geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-1,1],[1,1]]}), dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}))"#,
                equals: "true",
            },
            Example {
                expression: r#"geo_intersects_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-1,1],[1,1]]}), dynamic({"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,6],[5,5]]]}))"#,
                equals: "false",
            },
        ],
        page: "geo-intersects-line-with-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_intersects_line_with_polygon,
};

fn geo_intersects_line_with_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (lines(call, 0), polygons(call, 1));
    bools(call, |row| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        Ok(Some(common::of_line_with_polygon(&a, &b)?.is_some()))
    })
}
