use super::answers::dynamics;
use super::arguments::text;
use super::geohash::Geohash;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_GEOHASH_NEIGHBORS: Function = Function {
    description: &Description {
        name: "geo_geohash_neighbors",
        signatures: &["(geohash: string|dynamic) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The geohashes around one; null if the text is none.",
        examples: &[Example { expression: "isnull(geo_geohash_neighbors('a'))", equals: "true" }],
        page: "geo-geohash-neighbors-function",
        deviation: Some("The neighbours of a valid text are refused, because their order is not known."),
        ..Description::SCALAR
    },
    kernel: geo_geohash_neighbors,
};

fn geo_geohash_neighbors(call: &Call) -> Result<ArrayRef, KernelError> {
    dynamics(call, |row, _| match Geohash::parse(&text(call, 0, row)) {
        None => Ok(None),
        Some(_) => Err(KernelError::unbuilt("in which order Kusto lists the neighbours of a cell is not known")),
    })
}
