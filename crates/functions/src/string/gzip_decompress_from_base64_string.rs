use super::compressed::{Opened, decompress};
use super::gzip_compress_to_base64_string::HEADER;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const GZIP_DECOMPRESS_FROM_BASE64_STRING: Function = Function {
    description: &Description {
        name: "gzip_decompress_from_base64_string",
        signatures: &["(base64: string|dynamic) -> string"],
        summary: "The text that base64 holds compressed with gzip; empty if it is no gzip or has optional fields.",
        examples: &[
            Example {
                expression: "gzip_decompress_from_base64_string('H4sIAAAAAAAA/wEDAPz/YWJjwkEkNQMAAAA=')",
                equals: "'abc'",
            },
            Example { expression: "gzip_decompress_from_base64_string('YWJj')", equals: "''" },
        ],
        page: "gzip-base64-decompress",
        ..Description::SCALAR
    },
    kernel: |call| decompress(call, open),
};

const FOOTER_BYTES: usize = 8;

fn open(bytes: &[u8]) -> Option<Opened<'_>> {
    let (header, rest) = bytes.split_at_checked(HEADER.len())?;
    // The magic number, the method, and no flags: optional fields are refused, as the service does.
    if header.get(..4) != HEADER.get(..4) {
        return None;
    }
    let (packed, footer) = rest.split_at_checked(rest.len().checked_sub(FOOTER_BYTES)?)?;
    let is_whole = move |text: &[u8]| {
        let checksum = crc32fast::hash(text).to_le_bytes();
        let length = (text.len() as u32).to_le_bytes();
        footer.iter().eq(checksum.iter().chain(&length))
    };
    Some((packed, Box::new(is_whole)))
}
