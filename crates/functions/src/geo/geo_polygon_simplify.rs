use super::answers::dynamics;
use super::arguments::{number_or, polygons};
use super::shape::write_polygons;
use super::simplify::{DEFAULT_TOLERANCE, TOLERANCES, polygons as simplified};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_SIMPLIFY: Function = Function {
    description: &Description {
        name: "geo_polygon_simplify",
        signatures: &["(polygon: bag, [tolerance: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A polygon of which no two points are nearer to each other than a tolerance, in metres.",
        examples: &[
            Example {
                expression: r#"isnull(geo_polygon_simplify(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), -1))"#,
                equals: "true",
            },
            Example {
                expression: r#"isnull(geo_polygon_simplify(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), 1000000))"#,
                equals: "true",
            },
        ],
        page: "geo-polygon-simplify-function",
        deviation: Some("Polygons that do not disappear as a whole are refused."),
        ..Description::SCALAR
    },
    kernel: geo_polygon_simplify,
};

fn geo_polygon_simplify(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    dynamics(call, |row, out| {
        let tolerance = number_or(call, 1, row, DEFAULT_TOLERANCE).filter(|t| TOLERANCES.contains(t));
        let (Some(shape), Some(tolerance)) = (shapes.get(row)?, tolerance) else { return Ok(None) };
        Ok(simplified(&shape, tolerance)?.map(|simple| write_polygons(out, &simple)))
    })
}
