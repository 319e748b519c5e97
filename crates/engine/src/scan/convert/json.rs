//! Text as dynamic values.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewBuilder};
use datafusion::error::Result;
use lurcher_types::dynamic::{Dynamic, NULL, from_json};
use std::sync::Arc;

/// JSON text in the one encoding of dynamic. Text that is no JSON becomes a JSON string; nothing becomes null.
pub fn canonical(array: &ArrayRef) -> Result<ArrayRef> {
    each(array, |text| from_json(text).unwrap_or_else(|| Dynamic::String(text.to_owned()).encode()))
}

/// Text that claims to be encoded already. It may be; files are not trusted.
pub fn checked(array: &ArrayRef) -> Result<ArrayRef> {
    each(array, |text| from_json(text).unwrap_or_else(|| Dynamic::parse(text).encode()))
}

fn each(array: &ArrayRef, encode: impl Fn(&str) -> String) -> Result<ArrayRef> {
    let texts = array.as_string_view();
    let mut out = StringViewBuilder::with_capacity(texts.len());
    for text in texts {
        let encoded = text.filter(|t| !t.trim_ascii().is_empty()).map(&encode);
        out.append_option(encoded.filter(|e| e != NULL));
    }
    Ok(Arc::new(out.finish()))
}
