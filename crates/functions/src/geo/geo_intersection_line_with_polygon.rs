use super::answers::dynamics;
use super::arguments::{lines, polygons};
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTION_LINE_WITH_POLYGON: Function = Function {
    description: &Description {
        name: "geo_intersection_line_with_polygon",
        signatures: &["(lineString: bag, polygon: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "What a line and a polygon have in common: points, lines or polygons.",
        examples: &[Example {
            expression: r#"tostring(geo_intersection_line_with_polygon(dynamic({"type":"LineString","coordinates":[[-1,1],[1,1]]}), dynamic({"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,6],[5,5]]]})))"#,
            equals: r#"'{"type":"GeometryCollection","geometries":[]}'"#,
        }],
        page: "geo-intersection-line-with-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_intersection_line_with_polygon,
};

fn geo_intersection_line_with_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (lines(call, 0), polygons(call, 1));
    dynamics(call, |row, out| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        common::of_line_with_polygon(&a, &b)?.unwrap_or_default().write(out)?;
        Ok(Some(()))
    })
}
