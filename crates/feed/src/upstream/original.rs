//! A rule's provenance, from what its pack and the lock say.

use super::{Lock, public_address};
use crate::Provenance;
use lurcher_rules::{About, Rule};

/// Where a rule came from; none where nothing says so. `text` is the rule's file as it is now.
pub fn provenance(rule: &Rule, about: &About, lock: Option<&Lock>, text: Option<&str>) -> Option<Provenance> {
    let source = about.source.clone().unwrap_or_default();
    let locked = lock.and_then(|lock| lock.files.get(&rule.path));
    // A rule that the lock does not have was not fetched with the others.
    let of_lock = lock.filter(|_| locked.is_some());
    if about.source.is_none() && of_lock.is_none() || lock.is_some() && locked.is_none() {
        return None;
    }
    let said = |of_pack: Option<String>, of_lock: Option<&String>| of_lock.cloned().or(of_pack);
    let repository = said(source.repository, of_lock.and_then(|l| l.repository.as_ref()));
    let folder = said(source.path, of_lock.and_then(|l| l.path.as_ref())).unwrap_or_default();
    let path = match folder.trim_matches('/') {
        "" => rule.path.clone(),
        folder => format!("{folder}/{}", rule.path),
    };
    let commit = said(source.commit, of_lock.and_then(|l| l.commit.as_ref()));
    let retrieved = said(source.retrieved.map(|m| m.text), of_lock.and_then(|l| l.retrieved.as_ref()));
    Some(Provenance {
        original: repository.as_deref().and_then(|r| original(r, commit.as_deref(), &path)),
        repository,
        path: Some(path),
        commit,
        retrieved,
        licence: said(about.licence.clone(), of_lock.and_then(|l| l.licence.as_ref())),
        is_gone: locked.and_then(|l| l.history.first()).is_some_and(|past| past.what == "removed"),
        unchanged: locked.zip(text).map(|(locked, text)| locked.is(text)),
        history: locked.map(|l| l.history.iter().map(|p| p.words()).collect()).unwrap_or_default(),
        difference: Vec::new(),
    })
}

/// The address of a file in a repository whose host shows files in a way that is known: GitHub's and GitLab's.
pub fn original(repository: &str, commit: Option<&str>, path: &str) -> Option<String> {
    let repository = public_address(repository)?;
    let host = repository.strip_prefix("https://")?.split('/').next()?;
    let at = commit.unwrap_or("HEAD");
    let path: Vec<String> = path.split('/').map(encoded).collect();
    let path = path.join("/");
    match host {
        "github.com" => Some(format!("{repository}/blob/{at}/{path}")),
        "gitlab.com" => Some(format!("{repository}/-/blob/{at}/{path}")),
        _ => None,
    }
}

/// A part of a path as an address holds it.
fn encoded(part: &str) -> String {
    let mut out = String::new();
    for b in part.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(b as char);
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn originals_are_files_at_a_commit() {
        let at = |path: &str| original("https://github.com/a/b.git", Some("c1"), path);
        assert_eq!(
            at("Hunting Queries/x#1?.yaml").as_deref(),
            Some("https://github.com/a/b/blob/c1/Hunting%20Queries/x%231%3F.yaml")
        );
        assert_eq!(original("https://example.com/a/b", None, "x"), None);
        assert_eq!(original("javascript://github.com/x", None, "x"), None);
    }
}
