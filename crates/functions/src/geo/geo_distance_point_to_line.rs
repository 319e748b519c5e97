use super::answers::reals;
use super::arguments::{lines, point};
use super::measure::nearest_on_lines;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_DISTANCE_POINT_TO_LINE: Function = Function {
    description: &Description {
        name: "geo_distance_point_to_line",
        signatures: &["(longitude: number, latitude: number, lineString: bag) -> real"],
        nulls: Nulls::Kernel,
        summary: "The shortest distance of a point to a line, in metres.",
        examples: &[
            Example {
                expression: r#"round(geo_distance_point_to_line(1, 5, dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]})) / 1000, 3)"#,
                equals: "110.772",
            },
            Example {
                expression: r#"geo_distance_point_to_line(1, 95, dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}))"#,
                equals: "real(null)",
            },
        ],
        page: "geo-distance-point-to-line-function",
        ..Description::SCALAR
    },
    kernel: geo_distance_point_to_line,
};

fn geo_distance_point_to_line(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 2);
    reals(call, |row| {
        let (Some(p), Some(shape)) = (point(call, 0, row), shapes.get(row)?) else { return Ok(None) };
        Ok(nearest_on_lines(p, &shape).map(|q| p.metres(q)))
    })
}
