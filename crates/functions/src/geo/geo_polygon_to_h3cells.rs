use super::answers::dynamics;
use super::arguments::{number_or, polygons, whole_or};
use super::h3cell::DEFAULT_RESOLUTION;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_TO_H3CELLS: Function = Function {
    description: &Description {
        name: "geo_polygon_to_h3cells",
        signatures: &["(polygon: bag, [resolution: number], [radius: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The H3 cells whose middles lie in a polygon; null if it is not valid.",
        examples: &[Example {
            expression: r#"isnull(geo_polygon_to_h3cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})))"#,
            equals: "true",
        }],
        page: "geo-polygon-to-h3cells-function",
        deviation: Some("The cells of a valid polygon are refused, because their order is not known."),
        ..Description::SCALAR
    },
    kernel: geo_polygon_to_h3cells,
};

fn geo_polygon_to_h3cells(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    dynamics(call, |row, _| {
        let resolution = whole_or(call, 1, row, DEFAULT_RESOLUTION, (0, 15));
        let radius = number_or(call, 2, row, 0.0).filter(|r| *r >= 0.0);
        match (shapes.get(row)?, resolution, radius) {
            (Some(_), Some(_), Some(_)) => {
                Err(KernelError::unbuilt("in which order Kusto lists the H3 cells of a polygon is not known"))
            }
            _ => Ok(None),
        }
    })
}
