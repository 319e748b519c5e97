use super::answers::dynamics;
use super::arguments::Shapes;
use super::measure::united;
use super::shape::{each, polygons, refuse_date_line, write_polygons};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_UNION_POLYGONS_ARRAY: Function = Function {
    description: &Description {
        name: "geo_union_polygons_array",
        signatures: &["(polygons: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Several polygons as one shape, without their overlaps.",
        examples: &[
            Example {
                expression: r#"tostring(geo_union_polygons_array(dynamic([{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]},{"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,5]]]}])).type)"#,
                equals: r#""MultiPolygon""#,
            },
            Example { expression: "isnull(geo_union_polygons_array(dynamic([1])))", equals: "true" },
        ],
        page: "geo-union-polygons-array-function",
        ..Description::SCALAR
    },
    kernel: geo_union_polygons_array,
};

fn geo_union_polygons_array(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = Shapes::new(call, 0, |text| each(text, polygons));
    dynamics(call, |row, out| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        let union = united(&shape)?;
        union.iter().try_for_each(|rings| refuse_date_line(rings, true))?;
        write_polygons(out, &union);
        Ok(Some(()))
    })
}
