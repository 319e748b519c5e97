use super::digest::digests;
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};
use sha2::{Digest, Sha256};

pub const HASH_SHA256: Function = Function {
    description: &Description {
        name: "hash_sha256",
        signatures: &["(value: not_dynamic) -> string"],
        nulls: Nulls::Kernel,
        summary: "The SHA-256 of a value's text in lower-case hex; of an empty text, the empty text.",
        examples: &[
            Example {
                expression: "hash_sha256('abc')",
                equals: "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
            },
            Example { expression: "hash_sha256(12) == hash_sha256('12')", equals: "true" },
        ],
        page: "hash-sha256-function",
        ..Description::SCALAR
    },
    kernel: |call| digests(call, |bytes| Sha256::digest(bytes).to_vec()),
};
