use super::digest::digests;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use md5::{Digest, Md5};

pub const HASH_MD5: Function = Function {
    description: &Description {
        name: "hash_md5",
        signatures: &["(value: not_dynamic) -> string"],
        nulls: Nulls::Kernel,
        summary: "The MD5 of a value's text in lower-case hex; of an empty text, the empty text.",
        examples: &[
            Example { expression: "hash_md5('abc')", equals: "'900150983cd24fb0d6963f7d28e17f72'" },
            Example { expression: "hash_md5(12) == hash_md5('12')", equals: "true" },
        ],
        page: "hash-md5-function",
        ..Description::SCALAR
    },
    kernel: |call| digests(call, |bytes| Md5::digest(bytes).to_vec()),
};
