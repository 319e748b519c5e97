use super::answers::dynamics;
use super::arguments::{number, number_or, point};
use super::buffer::{Buffer, DEFAULT_TOLERANCE};
use super::shape::{refuse_date_line, write_polygons};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_BUFFER: Function = Function {
    description: &Description {
        name: "geo_point_buffer",
        signatures: &["(longitude: number, latitude: number, radius: number, [tolerance: number]) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The polygon around a point at this distance, in metres.",
        examples: &[
            Example { expression: "tostring(geo_point_buffer(0, 0, 1000).type)", equals: r#""Polygon""# },
            Example { expression: "isnull(geo_point_buffer(10, 10, -1))", equals: "true" },
        ],
        page: "geo-point-buffer-function",
        ..Description::SCALAR
    },
    kernel: geo_point_buffer,
};

fn geo_point_buffer(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let (radius, tolerance) = (number(call, 2, row), number_or(call, 3, row, DEFAULT_TOLERANCE));
        let (Some(p), Some(radius), Some(tolerance)) = (point(call, 0, row), radius, tolerance) else {
            return Ok(None);
        };
        let Some(buffer) = Buffer::new(radius, tolerance)? else { return Ok(None) };
        let circle = vec![buffer.point(p)];
        refuse_date_line(&circle, true)?;
        write_polygons(out, &[circle]);
        Ok(Some(()))
    })
}
