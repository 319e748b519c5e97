use super::answers::bools;
use super::arguments::{point, polygons};
use super::measure::contains_any;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_IN_POLYGON: Function = Function {
    description: &Description {
        name: "geo_point_in_polygon",
        signatures: &["(longitude: number, latitude: number, polygon: bag) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a polygon or one of several contains a point.",
        examples: &[
            Example {
                expression: r#"geo_point_in_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}))"#,
                equals: "true",
            },
            Example {
                expression: r#"geo_point_in_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]}))"#,
                equals: "bool(null)",
            },
        ],
        page: "geo-point-in-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_point_in_polygon,
};

fn geo_point_in_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 2);
    bools(call, |row| {
        let (Some(p), Some(shape)) = (point(call, 0, row), shapes.get(row)?) else { return Ok(None) };
        Ok(Some(contains_any(&shape, p)))
    })
}
