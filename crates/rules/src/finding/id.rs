//! The id of a finding.

use sha2::{Digest, Sha256};

/// Half of a SHA-256: no two findings of one house share it by chance.
const ID_BYTES: usize = 16;

/// Each part goes in with its length, so that no two lists of parts read the same.
pub fn of(rule: &str, table: usize, key: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    };
    // Rules' ids are told apart without regard to case.
    add(&rule.to_ascii_lowercase());
    add(&table.to_string());
    for (column, value) in key {
        add(column);
        add(value);
    }
    hash.finalize().iter().take(ID_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// In hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
