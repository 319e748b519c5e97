use super::answers::bools;
use super::arguments::polygons;
use super::common;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_INTERSECTS_2POLYGONS: Function = Function {
    description: &Description {
        name: "geo_intersects_2polygons",
        signatures: &["(polygon1: bag, polygon2: bag) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether two polygons have a point in common.",
        examples: &[
            Example {
                expression: r#"geo_intersects_2polygons(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), dynamic({"type":"Polygon","coordinates":[[[1,1],[3,1],[3,3],[1,3],[1,1]]]}))"#,
                equals: "true",
            },
            Example {
                expression: r#"geo_intersects_2polygons(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), dynamic({"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,6],[5,5]]]}))"#,
                equals: "false",
            },
        ],
        page: "geo-intersects-2polygons-function",
        ..Description::SCALAR
    },
    kernel: geo_intersects_2polygons,
};

fn geo_intersects_2polygons(call: &Call) -> Result<ArrayRef, KernelError> {
    let (mut first, mut second) = (polygons(call, 0), polygons(call, 1));
    bools(call, |row| {
        let (Some(a), Some(b)) = (first.get(row)?, second.get(row)?) else { return Ok(None) };
        Ok(Some(common::of_polygons(&a, &b)?.is_some()))
    })
}
