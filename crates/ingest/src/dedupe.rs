//! Recognises what was read before.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::IngestError;

/// How a row says that it is the same as another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowKey {
    /// The identity that only one owner may use, such as message and recipient.
    pub claim: Option<(u128, Owner)>,
    /// The hash of all its values, and the file it stands in.
    pub content: Option<(u128, u32)>,
}

/// Who may use an identity again: rows of one message, or all rows of one kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner(pub u64);

impl Owner {
    pub const DEFENDER_EXPORT: Owner = Owner(u64::MAX);
    pub const MESSAGE_TRACE: Owner = Owner(u64::MAX - 1);
}

/// All identities seen so far.
pub struct Seen {
    claims: HashMap<u128, Owner>,
    contents: HashMap<u128, Occurrences>,
    limit: usize,
}

/// How often a row occurs: exports that overlap repeat it, but one export may hold it twice with good reason. So the
/// table holds it as often as the one file that has it most often.
struct Occurrences {
    kept: u32,
    file: u32,
    in_file: u32,
}

impl Seen {
    pub fn new(limit: usize) -> Seen {
        Seen { claims: HashMap::new(), contents: HashMap::new(), limit }
    }

    /// Whether the row is new. Remembers it.
    pub fn is_new(&mut self, key: &RowKey) -> Result<bool, IngestError> {
        if self.claims.len() + self.contents.len() >= self.limit {
            return Err(IngestError::Limit {
                name: "max_remembered_rows",
                allowed: self.limit as u64,
                help: "raise it, or switch deduplication off if nothing overlaps",
            });
        }
        if let Some((identity, owner)) = key.claim
            && *self.claims.entry(identity).or_insert(owner) != owner
        {
            return Ok(false);
        }
        Ok(key.content.is_none_or(|(hash, file)| self.is_new_content(hash, file)))
    }

    fn is_new_content(&mut self, hash: u128, file: u32) -> bool {
        match self.contents.entry(hash) {
            Entry::Vacant(entry) => {
                entry.insert(Occurrences { kept: 1, file, in_file: 1 });
                true
            }
            Entry::Occupied(mut entry) => {
                let seen = entry.get_mut();
                if seen.file != file {
                    seen.file = file;
                    seen.in_file = 0;
                }
                seen.in_file = seen.in_file.saturating_add(1);
                let new = seen.in_file > seen.kept;
                if new {
                    seen.kept = seen.in_file;
                }
                new
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(hash: u128, file: u32) -> RowKey {
        RowKey { claim: None, content: Some((hash, file)) }
    }

    #[test]
    fn a_second_file_repeats_rows_but_one_file_may_hold_a_row_twice() {
        let mut seen = Seen::new(100);
        let mut new = |hash, file| seen.is_new(&content(hash, file)).unwrap();
        assert!(new(1, 1) && new(1, 1));
        assert!(!new(1, 2) && !new(1, 2) && new(1, 2));
    }

    #[test]
    fn an_identity_belongs_to_its_first_owner() {
        let mut seen = Seen::new(100);
        let mut new = |owner| seen.is_new(&RowKey { claim: Some((7, Owner(owner))), content: None }).unwrap();
        assert!(new(1) && new(1) && !new(2) && new(1));
    }

    #[test]
    fn the_limit_is_an_error_with_its_name() {
        let mut seen = Seen::new(1);
        seen.is_new(&content(1, 1)).unwrap();
        let error = seen.is_new(&content(2, 1)).unwrap_err();
        assert!(error.to_string().contains("max_remembered_rows"));
    }
}
