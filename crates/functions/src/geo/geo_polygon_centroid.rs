use super::answers::dynamics;
use super::arguments::polygons;
use super::measure::{area_centroid, united};
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_CENTROID: Function = Function {
    description: &Description {
        name: "geo_polygon_centroid",
        signatures: &["(polygon: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The centre of the area of a polygon or of several together.",
        examples: &[
            Example {
                expression: r#"tostring(geo_polygon_centroid(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})).type)"#,
                equals: r#""Point""#,
            },
            Example {
                expression: r#"isnull(geo_polygon_centroid(dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})))"#,
                equals: "true",
            },
        ],
        page: "geo-polygon-centroid-function",
        ..Description::SCALAR
    },
    kernel: geo_polygon_centroid,
};

fn geo_polygon_centroid(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    dynamics(call, |row, out| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        write_point_geometry(out, area_centroid(&united(&shape)?));
        Ok(Some(()))
    })
}
