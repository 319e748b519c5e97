//! Digests of texts, printed in hex.

use crate::{Call, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;

/// The digest of every row's text; an empty text, and so a null, has none.
pub fn digests(call: &Call, digest: fn(&[u8]) -> Vec<u8>) -> Result<ArrayRef, KernelError> {
    let [value] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let of = |text: &str| if text.is_empty() { String::new() } else { hex(&digest(text.as_bytes())) };
    if value.kql_type == Type::String {
        let texts = value.strings();
        return Ok(call.strings(|row| of(texts.value(row))));
    }
    Ok(call.strings(|row| of(&value.value(row).to_text())))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::conversion::testing::{at, call, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn known_digests() {
        for (function, of_world, of_date) in [
            (&hash_md5::HASH_MD5, "f5a7924e621e84c9280a9a27e1bcb7f6", "786c530672d1f8db31fee25ea8a9390b"),
            (
                &hash_sha1::HASH_SHA1,
                "70c07ec18ef89c5309bbb0937f3a6342411e1fdd",
                "e903e533f4d636b4fc0dcf3cf81e7b7f330de776",
            ),
            (
                &hash_sha256::HASH_SHA256,
                "78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524",
                "ba666752dc1a20eb750b0eb64e780cc4c968bc9fb8813461c1d7e750f302d71d",
            ),
        ] {
            assert_eq!(call(function, Type::String, &[text("World")]), text(of_world));
            assert_eq!(call(function, Type::String, &[at("2020-01-01")]), text(of_date));
            assert_eq!(call(function, Type::String, &[text("")]), text(""));
            assert_eq!(call(function, Type::String, &[Value::Null(Type::Long)]), text(""));
        }
    }
}
