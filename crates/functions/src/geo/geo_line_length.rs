use super::answers::reals;
use super::arguments::lines;
use super::lines::pieces;
use super::measure::length;
use super::point::EARTH_RADIUS;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_LENGTH: Function = Function {
    description: &Description {
        name: "geo_line_length",
        signatures: &["(lineString: bag) -> real"],
        nulls: Nulls::Kernel,
        summary: "The length of a line or of several without what they share, in metres.",
        examples: &[
            Example {
                expression: r#"round(geo_line_length(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]})) / 1000, 3)"#,
                equals: "1111.951",
            },
            Example {
                expression: r#"geo_line_length(dynamic({"type":"LineString","coordinates":[[1,1]]}))"#,
                equals: "real(null)",
            },
        ],
        page: "geo-line-length-function",
        ..Description::SCALAR
    },
    kernel: geo_line_length,
};

fn geo_line_length(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    reals(call, |row| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        let lengths: f64 = pieces(&shape)?.iter().map(length).sum();
        Ok(Some(lengths * EARTH_RADIUS))
    })
}
