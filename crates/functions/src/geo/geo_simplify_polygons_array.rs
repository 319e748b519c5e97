use super::answers::dynamics;
use super::arguments::{Shapes, number_or};
use super::shape::{each, polygons, write_polygons};
use super::simplify::{DEFAULT_TOLERANCE, TOLERANCES, polygons as simplified};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_SIMPLIFY_POLYGONS_ARRAY: Function = Function {
    description: &Description {
        name: "geo_simplify_polygons_array",
        signatures: &["(polygons: array, [tolerance: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Polygons of which no two points are nearer to each other than a tolerance, in metres.",
        examples: &[
            Example { expression: "isnull(geo_simplify_polygons_array(dynamic([1]), -1))", equals: "true" },
            Example {
                expression: r#"isnull(geo_simplify_polygons_array(pack_array(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})), 1000000))"#,
                equals: "true",
            },
        ],
        page: "geo-simplify-polygons-array-function",
        deviation: Some("Polygons that do not disappear as a whole are refused."),
        ..Description::SCALAR
    },
    kernel: geo_simplify_polygons_array,
};

fn geo_simplify_polygons_array(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = Shapes::new(call, 0, |text| each(text, polygons));
    dynamics(call, |row, out| {
        let tolerance = number_or(call, 1, row, DEFAULT_TOLERANCE).filter(|t| TOLERANCES.contains(t));
        let (Some(shape), Some(tolerance)) = (shapes.get(row)?, tolerance) else { return Ok(None) };
        Ok(simplified(&shape, tolerance)?.map(|simple| write_polygons(out, &simple)))
    })
}
