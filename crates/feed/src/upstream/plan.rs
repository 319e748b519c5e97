//! What a sync would do: each file of the source against the pack and what was fetched before.

use super::{Lock, is_inside};
use lurcher_rules::read_rules;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the pack.
    pub path: String,
    pub kind: ChangeKind,
    /// The path that the source had it under before.
    pub from: Option<String>,
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
    /// The source has it under another path, and the pack still has what was fetched under the old one.
    Moved,
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
            ChangeKind::Moved => "moved",
            ChangeKind::Removed => "removed",
            ChangeKind::Both => "conflict",
            ChangeKind::Declined => "declined",
            ChangeKind::Same => "same",
        }
    }

    /// Whether the source's text is put into the pack.
    pub fn is_taken(self) -> bool {
        matches!(self, ChangeKind::New | ChangeKind::Changed | ChangeKind::Moved)
    }
}

/// A change for each file of the source and of the lock, in the order of their paths. A rule that has an overlay stays
/// where it is: fixtures lie beside it.
pub fn plan(
    source: &BTreeMap<String, String>,
    pack: &BTreeMap<String, String>,
    lock: &Lock,
    has_overlay: &dyn Fn(&str) -> bool,
) -> Vec<Change> {
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
        changes.push(Change { path: path.clone(), kind, from: None, old: old.cloned(), new: Some(new.clone()) });
    }
    for path in lock.files.keys().filter(|path| !source.contains_key(*path)) {
        if let Some(old) = pack.get(path) {
            let kind = ChangeKind::Removed;
            changes.push(Change { path: path.clone(), kind, from: None, old: Some(old.clone()), new: None });
        }
    }
    moves(&mut changes, lock, has_overlay);
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

/// What is new under one path and gone under another, with the same text or the same ids, was moved.
fn moves(changes: &mut Vec<Change>, lock: &Lock, has_overlay: &dyn Fn(&str) -> bool) {
    let mut gone: Vec<Change> = changes.iter().filter(|c| c.kind == ChangeKind::Removed).cloned().collect();
    let mut moved = BTreeSet::new();
    for change in changes.iter_mut().filter(|c| c.kind == ChangeKind::New) {
        let Some(at) = gone.iter().position(|old| is_same_rule(old, change)) else { continue };
        let old = gone.remove(at);
        let as_fetched = lock.files.get(&old.path).zip(old.old.as_ref()).is_some_and(|(l, text)| l.is(text));
        change.kind = if as_fetched && !has_overlay(&old.path) { ChangeKind::Moved } else { ChangeKind::Both };
        change.from = Some(old.path.clone());
        change.old = old.old;
        moved.insert(old.path);
    }
    changes.retain(|c| c.kind != ChangeKind::Removed || !moved.contains(&c.path));
}

fn is_same_rule(gone: &Change, new: &Change) -> bool {
    let (Some(old_text), Some(new_text)) = (&gone.old, &new.new) else { return false };
    let ids = |path: &str, text: &str| -> BTreeSet<String> {
        read_rules(path, text).rules.iter().map(|r| r.id.to_ascii_lowercase()).collect()
    };
    let old_ids = ids(&gone.path, old_text);
    old_text == new_text || !old_ids.is_empty() && old_ids == ids(&new.path, new_text)
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
            ("new", "n"),
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
            plan(&files(&source), &files(&pack), &lock, &|_| false).into_iter().map(|c| (c.path, c.kind)).collect();
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

    #[test]
    fn a_rule_under_another_path_was_moved() {
        let rule = |name: &str| format!("id: a1\nname: {name}\nquery: T\n");
        let mut lock = Lock::default();
        lock.files.insert("old.yaml".into(), Locked { sha256: hash(&rule("n"), 64), ..Locked::default() });
        let kind = |new: &str, ours: &str, overlay: bool| {
            let (source, pack) = (files(&[("sub/new.yaml", new)]), files(&[("old.yaml", ours)]));
            let changes = plan(&source, &pack, &lock, &|path| overlay && path == "old.yaml");
            let kinds: Vec<_> = changes.iter().map(|c| (c.path.as_str(), c.kind.name(), c.from.as_deref())).collect();
            format!("{kinds:?}")
        };
        let (same, renamed) = (rule("n"), rule("another name"));
        assert_eq!(kind(&same, &same, false), r#"[("sub/new.yaml", "moved", Some("old.yaml"))]"#);
        assert_eq!(kind(&renamed, &same, false), r#"[("sub/new.yaml", "moved", Some("old.yaml"))]"#);
        // What its owners have done to it is theirs to move.
        assert_eq!(kind(&same, &renamed, false), r#"[("sub/new.yaml", "conflict", Some("old.yaml"))]"#);
        assert_eq!(kind(&same, &same, true), r#"[("sub/new.yaml", "conflict", Some("old.yaml"))]"#);
        let other = same.replace("a1", "b2");
        assert_eq!(kind(&other, &same, false), r#"[("old.yaml", "removed", None), ("sub/new.yaml", "new", None)]"#);
    }
}
