use super::compressed::{OTHER_BYTES, compress};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ZLIB_COMPRESS_TO_BASE64_STRING: Function = Function {
    description: &Description {
        name: "zlib_compress_to_base64_string",
        signatures: &["(text: string|dynamic) -> string"],
        summary: "A text compressed with zlib, as base64.",
        examples: &[Example {
            expression: "zlib_decompress_from_base64_string(zlib_compress_to_base64_string('abcabc'))",
            equals: "'abcabc'",
        }],
        page: "zlib-base64-compress-function",
        deviation: OTHER_BYTES,
        ..Description::SCALAR
    },
    kernel: |call| compress(call, frame),
};

/// Deflated with a window of 32 KiB, by the fastest method.
const HEADER: [u8; 2] = [0x78, 0x01];

fn frame(text: &[u8], deflated: Vec<u8>) -> Vec<u8> {
    let mut out = HEADER.to_vec();
    out.extend(deflated);
    out.extend(adler2::adler32_slice(text).to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::string::testing::{says, text};

    #[test]
    fn a_short_text_is_stored() {
        let packed = says(&ZLIB_COMPRESS_TO_BASE64_STRING, &[text("1234567890qwertyuiop")]);
        assert_eq!(packed, "eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw==");
    }
}
