//! Attachments: names, and bytes that follow from a seed.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::message::File;
use crate::random::Random;

use super::words;

const KINDS: [(&str, &str); 6] =
    [("pdf", "pdf"), ("docx", "docx"), ("xlsx", "xlsx"), ("png", "png"), ("pptx", "pptx"), ("zip", "zip")];

/// An office document.
pub fn document(random: &mut Random) -> Arc<File> {
    let (extension, kind) = *random.pick_favoured(&KINDS);
    let name = format!("{} {}.{extension}", random.pick(&words::PROJECTS), 1 + random.below(400));
    // Mostly small, some large.
    let size = 2_000 << random.below(7);
    let size = size + random.below(size);
    file(random, name, kind, size, "")
}

/// A file with the true hash of its content.
pub fn file(random: &mut Random, name: String, kind: &'static str, size: usize, malware: &'static str) -> Arc<File> {
    let seed = random.next();
    let digest = Sha256::digest(content(seed, size));
    let sha256 = digest.iter().map(|b| format!("{b:02x}")).collect();
    Arc::new(File { name, kind, seed, size, sha256, malware })
}

/// Bytes without meaning.
pub fn content(seed: u64, size: usize) -> Vec<u8> {
    let mut random = Random::new(seed, 0xf1);
    let mut bytes = Vec::with_capacity(size + 8);
    while bytes.len() < size {
        bytes.extend_from_slice(&random.next().to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}
