use super::digest::digests;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use sha1::{Digest, Sha1};

pub const HASH_SHA1: Function = Function {
    description: &Description {
        name: "hash_sha1",
        signatures: &["(value: not_dynamic) -> string"],
        nulls: Nulls::Kernel,
        summary: "The SHA-1 of a value's text in lower-case hex; of an empty text, the empty text.",
        examples: &[
            Example { expression: "hash_sha1('abc')", equals: "'a9993e364706816aba3e25717850c26c9cd0d89d'" },
            Example { expression: "hash_sha1(12) == hash_sha1('12')", equals: "true" },
        ],
        page: "hash-sha1-function",
        ..Description::SCALAR
    },
    kernel: |call| digests(call, |bytes| Sha1::digest(bytes).to_vec()),
};
