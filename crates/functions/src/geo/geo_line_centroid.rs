use super::answers::dynamics;
use super::arguments::lines;
use super::lines::pieces;
use super::measure::line_centroid;
use super::shape::write_point_geometry;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_LINE_CENTROID: Function = Function {
    description: &Description {
        name: "geo_line_centroid",
        signatures: &["(lineString: bag) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The centre of a line or of several without what they share.",
        examples: &[
            Example {
                expression: r#"tostring(geo_line_centroid(dynamic({"type":"LineString","coordinates":[[0,0],[0,10]]})).type)"#,
                equals: r#""Point""#,
            },
            Example {
                expression: r#"isnull(geo_line_centroid(dynamic({"type":"LineString","coordinates":[[1,1]]})))"#,
                equals: "true",
            },
        ],
        page: "geo-line-centroid-function",
        ..Description::SCALAR
    },
    kernel: geo_line_centroid,
};

fn geo_line_centroid(call: &Call) -> Result<ArrayRef, KernelError> {
    let mut shapes = lines(call, 0);
    dynamics(call, |row, out| {
        let Some(shape) = shapes.get(row)? else { return Ok(None) };
        write_point_geometry(out, line_centroid(&pieces(&shape)?));
        Ok(Some(()))
    })
}
