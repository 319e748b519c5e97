use super::compressed::{OTHER_BYTES, compress};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const GZIP_COMPRESS_TO_BASE64_STRING: Function = Function {
    description: &Description {
        name: "gzip_compress_to_base64_string",
        signatures: &["(text: string|dynamic) -> string"],
        summary: "A text compressed with gzip, as base64.",
        examples: &[Example {
            expression: "gzip_decompress_from_base64_string(gzip_compress_to_base64_string('abcabc'))",
            equals: "'abcabc'",
        }],
        page: "gzip-base64-compress",
        deviation: OTHER_BYTES,
        ..Description::SCALAR
    },
    kernel: |call| compress(call, frame),
};

/// Deflated, no flags, no time stamp, no system.
pub const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

fn frame(text: &[u8], deflated: Vec<u8>) -> Vec<u8> {
    let mut out = HEADER.to_vec();
    out.extend(deflated);
    out.extend(crc32fast::hash(text).to_le_bytes());
    // The length modulo 2^32, as the format has it.
    out.extend((text.len() as u32).to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::string::testing::{says, text};

    #[test]
    fn a_short_text_is_stored() {
        let packed = says(&GZIP_COMPRESS_TO_BASE64_STRING, &[text("1234567890qwertyuiop")]);
        assert_eq!(packed, "H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA==");
    }
}
