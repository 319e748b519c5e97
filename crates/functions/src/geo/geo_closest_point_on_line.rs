use super::answers::dynamics;
use super::arguments::{lines, point};
use super::measure::nearest_on_lines;
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_CLOSEST_POINT_ON_LINE: Function = Function {
    description: &Description {
        name: "geo_closest_point_on_line",
        signatures: &["(longitude: number, latitude: number, lineString: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The point of a line that is nearest to a point.",
        examples: &[
            Example {
                expression: r#"isnull(geo_closest_point_on_line(1, 5, dynamic({"type":"LineString","coordinates":[[1,1]]})))"#,
                equals: "true",
            },
            Example {
                expression: r#"tostring(geo_closest_point_on_line(0, 20, dynamic({"type":"LineString","coordinates":[[0,0],[0,1]]})).type)"#,
                equals: r#""Point""#,
            },
        ],
        page: "geo-closest-point-on-line-function",
        ..Description::SCALAR
    },
    kernel: geo_closest_point_on_line,
};

fn geo_closest_point_on_line(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 2);
    dynamics(call, |row, out| {
        let (Some(p), Some(shape)) = (point(call, 0, row), shapes.get(row)?) else { return Ok(None) };
        Ok(nearest_on_lines(p, &shape).map(|q| write_point_geometry(out, q)))
    })
}
