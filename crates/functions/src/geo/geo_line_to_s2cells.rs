use super::answers::dynamics;
use super::arguments::{lines, number_or, whole_or};
use super::cover;
use super::s2cell::{DEFAULT_LEVEL, MAX_LEVEL};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_TO_S2CELLS: Function = Function {
    description: &Description {
        name: "geo_line_to_s2cells",
        signatures: &["(lineString: bag, [level: number], [radius: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The tokens of the S2 cells of one level that cover a line.",
        examples: &[
            Example {
                expression: r#"array_length(geo_line_to_s2cells(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 1)) > 0"#,
                equals: "true",
            },
            Example {
                expression: r#"isnull(geo_line_to_s2cells(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 31))"#,
                equals: "true",
            },
        ],
        page: "geo-line-to-s2cells-function",
        ..Description::SCALAR
    },
    kernel: geo_line_to_s2cells,
};

fn geo_line_to_s2cells(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    dynamics(call, |row, out| {
        let level = whole_or(call, 1, row, DEFAULT_LEVEL, (0, MAX_LEVEL));
        let radius = number_or(call, 2, row, 0.0).filter(|r| *r >= 0.0);
        let (Some(shape), Some(level), Some(radius)) = (shapes.get(row)?, level, radius) else { return Ok(None) };
        Ok(cover::of_lines(&shape, level, radius).map(|cells| cover::write(out, &cells)))
    })
}
