//! Text that stands for a value of another type, as exports through CSV leave it.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::error::Result;
use lurcher_columnar::Builder;
use lurcher_types::time::{parse_datetime, parse_timespan};
use lurcher_types::{Type, Value};

use super::Converted;

/// Reads each text as a value. Empty text is null; text that cannot be read is null and counted.
pub fn parsed(want: Type, array: &ArrayRef) -> Result<Converted> {
    let texts = array.as_string_view();
    let mut out = Builder::new(want, texts.len());
    let mut missed = 0;
    for text in texts {
        let text = text.unwrap_or("").trim();
        match value(want, text) {
            Some(value) => out.push(&value),
            None => {
                out.push_missing();
                missed += usize::from(!text.is_empty());
            }
        }
    }
    Ok(Converted { array: out.finish(), missed })
}

fn value(want: Type, text: &str) -> Option<Value> {
    Some(match want {
        Type::Bool if text.eq_ignore_ascii_case("true") => Value::Bool(true),
        Type::Bool if text.eq_ignore_ascii_case("false") => Value::Bool(false),
        Type::Int => Value::Int(text.parse().ok()?),
        Type::Long => Value::Long(text.parse().ok()?),
        Type::Real => Value::Real(text.parse().ok()?),
        Type::Datetime => Value::Datetime(parse_datetime(text)?),
        Type::Timespan => Value::Timespan(parse_timespan(text)?),
        Type::Guid => Value::Guid(guid(text)?),
        _ => return None,
    })
}

/// 32 hex digits in groups of 8-4-4-4-12.
fn guid(text: &str) -> Option<[u8; 16]> {
    let well_placed =
        text.len() == 36 && text.bytes().enumerate().all(|(i, b)| (b == b'-') == matches!(i, 8 | 13 | 18 | 23));
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    if !well_placed || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(&digits, 16).ok().map(u128::to_be_bytes)
}
