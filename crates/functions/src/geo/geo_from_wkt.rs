use super::answers::dynamics;
use super::arguments::text;
use super::wkt;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_FROM_WKT: Function = Function {
    description: &Description {
        name: "geo_from_wkt",
        signatures: &["(wkt: string|array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A shape in well-known text as GeoJSON.",
        examples: &[
            Example {
                expression: "tostring(geo_from_wkt('POINT (1 2)'))",
                equals: r#"'{"type":"Point","coordinates":[1.0,2.0]}'"#,
            },
            Example { expression: "isnull(geo_from_wkt('LINESTRING'))", equals: "true" },
        ],
        page: "geo-from-wkt-function",
        ..Description::SCALAR
    },
    kernel: geo_from_wkt,
};

fn geo_from_wkt(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| wkt::convert(&text(call, 0, row), out))
}
