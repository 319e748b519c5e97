use super::answers::dynamics;
use super::arguments::{Shapes, number_or};
use super::densify::{DEFAULT_TOLERANCE, FlatPolygon, TOLERANCES, polygons};
use super::shape::write_polygons;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_DENSIFY: Function = Function {
    description: &Description {
        name: "geo_polygon_densify",
        signatures: &["(polygon: bag, [tolerance: number], [preserve_crossing: number_or_bool]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A polygon whose straight edges in degrees have points added, so that great circles follow them.",
        examples: &[
            Example {
                expression: r#"isnull(geo_polygon_densify(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), 0))"#,
                equals: "true",
            },
            Example {
                expression: r#"tostring(geo_polygon_densify(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})).type)"#,
                equals: r#""Polygon""#,
            },
        ],
        page: "geo-polygon-densify-function",
        ..Description::SCALAR
    },
    kernel: geo_polygon_densify,
};

fn geo_polygon_densify(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = Shapes::new(call, 0, FlatPolygon::read);
    dynamics(call, |row, out| {
        let tolerance = number_or(call, 1, row, DEFAULT_TOLERANCE).filter(|t| TOLERANCES.contains(t));
        let preserve = number_or(call, 2, row, 0.0);
        let (Some(shape), Some(tolerance), Some(preserve)) = (shapes.get(row)?, tolerance, preserve) else {
            return Ok(None);
        };
        write_polygons(out, &polygons(&shape, tolerance, preserve != 0.0)?);
        Ok(Some(()))
    })
}
