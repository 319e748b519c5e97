use super::answers::dynamics;
use super::arguments::{point, polygons};
use super::measure::nearest_on_polygons;
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_CLOSEST_POINT_ON_POLYGON: Function = Function {
    description: &Description {
        name: "geo_closest_point_on_polygon",
        signatures: &["(longitude: number, latitude: number, polygon: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The point of a polygon that is nearest to a point; the point itself inside.",
        examples: &[
            Example {
                expression: r#"isnull(geo_closest_point_on_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})))"#,
                equals: "true",
            },
            Example {
                expression: r#"tostring(geo_closest_point_on_polygon(1, 1, dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})).type)"#,
                equals: r#""Point""#,
            },
        ],
        page: "geo-closest-point-on-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_closest_point_on_polygon,
};

fn geo_closest_point_on_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 2);
    dynamics(call, |row, out| {
        let (Some(p), Some(shape)) = (point(call, 0, row), shapes.get(row)?) else { return Ok(None) };
        Ok(nearest_on_polygons(p, &shape).map(|q| write_point_geometry(out, q)))
    })
}
