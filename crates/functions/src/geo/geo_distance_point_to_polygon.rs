use super::answers::reals;
use super::arguments::{point, polygons};
use super::measure::nearest_on_polygons;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_DISTANCE_POINT_TO_POLYGON: Function = Function {
    description: &Description {
        name: "geo_distance_point_to_polygon",
        signatures: &["(longitude: number, latitude: number, polygon: bag) -> real"],
        nulls: Nulls::Kernel,
        summary: "The shortest distance of a point to a polygon, in metres; 0 inside.",
        examples: &[
            Example {
                expression: r#"geo_distance_point_to_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}))"#,
                equals: "real(0)",
            },
            Example {
                expression: r#"geo_distance_point_to_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]}))"#,
                equals: "real(null)",
            },
        ],
        page: "geo-distance-point-to-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_distance_point_to_polygon,
};

fn geo_distance_point_to_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 2);
    reals(call, |row| {
        let (Some(p), Some(shape)) = (point(call, 0, row), shapes.get(row)?) else { return Ok(None) };
        Ok(nearest_on_polygons(p, &shape).map(|q| p.metres(q)))
    })
}
