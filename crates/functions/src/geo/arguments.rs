//! Reading the arguments of a call: coordinates, shapes, and numbers with a default.

use super::point::Point;
use super::shape::{self, Line, Polygon};
use crate::{Call, KernelError};
use lurcher_types::Type;
use lurcher_types::dynamic::string_content;
use std::borrow::Cow;
use std::sync::Arc;

/// The longest text of a shape that is read; Kusto itself stores no longer dynamic.
pub const MAX_SHAPE_BYTES: usize = 1 << 20;

/// The most points of a shape: whether its edges cross is looked at for every two of them.
pub const MAX_POINTS: usize = 50_000;

/// What Kusto makes of such coordinates is not known: it lists arrays of arrays with fewer brackets than its documentation says.
const TOO_DEEP: &str = "[[[[[";

/// The point whose longitude and latitude are these two arguments, if both lie in their range.
pub fn point(call: &Call, first: usize, row: usize) -> Option<Point> {
    let (longitude, latitude) = coordinates(call, first, row)?;
    Point::valid(longitude, latitude)
}

/// The same in degrees.
pub fn coordinates(call: &Call, first: usize, row: usize) -> Option<(f64, f64)> {
    let (longitude, latitude) = (number(call, first, row)?, number(call, first + 1, row)?);
    (longitude.abs() <= 180.0 && latitude.abs() <= 90.0).then_some((longitude, latitude))
}

/// A number that must be there and finite.
pub fn number(call: &Call, index: usize, row: usize) -> Option<f64> {
    call.args.get(index)?.real(row).filter(|x| x.is_finite())
}

/// A number, or this one where the argument is left out; a null is no number.
pub fn number_or(call: &Call, index: usize, row: usize, default: f64) -> Option<f64> {
    if index < call.args.len() { number(call, index, row) } else { Some(default) }
}

/// A whole number between two others, or the default where the argument is left out.
pub fn whole_or(call: &Call, index: usize, row: usize, default: u32, (least, most): (u32, u32)) -> Option<u32> {
    let x = number_or(call, index, row, f64::from(default))?;
    (x >= f64::from(least) && x <= f64::from(most)).then_some(x as u32)
}

/// The text of a string argument, or the string that a dynamic holds.
pub fn text<'a>(call: &'a Call, index: usize, row: usize) -> Cow<'a, str> {
    match call.args.get(index) {
        Some(column) if column.kql_type == Type::String => Cow::Borrowed(column.strings().value(row)),
        Some(column) => column.dynamics().get(row).map_or(Cow::Borrowed(""), string_content),
        None => Cow::Borrowed(""),
    }
}

/// The shapes of one argument, of which the last is remembered: a shape is mostly the same in every row.
pub struct Shapes<'a, T> {
    call: &'a Call<'a>,
    index: usize,
    read: fn(&str) -> Option<T>,
    last: Option<(String, Option<Arc<T>>)>,
}

impl<'a, T> Shapes<'a, T> {
    pub fn new(call: &'a Call<'a>, index: usize, read: fn(&str) -> Option<T>) -> Shapes<'a, T> {
        Shapes { call, index, read, last: None }
    }

    /// The shape in this row; nothing if it is not valid.
    pub fn get(&mut self, row: usize) -> Result<Option<Arc<T>>, KernelError> {
        let Some(text) = self.call.args.get(self.index).and_then(|column| column.dynamics().get(row)) else {
            return Ok(None);
        };
        if let Some((_, shape)) = self.last.as_ref().filter(|(last, _)| last == text) {
            return Ok(shape.clone());
        }
        let shape = read(text, self.read)?.map(Arc::new);
        self.last = Some((text.to_owned(), shape.clone()));
        Ok(shape)
    }
}

/// The shape that a text is; nothing if it is not valid.
pub fn read<T>(text: &str, read: fn(&str) -> Option<T>) -> Result<Option<T>, KernelError> {
    if text.len() > MAX_SHAPE_BYTES {
        return Err(KernelError::unbuilt(format!("a shape is longer than {MAX_SHAPE_BYTES} bytes")));
    }
    // Each point has a bracket of its own.
    if text.bytes().filter(|b| *b == b'[').count() > MAX_POINTS {
        return Err(KernelError::unbuilt(format!("a shape has more than {MAX_POINTS} points")));
    }
    let shape = read(text);
    if shape.is_none() && text.contains(TOO_DEEP) {
        return Err(KernelError::unbuilt("the coordinates of a shape are nested deeper than those of a MultiPolygon"));
    }
    Ok(shape)
}

pub fn lines<'a>(call: &'a Call<'a>, index: usize) -> Shapes<'a, Vec<Line>> {
    Shapes::new(call, index, shape::lines)
}

pub fn polygons<'a>(call: &'a Call<'a>, index: usize) -> Shapes<'a, Vec<Polygon>> {
    Shapes::new(call, index, shape::polygons)
}
