//! What a sync would do: each file of the source against the pack and what was fetched before.

use super::{Lock, is_inside};
use std::collections::BTreeMap;

/// What is to be done about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the pack.
    pub path: String,
    pub kind: ChangeKind,
    /// What the pack has now.
    pub old: Option<String>,
    /// What the source has now.
    pub new: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is not in the pack yet.
    New,
    /// The source has another text, and the pack has the one that was fetched.
    Changed,
    /// The source no longer has it.
    Removed,
    /// The source has another text, and so has the pack: somebody has to decide.
    Both,
    /// The pack's owners have deleted it: it stays so.
    Declined,
    Same,
}

impl ChangeKind {
    pub const fn name(self) -> &'static str {
        match self {
            ChangeKind::New => "new",
            ChangeKind::Changed => "changed",
            ChangeKind::Removed => "removed",
            ChangeKind::Both => "conflict",
            ChangeKind::Declined => "declined",
            ChangeKind::Same => "same",
        }
    }

    /// Whether the source's text is put into the pack.
    pub fn is_taken(self) -> bool {
        matches!(self, ChangeKind::New | ChangeKind::Changed)
    }
}

/// A change for each file of the source and of the lock, in the order of their paths.
pub fn plan(source: &BTreeMap<String, String>, pack: &BTreeMap<String, String>, lock: &Lock) -> Vec<Change> {
    let mut changes = Vec::new();
    for (path, new) in source.iter().filter(|(path, _)| is_inside(path)) {
        let old = pack.get(path);
        let kind = match (old, lock.files.get(path)) {
            (Some(old), _) if old == new => ChangeKind::Same,
            (None, None) => ChangeKind::New,
            (None, Some(_)) => ChangeKind::Declined,
            (Some(_), None) => ChangeKind::Both,
            // The pack's owners have changed it, the source has not.
            (Some(_), Some(locked)) if locked.is(new) => ChangeKind::Same,
            (Some(old), Some(locked)) if locked.is(old) => ChangeKind::Changed,
            (Some(_), Some(_)) => ChangeKind::Both,
        };
        changes.push(Change { path: path.clone(), kind, old: old.cloned(), new: Some(new.clone()) });
    }
    for path in lock.files.keys().filter(|path| !source.contains_key(*path)) {
        if let Some(old) = pack.get(path) {
            changes.push(Change { path: path.clone(), kind: ChangeKind::Removed, old: Some(old.clone()), new: None });
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::hash;
    use crate::upstream::Locked;

    fn files(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect()
    }

    #[test]
    fn what_owners_did_is_never_undone() {
        let mut lock = Lock::default();
        for path in ["same", "changed", "mine", "both", "gone", "declined"] {
            lock.files.insert(path.into(), Locked { sha256: hash("1", 64), ..Locked::default() });
        }
        let source = [
            ("same", "1"),
            ("changed", "2"),
            ("mine", "1"),
            ("both", "2"),
            ("declined", "2"),
            ("new", "1"),
            ("meets", "1"),
        ];
        let pack = [
            ("same", "1"),
            ("changed", "1"),
            ("mine", "x"),
            ("both", "x"),
            ("gone", "1"),
            ("meets", "x"),
            ("own", "1"),
        ];
        let found: BTreeMap<String, ChangeKind> =
            plan(&files(&source), &files(&pack), &lock).into_iter().map(|c| (c.path, c.kind)).collect();
        let kind = |path: &str| found.get(path).map(|k| k.name());
        assert_eq!(kind("same"), Some("same"));
        assert_eq!(kind("changed"), Some("changed"));
        assert_eq!(kind("mine"), Some("same"));
        assert_eq!(kind("both"), Some("conflict"));
        assert_eq!(kind("declined"), Some("declined"));
        assert_eq!(kind("new"), Some("new"));
        assert_eq!(kind("meets"), Some("conflict"));
        assert_eq!(kind("gone"), Some("removed"));
        assert_eq!(kind("own"), None);
    }
}
