use super::answers::reals;
use super::arguments::{coordinates, number_or, point};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use geographiclib_rs::{Geodesic, InverseGeodesic};
use lurcher_types::describe::{Description, Example, Nulls};

pub const GEO_DISTANCE_2POINTS: Function = Function {
    description: &Description {
        name: "geo_distance_2points",
        signatures: &[
            "(p1_longitude: number, p1_latitude: number, p2_longitude: number, p2_latitude: number, [use_spheroid: number_or_bool]) -> real",
        ],
        nulls: Nulls::Kernel,
        summary: "The shortest distance of two points in metres, on a sphere or on the WGS-84 spheroid.",
        examples: &[
            Example {
                expression: "round(geo_distance_2points(-122.407628, 47.578557, -118.275287, 34.019056), 3)",
                equals: "1546754.352",
            },
            Example { expression: "geo_distance_2points(300, 1, 1, 1)", equals: "real(null)" },
        ],
        page: "geo-distance-2points-function",
        ..Description::SCALAR
    },
    kernel: geo_distance_2points,
};

fn geo_distance_2points(call: &Call) -> Result<ArrayRef, KernelError> {
    let earth = Geodesic::wgs84();
    reals(call, |row| {
        let Some(on_spheroid) = number_or(call, 4, row, 0.0) else { return Ok(None) };
        if on_spheroid == 0.0 {
            let (Some(a), Some(b)) = (point(call, 0, row), point(call, 2, row)) else { return Ok(None) };
            return Ok(Some(a.metres(b)));
        }
        let (Some((lng1, lat1)), Some((lng2, lat2))) = (coordinates(call, 0, row), coordinates(call, 2, row)) else {
            return Ok(None);
        };
        let metres: f64 = earth.inverse(lat1, lng1, lat2, lng2);
        Ok(Some(metres))
    })
}
