//! The cells of one row on their way into a table.

use lurcher_types::{Type, Value};

use super::convert;
use crate::Report;
use crate::mail::event_identity;
use crate::rows::Cell;
use crate::tables::Shape;

pub fn missing(shape: &Shape) -> Vec<Cell<'static>> {
    shape.types().map(Cell::missing).collect()
}

/// Puts a converted value in its place, or counts that it does not fit.
pub fn set(
    values: &mut [Cell<'_>],
    shape: &Shape,
    position: usize,
    convert: impl FnOnce(Type) -> Option<Value>,
    written: &str,
    report: &mut Report,
) {
    let (Some(column), Some(slot)) = (shape.table.columns.get(position), values.get_mut(position)) else { return };
    match convert(column.kql_type) {
        Some(value) => *slot = Cell::Value(value),
        None => {
            report.misfit(shape.name(), &column.name, written);
            if convert::has_slashes(written.trim_matches('"')) {
                report.warn(format!(
                    "{}.{} holds dates such as {} that do not fit the chosen order of day and month; the others may be misread",
                    shape.name(),
                    column.name,
                    short(written),
                ));
            }
        }
    }
}

/// Defender says `Timestamp`, Sentinel `TimeGenerated`; a table that has both gets the same instant in both.
pub fn share_time(shape: &Shape, row: &mut [Cell<'_>]) {
    let [Some(a), Some(b)] = shape.times else { return };
    let time = |at: usize, row: &[Cell<'_>]| match row.get(at) {
        Some(Cell::Value(Value::Datetime(ticks))) => Some(*ticks),
        _ => None,
    };
    let (from, to) = match (time(a, row), time(b, row)) {
        (Some(ticks), None) => (ticks, b),
        (None, Some(ticks)) => (ticks, a),
        _ => return,
    };
    if let Some(cell @ Cell::Value(Value::Null(Type::Datetime))) = row.get_mut(to) {
        *cell = Cell::Value(Value::Datetime(from));
    }
}

/// Message and recipient of a row of `EmailEvents`: mail and exports of the same message meet here.
pub fn event_claim(shape: &Shape, row: &[Cell<'_>]) -> Option<u128> {
    if shape.name() != "EmailEvents" {
        return None;
    }
    let text = |at: Option<usize>| at.and_then(|p| row.get(p)).and_then(Cell::text).unwrap_or("");
    let id = text(shape.message);
    (!id.is_empty()).then(|| event_identity(id, text(shape.recipient)))
}

/// The beginning of a text, for the report.
pub fn short(text: &str) -> String {
    text.chars().take(80).collect()
}
