use super::answers::dynamics;
use super::arguments::text;
use super::geohash::Geohash;
use super::shape::write_pair;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::write_list;

pub const GEO_GEOHASH_TO_POLYGON: Function = Function {
    description: &Description {
        name: "geo_geohash_to_polygon",
        signatures: &["(geohash: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The rectangle of a geohash.",
        examples: &[
            Example {
                expression: "tostring(geo_geohash_to_polygon('s').coordinates)",
                equals: "'[[[0.0,0.0],[45.0,0.0],[45.0,45.0],[0.0,45.0],[0.0,0.0]]]'",
            },
            Example { expression: "isnull(geo_geohash_to_polygon('a'))", equals: "true" },
        ],
        page: "geo-geohash-to-polygon-function",
        ..Description::SCALAR
    },
    kernel: geo_geohash_to_polygon,
};

fn geo_geohash_to_polygon(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, out| {
        let Some(hash) = Geohash::parse(&text(call, 0, row)) else { return Ok(None) };
        let (west, south, east, north) = hash.bounds();
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        out.push_str("{\"type\":\"Polygon\",\"coordinates\":[");
        write_list(out, corners, |out, (lng, lat)| write_pair(out, lng, lat));
        out.push_str("]}");
        Ok(Some(()))
    })
}
