//! Text that stands for a value of another type, as exports through CSV leave it.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::error::Result;
use lurcher_columnar::Builder;
use lurcher_types::text::{parse_bool, parse_decimal, parse_guid, parse_int, parse_long, parse_real};
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

/// What the `to…()` function of this type makes of the text.
fn value(want: Type, text: &str) -> Option<Value> {
    Some(match want {
        Type::Bool => Value::Bool(parse_bool(text)?),
        Type::Int => Value::Int(parse_int(text)?),
        Type::Long => Value::Long(parse_long(text)?),
        Type::Real => Value::Real(parse_real(text)?),
        Type::Decimal => Value::Decimal(parse_decimal(text)?),
        Type::Datetime => Value::Datetime(parse_datetime(text)?),
        Type::Timespan => Value::Timespan(parse_timespan(text)?),
        Type::Guid => Value::Guid(parse_guid(text)?),
        Type::String | Type::Dynamic => return None,
    })
}
