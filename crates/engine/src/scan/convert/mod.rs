//! Stored arrays to KQL arrays, one file per kind of conversion.

mod json;
mod parsed;
mod strings;
mod ticks;
mod tree;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::error::{DataFusionError, Result};
use lurcher_columnar::arrow_type;
use lurcher_types::Type;

use super::conversion::Conversion;

pub use strings::{checked_text, without_nulls};
pub use ticks::stored_integers;

/// A converted array, and how many values had no counterpart and became null.
pub struct Converted {
    pub array: ArrayRef,
    pub missed: usize,
}

/// Converts an array to the Arrow form of a KQL type.
pub fn convert(conversion: &Conversion, want: Type, array: &ArrayRef) -> Result<Converted> {
    let array = match conversion {
        Conversion::AsIs | Conversion::Keys => array.clone(),
        Conversion::Widen | Conversion::Checked => return cast(want, array),
        Conversion::Ticks(scale) => return ticks::ticks(*scale, array),
        Conversion::String => strings::without_nulls(&strings::text(array)?)?,
        Conversion::Printed => strings::without_nulls(&strings::printed(array)?)?,
        Conversion::Parsed => return parsed::parsed(want, &strings::text(array)?),
        Conversion::Encoded => json::checked(&strings::text(array)?)?,
        Conversion::JsonText => json::canonical(&strings::text(array)?)?,
        Conversion::Tree => tree::encoded(array)?,
    };
    Ok(Converted { array, missed: 0 })
}

fn cast(want: Type, array: &ArrayRef) -> Result<Converted> {
    let options = CastOptions { safe: true, ..CastOptions::default() };
    let converted = cast_with_options(array, &arrow_type(want), &options)?;
    let missed = converted.null_count().saturating_sub(array.null_count());
    Ok(Converted { array: converted, missed })
}

/// The error for an array of another type than the conversion was chosen for.
fn unexpected(array: &dyn Array) -> DataFusionError {
    DataFusionError::Internal(format!("the scan met an array of type {} that it did not choose", array.data_type()))
}
