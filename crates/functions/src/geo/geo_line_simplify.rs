use super::answers::dynamics;
use super::arguments::{lines, number_or};
use super::shape::write_lines;
use super::simplify::{DEFAULT_TOLERANCE, TOLERANCES, line};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_SIMPLIFY: Function = Function {
    description: &Description {
        name: "geo_line_simplify",
        signatures: &["(lineString: bag, [tolerance: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A line without the points that lie within a tolerance, in metres, of the line without them.",
        examples: &[
            Example {
                expression: r#"isnull(geo_line_simplify(dynamic({"type":"LineString","coordinates":[[1,1]]}), 10))"#,
                equals: "true",
            },
            Example {
                expression: r#"tostring(geo_line_simplify(dynamic({"type":"LineString","coordinates":[[0,0],[1,1]]})).type)"#,
                equals: r#""LineString""#,
            },
        ],
        page: "geo-line-simplify-function",
        deviation: Some(
            "Lines of several parts and lines with points nearer to each other than the tolerance are refused.",
        ),
        ..Description::SCALAR
    },
    kernel: geo_line_simplify,
};

fn geo_line_simplify(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    dynamics(call, |row, out| {
        let tolerance = number_or(call, 1, row, DEFAULT_TOLERANCE).filter(|t| TOLERANCES.contains(t));
        let (Some(shape), Some(tolerance)) = (shapes.get(row)?, tolerance) else { return Ok(None) };
        Ok(line(&shape, tolerance)?.map(|simple| write_lines(out, &[simple])))
    })
}
