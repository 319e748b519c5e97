use super::answers::dynamics;
use super::arguments::Shapes;
use super::lines::united;
use super::shape::{each, lines, refuse_date_line, write_lines};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_UNION_LINES_ARRAY: Function = Function {
    description: &Description {
        name: "geo_union_lines_array",
        signatures: &["(lineStrings: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "Several lines as one shape, without what they share.",
        examples: &[
            Example {
                expression: r#"tostring(geo_union_lines_array(dynamic([{"type":"LineString","coordinates":[[0,0],[2,0]]},{"type":"LineString","coordinates":[[5,5],[6,5]]}])).type)"#,
                equals: r#""MultiLineString""#,
            },
            Example { expression: "isnull(geo_union_lines_array(dynamic([1])))", equals: "true" },
        ],
        page: "geo-union-lines-array-function",
        ..Description::SCALAR
    },
    kernel: geo_union_lines_array,
};

fn geo_union_lines_array(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = Shapes::new(call, 0, |text| each(text, lines));
    dynamics(call, |row, out| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        let union = united(&shape)?;
        refuse_date_line(&union, false)?;
        write_lines(out, &union);
        Ok(Some(()))
    })
}
