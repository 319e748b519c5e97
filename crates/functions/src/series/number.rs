//! Series as numbers: arrays read element by element, and written back.

use crate::dynamic::items::array;
use lurcher_columnar::Column;
use lurcher_types::Value;
use lurcher_types::dynamic::{self, Dynamic, Kind, NULL, write_list};

/// An element that is a number. Whole numbers stay whole where a function keeps them so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    Long(i64),
    Real(f64),
}

impl Number {
    pub fn real(self) -> f64 {
        match self {
            Number::Long(n) => n as f64,
            Number::Real(x) => x,
        }
    }

    pub fn is_whole(self) -> bool {
        matches!(self, Number::Long(_))
    }
}

/// The number that an element is; nothing for a null, a text, or anything else.
pub fn number(element: &str) -> Option<Number> {
    match dynamic::kind(element) {
        Kind::Long => match element.parse() {
            Ok(n) => Some(Number::Long(n)),
            Err(_) => element.parse().ok().map(Number::Real),
        },
        Kind::Real => element.parse().ok().map(Number::Real),
        // What JSON has no number for is kept as text.
        Kind::String => match element {
            "\"NaN\"" => Some(Number::Real(f64::NAN)),
            "\"Infinity\"" => Some(Number::Real(f64::INFINITY)),
            "\"-Infinity\"" => Some(Number::Real(f64::NEG_INFINITY)),
            _ => None,
        },
        _ => None,
    }
}

/// The same, and a time is the ticks that `tolong` gives of it.
pub fn number_or_ticks(element: &str) -> Option<Number> {
    if !matches!(dynamic::kind(element), Kind::Datetime | Kind::Timespan) {
        return number(element);
    }
    match dynamic::scalar(element) {
        Some(Value::Datetime(ticks) | Value::Timespan(ticks)) => Some(Number::Long(ticks)),
        _ => None,
    }
}

/// The elements of the array in this row; nothing where there is no array.
pub fn series(column: &Column, row: usize) -> Option<Vec<Option<Number>>> {
    Some(array(column, row)?.into_iter().map(number).collect())
}

/// The elements as reals, if every one of them is a finite number.
pub fn finite(column: &Column, row: usize) -> Option<Vec<f64>> {
    let real = |element: Option<Number>| element.map(Number::real).filter(|x| x.is_finite());
    series(column, row)?.into_iter().map(real).collect()
}

pub fn write_number(out: &mut String, number: Option<Number>) {
    match number {
        Some(Number::Long(n)) => Dynamic::Long(n).encode_into(out),
        Some(Number::Real(x)) => Dynamic::Real(x).encode_into(out),
        None => out.push_str(NULL),
    }
}

pub fn write_reals(out: &mut String, reals: &[f64]) {
    write_list(out, reals, |out, x| Dynamic::Real(*x).encode_into(out));
}
