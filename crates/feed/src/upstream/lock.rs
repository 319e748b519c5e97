//! `lurcher.lock`: each file that was fetched, as it was then. It is written by `lurcher feed sync` alone.

use crate::names;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Its name in a pack. The ending keeps it from being read as a rule.
pub const LOCK_FILE: &str = "lurcher.lock";

const FORMAT: &str = "lurcher-lock/1";
/// What is remembered of one file.
const MAX_PAST: usize = 50;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    pub repository: Option<String>,
    /// The folder in it.
    pub path: Option<String>,
    pub commit: Option<String>,
    pub retrieved: Option<String>,
    /// The first line of the licence's file, and its name.
    pub licence: Option<String>,
    /// By their paths in the pack.
    pub files: BTreeMap<String, Locked>,
}

/// A file as it was fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locked {
    pub sha256: String,
    /// The newest first.
    pub history: Vec<Past>,
}

/// What happened to a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    pub retrieved: String,
    /// `added`, `changed`, `moved from PATH`, `removed`.
    pub what: String,
    pub commit: Option<String>,
    /// What it meant for the data at hand: `0 → 2`.
    pub hits: Option<String>,
}

impl Lock {
    pub fn read(text: &str) -> Result<Lock, String> {
        let value: Value = serde_json::from_str(text).map_err(|e| format!("not JSON: {e}"))?;
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(format!("its `format` is not {FORMAT}"));
        }
        let said = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let files = value.get("files").and_then(Value::as_object).ok_or("it has no `files`")?;
        let mut lock = Lock {
            repository: said("repository"),
            path: said("path"),
            commit: said("commit"),
            retrieved: said("retrieved"),
            licence: said("licence"),
            files: BTreeMap::new(),
        };
        for (path, file) in files {
            if !super::is_inside(path) {
                return Err(format!("the path {path:?} leads out of the pack"));
            }
            lock.files.insert(path.clone(), locked(file).ok_or_else(|| format!("{path}: `sha256` is missing"))?);
        }
        Ok(lock)
    }

    pub fn write(&self) -> String {
        let files: Map<String, Value> = self.files.iter().map(|(path, file)| (path.clone(), written(file))).collect();
        let whole = json!({
            "format": FORMAT, "repository": self.repository, "path": self.path, "commit": self.commit,
            "retrieved": self.retrieved, "licence": self.licence, "files": files,
        });
        let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Locked {
    /// Whether this is the text that was fetched.
    pub fn is(&self, text: &str) -> bool {
        self.sha256 == names::hash(text, 64)
    }

    pub fn remember(&mut self, past: Past) {
        self.history.insert(0, past);
        self.history.truncate(MAX_PAST);
    }
}

impl Past {
    pub fn words(&self) -> String {
        let commit = self.commit.as_ref().map(|c| format!(" ({})", c.chars().take(12).collect::<String>()));
        let hits = self.hits.as_ref().map(|hits| format!("; hits on the data at hand: {hits}"));
        format!("{}: {}{}{}", self.retrieved, self.what, commit.unwrap_or_default(), hits.unwrap_or_default())
    }
}

fn locked(value: &Value) -> Option<Locked> {
    let past = |p: &Value| {
        let said = |key: &str| p.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Past { retrieved: said("retrieved")?, what: said("what")?, commit: said("commit"), hits: said("hits") })
    };
    let history = value.get("history").and_then(Value::as_array).into_iter().flatten();
    Some(Locked {
        sha256: value.get("sha256")?.as_str()?.to_owned(),
        history: history.filter_map(past).take(MAX_PAST).collect(),
    })
}

fn written(file: &Locked) -> Value {
    let past = |p: &Past| json!({"retrieved": p.retrieved, "what": p.what, "commit": p.commit, "hits": p.hits});
    json!({"sha256": file.sha256, "history": file.history.iter().map(past).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut lock = Lock { commit: Some("abc".into()), ..Lock::default() };
        let mut file = Locked { sha256: names::hash("T", 64), ..Locked::default() };
        file.remember(Past {
            retrieved: "2026-01-01".into(),
            what: "added".into(),
            commit: None,
            hits: Some("0 → 2".into()),
        });
        lock.files.insert("a/b.kql".into(), file);
        assert_eq!(Lock::read(&lock.write()), Ok(lock.clone()));
        assert!(lock.files["a/b.kql"].is("T") && !lock.files["a/b.kql"].is("U"));
    }

    #[test]
    fn paths_out_of_the_pack_are_refused() {
        let text = r#"{"format": "lurcher-lock/1", "files": {"../x": {"sha256": "0"}}}"#;
        assert!(Lock::read(text).unwrap_err().contains("leads out"));
    }
}
