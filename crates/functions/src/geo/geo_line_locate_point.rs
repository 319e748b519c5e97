use super::answers::reals;
use super::arguments::{lines, number_or, point};
use super::measure::locate;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_LOCATE_POINT: Function = Function {
    description: &Description {
        name: "geo_line_locate_point",
        signatures: &["(lineString: bag, longitude: number, latitude: number, [use_spheroid: number_or_bool]) -> real"],
        nulls: Nulls::Kernel,
        summary: "In which proportion the point of a line that is nearest to a point divides it.",
        examples: &[
            Example {
                expression: r#"round(geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 1, 5), 3)"#,
                equals: "0.5",
            },
            Example {
                expression: r#"geo_line_locate_point(dynamic({"type":"LineString","coordinates":[[1,1]]}), 1, 1)"#,
                equals: "real(null)",
            },
        ],
        page: "geo-line-locate-point-function",
        deviation: Some("`use_spheroid` is refused: lines are measured on the sphere only."),
        ..Description::SCALAR
    },
    kernel: geo_line_locate_point,
};

fn geo_line_locate_point(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    reals(call, |row| {
        let on_spheroid = number_or(call, 3, row, 0.0);
        let (Some(shape), Some(p), Some(on_spheroid)) = (shapes.get(row)?, point(call, 1, row), on_spheroid) else {
            return Ok(None);
        };
        if on_spheroid != 0.0 {
            return Err(KernelError::unbuilt("lines are not measured on a spheroid yet; leave out `use_spheroid`"));
        }
        let [line] = shape.as_slice() else { return Ok(None) };
        Ok(locate(line, p))
    })
}
