use super::answers::dynamics;
use super::arguments::{number_or, polygons, whole_or};
use super::cover;
use super::s2cell::{DEFAULT_LEVEL, MAX_LEVEL};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POLYGON_TO_S2CELLS: Function = Function {
    description: &Description {
        name: "geo_polygon_to_s2cells",
        signatures: &["(polygon: bag, [level: number], [radius: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The tokens of the S2 cells of one level that cover a polygon.",
        examples: &[
            Example {
                expression: r#"array_length(geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), 1)) > 0"#,
                equals: "true",
            },
            Example {
                expression: r#"isnull(geo_polygon_to_s2cells(dynamic({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}), 31))"#,
                equals: "true",
            },
        ],
        page: "geo-polygon-to-s2cells-function",
        ..Description::SCALAR
    },
    kernel: geo_polygon_to_s2cells,
};

fn geo_polygon_to_s2cells(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = polygons(call, 0);
    dynamics(call, |row, out| {
        let level = whole_or(call, 1, row, DEFAULT_LEVEL, (0, MAX_LEVEL));
        let radius = number_or(call, 2, row, 0.0).filter(|r| *r >= 0.0);
        let (Some(shape), Some(level), Some(radius)) = (shapes.get(row)?, level, radius) else { return Ok(None) };
        Ok(cover::of_polygons(&shape, level, radius).map(|cells| cover::write(out, &cells)))
    })
}
