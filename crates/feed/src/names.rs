//! Names of pages: of letters, digits and hyphens, unique, and legal on every file system.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Longer ids are cut, and end with a part of their hash.
const MAX_NAME_BYTES: usize = 64;
/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of a rule's page, by its id: it stays when the rule is renamed or moved.
pub fn of_id(id: &str) -> String {
    let slug = slug(id);
    let is_device = DEVICES.contains(&slug.as_str())
        || ["com", "lpt"].iter().any(|d| slug.strip_prefix(d).is_some_and(|n| n.len() == 1));
    let is_itself = slug == id.to_ascii_lowercase();
    if is_itself && !is_device && !slug.is_empty() && slug.len() <= MAX_NAME_BYTES {
        return slug;
    }
    let short: String = slug.chars().take(MAX_NAME_BYTES - 17).collect();
    format!("{}-{}", if short.is_empty() { "rule" } else { short.trim_end_matches('-') }, hash(id, 16))
}

/// The names of all pages, in the order of the ids; ids that differ only in case are told apart by a number.
pub fn of_all<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for id in ids {
        let name = of_id(id);
        let numbered = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name}--{n}") });
        let free = { numbered }.find(|n| !taken.contains(n)).unwrap_or(name);
        taken.insert(free.clone());
        names.push(free);
    }
    names
}

/// Lower-case letters and digits, with one hyphen for anything else.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The first digits of a text's SHA-256.
pub fn hash(text: &str, digits: usize) -> String {
    let all: String = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    all.chars().take(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_unique() {
        assert_eq!(of_id("B2BEEC6A-2c1c-4319"), "b2beec6a-2c1c-4319");
        for id in ["../../etc/passwd", "CON", "com1", "", "ä", "a/b", "a b", ".", "x\u{0}", &"y".repeat(900)] {
            let name = of_id(id);
            assert!(name.len() <= MAX_NAME_BYTES, "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
            assert!(!["con", "com1", ""].contains(&name.as_str()) && !name.starts_with('-'), "{name}");
        }
        assert_ne!(of_id("a/b"), of_id("a b"));
        assert_eq!(of_all(["a", "A", "A"].into_iter()), ["a", "a--2", "a--3"]);
    }
}
