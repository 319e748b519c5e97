use super::arguments::{coordinates, whole_or};
use super::geohash::{Geohash, MAX_LENGTH};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_POINT_TO_GEOHASH: Function = Function {
    description: &Description {
        name: "geo_point_to_geohash",
        signatures: &["(longitude: number, latitude: number, [accuracy: number]) -> string"],
        nulls: Nulls::Kernel,
        summary: "The geohash of a point, of 5 letters or as many as are wanted.",
        examples: &[
            Example { expression: "geo_point_to_geohash(139.806115, 35.554128, 12)", equals: "'xn76m27ty9g4'" },
            Example { expression: "geo_point_to_geohash(200, 1, 8)", equals: "''" },
        ],
        page: "geo-point-to-geohash-function",
        ..Description::SCALAR
    },
    kernel: geo_point_to_geohash,
};

fn geo_point_to_geohash(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| {
        let length = whole_or(call, 2, row, 5, (1, MAX_LENGTH as u32));
        let (Some((lng, lat)), Some(length)) = (coordinates(call, 0, row), length) else { return String::new() };
        Geohash::at(lng, lat, length as usize).text()
    }))
}
