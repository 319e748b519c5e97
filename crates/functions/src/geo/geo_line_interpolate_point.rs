use super::answers::dynamics;
use super::arguments::{lines, number};
use super::measure::along;
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_INTERPOLATE_POINT: Function = Function {
    description: &Description {
        name: "geo_line_interpolate_point",
        signatures: &["(lineString: bag, fraction: number) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The point that divides a line in this proportion.",
        examples: &[
            Example {
                expression: r#"isnull(geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 1.5))"#,
                equals: "true",
            },
            Example {
                expression: r#"isnull(geo_line_interpolate_point(dynamic({"type":"LineString","coordinates":[[1,1]]}), 0.5))"#,
                equals: "true",
            },
        ],
        page: "geo-line-interpolate-point-function",
        ..Description::SCALAR
    },
    kernel: geo_line_interpolate_point,
};

fn geo_line_interpolate_point(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    dynamics(call, |row, out| {
        let fraction = number(call, 1, row).filter(|x| (0.0..=1.0).contains(x));
        let (Some(shape), Some(fraction)) = (shapes.get(row)?, fraction) else { return Ok(None) };
        let [line] = shape.as_slice() else { return Ok(None) };
        Ok(along(line, fraction).map(|p| write_point_geometry(out, p)))
    })
}
