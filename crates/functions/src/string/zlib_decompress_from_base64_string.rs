use super::compressed::{Opened, decompress};
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const ZLIB_DECOMPRESS_FROM_BASE64_STRING: Function = Function {
    description: &Description {
        name: "zlib_decompress_from_base64_string",
        signatures: &["(base64: string|dynamic) -> string"],
        summary: "The text that base64 holds compressed with zlib; empty if it is no zlib.",
        examples: &[
            Example { expression: "zlib_decompress_from_base64_string('eAEBAwD8/2FiYwJNASc=')", equals: "'abc'" },
            Example { expression: "zlib_decompress_from_base64_string('YWJj')", equals: "''" },
        ],
        page: "zlib-base64-decompress-function",
        ..Description::SCALAR
    },
    kernel: |call| decompress(call, open),
};

fn open(bytes: &[u8]) -> Option<Opened<'_>> {
    let [method, flags, rest @ ..] = bytes else { return None };
    // Deflate with a window of 32 KiB and no dictionary; the two bytes are a multiple of 31.
    if *method != 0x78 || flags & 0x20 != 0 || u16::from_be_bytes([*method, *flags]) % 31 != 0 {
        return None;
    }
    let (packed, checksum) = rest.split_last_chunk::<4>()?;
    Some((packed, Box::new(move |text| adler2::adler32_slice(text).to_be_bytes() == *checksum)))
}
