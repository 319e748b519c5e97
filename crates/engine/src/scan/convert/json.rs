//! Text as dynamic values.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewBuilder};
use datafusion::error::Result;
use lurcher_types::dynamic::{Dynamic, NULL, from_json_into, write_string};
use std::sync::Arc;

/// JSON text in the one encoding of dynamic. Text that is no JSON becomes a JSON string; nothing becomes null.
pub fn canonical(array: &ArrayRef) -> Result<ArrayRef> {
    each(array, write_string)
}

/// Text that claims to be encoded already. It may be; files are not trusted.
pub fn checked(array: &ArrayRef) -> Result<ArrayRef> {
    each(array, |out, text| out.push_str(&Dynamic::parse(text).encode()))
}

/// Every text that is JSON encoded; `other` writes those that are not.
fn each(array: &ArrayRef, other: impl Fn(&mut String, &str)) -> Result<ArrayRef> {
    let texts = array.as_string_view();
    let mut out = StringViewBuilder::with_capacity(texts.len());
    let mut encoded = String::new();
    for text in texts {
        encoded.clear();
        if let Some(text) = text.filter(|t| !t.trim_ascii().is_empty())
            && !from_json_into(&mut encoded, text)
        {
            other(&mut encoded, text);
        }
        match encoded.as_str() {
            "" | NULL => out.append_null(),
            encoded => out.append_value(encoded),
        }
    }
    Ok(Arc::new(out.finish()))
}
