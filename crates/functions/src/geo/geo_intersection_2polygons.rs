use super::answers::dynamics;
use super::arguments::polygons;
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTION_2POLYGONS: Function = Function {
    description: &Description {
        name: "geo_intersection_2polygons",
        signatures: &["(polygon1: bag, polygon2: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "What two polygons have in common: points, lines or polygons.",
        examples: &[Example {
            expression: r#"tostring(geo_intersection_2polygons(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), dynamic({"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,6],[5,5]]]})))"#,
            equals: r#"'{"type":"GeometryCollection","geometries":[]}'"#,
        }],
        page: "geo-intersection-2polygons-function",
        ..Description::SCALAR
    },
    kernel: geo_intersection_2polygons,
};

fn geo_intersection_2polygons(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (polygons(call, 0), polygons(call, 1));
    dynamics(call, |row, out| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        common::of_polygons(&a, &b)?.unwrap_or_default().write(out)?;
        Ok(Some(()))
    })
}
