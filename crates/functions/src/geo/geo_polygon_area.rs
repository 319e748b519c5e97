use super::answers::reals;
use super::arguments::polygons;
use super::measure::{area, united};
use super::point::EARTH_RADIUS;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_AREA: Function = Function {
    description: &Description {
        name: "geo_polygon_area",
        signatures: &["(polygon: bag) -> real"],
        nulls: Nulls::Kernel,
        summary: "The area of a polygon or of several together, in square metres.",
        examples: &[
            Example {
                expression: r#"round(geo_polygon_area(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})) / 1e6, 1)"#,
                equals: "49452.4",
            },
            Example {
                expression: r#"geo_polygon_area(dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]}))"#,
                equals: "real(null)",
            },
        ],
        page: "geo-polygon-area-function",
        ..Description::SCALAR
    },
    kernel: geo_polygon_area,
};

fn geo_polygon_area(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    reals(call, |row| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        Ok(Some(area(&united(&shape)?) * EARTH_RADIUS * EARTH_RADIUS))
    })
}
