use super::answers::dynamics;
use super::arguments::text;
use super::geohash::Geohash;
use super::shape::write_pair;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_GEOHASH_TO_CENTRAL_POINT: Function = Function {
    description: &Description {
        name: "geo_geohash_to_central_point",
        signatures: &["(geohash: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The middle of the rectangle of a geohash.",
        examples: &[
            Example {
                expression: "tostring(geo_geohash_to_central_point('sunny'))",
                equals: r#"'{"type":"Point","coordinates":[42.47314453125,23.70849609375]}'"#,
            },
            Example { expression: "isnull(geo_geohash_to_central_point('a'))", equals: "true" },
        ],
        page: "geo-geohash-to-central-point-function",
        ..Description::SCALAR
    },
    kernel: geo_geohash_to_central_point,
};

fn geo_geohash_to_central_point(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let Some(hash) = Geohash::parse(&text(call, 0, row)) else { return Ok(None) };
        let (west, south, east, north) = hash.bounds();
        out.push_str("{\"type\":\"Point\",\"coordinates\":");
        write_pair(out, (west + east) / 2.0, (south + north) / 2.0);
        out.push('}');
        Ok(Some(()))
    })
}
