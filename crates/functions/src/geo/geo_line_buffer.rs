use super::answers::dynamics;
use super::arguments::{lines, number, number_or};
use super::buffer::{Buffer, DEFAULT_TOLERANCE};
use super::shape::{refuse_date_line, write_polygons};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_BUFFER: Function = Function {
    description: &Description {
        name: "geo_line_buffer",
        signatures: &["(lineString: bag, radius: number, [tolerance: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The polygon around a line at this distance, in metres.",
        examples: &[
            Example {
                expression: r#"tostring(geo_line_buffer(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 1000).type)"#,
                equals: r#""Polygon""#,
            },
            Example {
                expression: r#"isnull(geo_line_buffer(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]}), 0))"#,
                equals: "true",
            },
        ],
        page: "geo-line-buffer-function",
        ..Description::SCALAR
    },
    kernel: geo_line_buffer,
};

fn geo_line_buffer(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    dynamics(call, |row, out| {
        let (radius, tolerance) = (number(call, 1, row), number_or(call, 2, row, DEFAULT_TOLERANCE));
        let (Some(shape), Some(radius), Some(tolerance)) = (shapes.get(row)?, radius, tolerance) else {
            return Ok(None);
        };
        let Some(buffer) = Buffer::new(radius, tolerance)? else { return Ok(None) };
        let region = buffer.lines(&shape)?;
        region.iter().try_for_each(|rings| refuse_date_line(rings, true))?;
        write_polygons(out, &region);
        Ok(Some(()))
    })
}
