use super::answers::reals;
use super::arguments::polygons;
use super::measure::united;
use super::point::EARTH_RADIUS;
use super::shape::edges;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_PERIMETER: Function = Function {
    description: &Description {
        name: "geo_polygon_perimeter",
        signatures: &["(polygon: bag) -> real"],
        nulls: Nulls::Kernel,
        summary: "The length of the boundary of a polygon or of several together, in metres.",
        examples: &[
            Example {
                expression: r#"round(geo_polygon_perimeter(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})) / 1000, 1)"#,
                equals: "889.4",
            },
            Example {
                expression: r#"geo_polygon_perimeter(dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]}))"#,
                equals: "real(null)",
            },
        ],
        page: "geo-polygon-perimeter-function",
        ..Description::SCALAR
    },
    kernel: geo_polygon_perimeter,
};

fn geo_polygon_perimeter(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    reals(call, |row| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        let rings = united(&shape)?;
        let lengths: f64 = rings.iter().flatten().flat_map(|ring| edges(ring)).map(|(a, b)| a.angle(b)).sum();
        Ok(Some(lengths * EARTH_RADIUS))
    })
}
