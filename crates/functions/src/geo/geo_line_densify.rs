use super::answers::dynamics;
use super::arguments::{Shapes, number_or};
use super::densify::{DEFAULT_TOLERANCE, FlatLine, TOLERANCES, lines};
use super::shape::write_lines;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_DENSIFY: Function = Function {
    description: &Description {
        name: "geo_line_densify",
        signatures: &["(lineString: bag, [tolerance: number], [preserve_crossing: number_or_bool]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A line whose straight edges in degrees have points added, so that great circles follow them.",
        examples: &[
            Example {
                expression: r#"isnull(geo_line_densify(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 0))"#,
                equals: "true",
            },
            Example {
                expression: r#"tostring(geo_line_densify(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]})).type)"#,
                equals: r#""LineString""#,
            },
        ],
        page: "geo-line-densify-function",
        ..Description::SCALAR
    },
    kernel: geo_line_densify,
};

fn geo_line_densify(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = Shapes::new(call, 0, FlatLine::read);
    dynamics(call, |row, out| {
        let tolerance = number_or(call, 1, row, DEFAULT_TOLERANCE).filter(|t| TOLERANCES.contains(t));
        let preserve = number_or(call, 2, row, 0.0);
        let (Some(shape), Some(tolerance), Some(preserve)) = (shapes.get(row)?, tolerance, preserve) else {
            return Ok(None);
        };
        write_lines(out, &lines(&shape, tolerance, preserve != 0.0)?);
        Ok(Some(()))
    })
}
