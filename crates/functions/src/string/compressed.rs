//! What the gzip and zlib functions share: a deflated text between a header and a checksum, all in base64.

use super::base64_decode_tostring::decoded;
use super::texts::Texts;
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, KernelError};
use arrow::array::{ArrayRef, StringViewBuilder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use std::sync::Arc;

/// The most bytes that one text may grow to: a kilobyte can be made to hold a megabyte.
pub const MAX_DECOMPRESSED_BYTES: usize = 16 << 20;

pub const OTHER_BYTES: Option<&str> = Some(
    "The compressed bytes may differ from the service's, whose compressor is another; both hold the same text. \
     A text that does not become shorter is stored as it is.",
);

/// Each text deflated and put into its frame. An empty text stays empty.
pub fn compress(call: &Call, frame: fn(&[u8], Vec<u8>) -> Vec<u8>) -> Result<ArrayRef, KernelError> {
    let [text] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let texts = Texts::of(text);
    Ok(call.strings(|row| match texts.text(row).as_bytes() {
        [] => String::new(),
        bytes => STANDARD.encode(frame(bytes, deflate(bytes))),
    }))
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    const LEVEL: u8 = 1;
    let packed = compress_to_vec(bytes, LEVEL);
    if packed.len() < bytes.len() { packed } else { stored(bytes) }
}

/// Deflate's blocks that hold their bytes as they are.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 16);
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    out
}

/// What a frame holds: deflated bytes, and the test that the text must pass.
pub type Opened<'a> = (&'a [u8], Box<dyn Fn(&[u8]) -> bool + 'a>);

/// Each text taken out of its frame and inflated; empty where anything is wrong with it.
pub fn decompress(call: &Call, open: fn(&[u8]) -> Option<Opened<'_>>) -> Result<ArrayRef, KernelError> {
    let [text] = call.args else { return Err(KernelError::new("one argument is wanted")) };
    let texts = Texts::of(text);
    let mut answer = StringViewBuilder::with_capacity(call.rows);
    let mut total = 0;
    for row in 0..call.rows {
        let text = inflated(&texts.text(row), open)?.unwrap_or_default();
        total += text.len();
        if total > MAX_BATCH_BYTES {
            return Err(KernelError::new(format!("the texts decompress to more than {MAX_BATCH_BYTES} bytes")));
        }
        answer.append_value(text);
    }
    Ok(Arc::new(answer.finish()))
}

fn inflated(base64: &str, open: fn(&[u8]) -> Option<Opened<'_>>) -> Result<Option<String>, KernelError> {
    let Some(bytes) = decoded(base64) else { return Ok(None) };
    let Some((packed, is_whole)) = open(&bytes) else { return Ok(None) };
    match decompress_to_vec_with_limit(packed, MAX_DECOMPRESSED_BYTES) {
        Ok(text) if is_whole(&text) => Ok(String::from_utf8(text).ok()),
        Err(e) if e.status == TINFLStatus::HasMoreOutput => {
            Err(KernelError::new(format!("a text decompresses to more than {MAX_DECOMPRESSED_BYTES} bytes")))
        }
        Ok(_) | Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use lurcher_types::Value;

    fn said(function: &str, argument: &str) -> String {
        match of(function, &[text(argument)]) {
            Value::String(said) => said,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_compressed_comes_back() {
        let long = "Received: from mail.example.com ".repeat(5_000);
        let noise: String =
            (0..70_000u32).map(|i| char::from(b'!' + (i.wrapping_mul(2_654_435_761) >> 25) as u8 % 90)).collect();
        for plain in ["a", "ÄÖ€", &long, &noise] {
            for kind in ["gzip", "zlib"] {
                let packed = said(&format!("{kind}_compress_to_base64_string"), plain);
                assert_eq!(said(&format!("{kind}_decompress_from_base64_string"), &packed), plain, "{kind}");
            }
        }
        assert!(said("gzip_compress_to_base64_string", &long).len() < 2_000);
        assert_eq!(said("zlib_compress_to_base64_string", ""), "");
    }

    #[test]
    fn what_is_damaged_is_empty() {
        for kind in ["gzip", "zlib"] {
            let function = format!("{kind}_decompress_from_base64_string");
            let whole = STANDARD.decode(said(&format!("{kind}_compress_to_base64_string"), "some text")).unwrap();
            for cut in 0..whole.len() {
                assert_eq!(said(&function, &STANDARD.encode(&whole[..cut])), "", "{kind} {cut}");
                let mut bent = whole.clone();
                bent[cut] ^= 0x55;
                let _ = said(&function, &STANDARD.encode(&bent));
            }
            assert_eq!(said(&function, "x0x0x0"), "");
        }
    }

    #[test]
    fn a_bomb_is_refused_by_name() {
        use crate::string::testing::{text, try_answer};
        let bomb = STANDARD
            .encode(miniz_oxide::deflate::compress_to_vec_zlib(&vec![0u8; super::MAX_DECOMPRESSED_BYTES + 1], 6));
        let function = crate::function("zlib_decompress_from_base64_string").unwrap();
        let refused = try_answer(function, lurcher_types::Type::String, &[text(&bomb)]).unwrap_err();
        assert!(refused.message.contains("16777216 bytes"), "{refused}");
    }
}
