//! The rule files of a folder. Symbolic links are never followed, so nothing outside the pack is read.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::limits::{MAX_PACK_BYTES, MAX_PACK_DEPTH, MAX_PACK_FILES, MAX_RULE_FILE_BYTES};
use crate::{Problem, ProblemCode};

/// How the name of an overlay ends.
pub const OVERLAY_ENDING: &str = ".lurcher.yaml";

/// Whether a file says something of rules, and holds none itself: an overlay, or the file of a pack.
pub fn is_overlay(path: &str) -> bool {
    path.ends_with(OVERLAY_ENDING)
}

/// A rule file's text, its path relative to the pack with `/`.
pub struct RuleFile {
    pub path: String,
    pub text: String,
}

/// Reads every rule file below `root`, or `root` itself where it is a file, in the order of their paths.
pub fn read_all(root: &Path) -> (Vec<RuleFile>, Vec<Problem>) {
    let mut found = Found::default();
    match fs::metadata(root) {
        Ok(meta) if meta.is_file() => {
            let name = root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            // What its owners say of it stands beside.
            let overlay = name.rsplit_once('.').map(|(stem, _)| format!("{stem}{OVERLAY_ENDING}"));
            found.read(root, name);
            if let Some((path, name)) = overlay.map(|name| (root.with_file_name(&name), name))
                && fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file())
            {
                found.read(&path, name);
            }
        }
        Ok(_) => found.walk(root, "", 0),
        Err(e) => found.problem("", ProblemCode::File, format!("{}: {e}", root.display())),
    }
    (found.files, found.problems)
}

#[derive(Default)]
struct Found {
    files: Vec<RuleFile>,
    problems: Vec<Problem>,
    bytes: u64,
    full: bool,
}

impl Found {
    fn walk(&mut self, folder: &Path, path: &str, depth: usize) {
        if depth > MAX_PACK_DEPTH {
            let message = format!("folders nest deeper than {MAX_PACK_DEPTH} (limit MAX_PACK_DEPTH)");
            return self.problem(path, ProblemCode::Limit, message);
        }
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return self.problem(path, ProblemCode::File, format!("cannot be listed: {e}")),
        };
        let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(|e| e.file_name());
        for entry in entries {
            if self.full {
                return;
            }
            let Some(name) = entry.file_name().to_str().map(str::to_string) else {
                self.problem(path, ProblemCode::File, format!("{:?}: the name is not UTF-8", entry.file_name()));
                continue;
            };
            let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() && (is_rule(&name) || entry.path().is_dir()) => {
                    self.problem(&inner, ProblemCode::File, "symbolic links are not followed".to_string());
                }
                Ok(kind) if kind.is_dir() && !name.starts_with('.') => self.walk(&entry.path(), &inner, depth + 1),
                Ok(kind) if kind.is_file() && is_rule(&name) => self.read(&entry.path(), inner),
                Ok(_) => {}
                Err(e) => self.problem(&inner, ProblemCode::File, e.to_string()),
            }
        }
    }

    fn read(&mut self, file: &Path, path: String) {
        if self.files.len() >= MAX_PACK_FILES {
            self.full = true;
            let message = format!("more than {MAX_PACK_FILES} rule files (limit MAX_PACK_FILES); the rest is not read");
            return self.problem(&path, ProblemCode::Limit, message);
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(file).and_then(|f| f.take(MAX_RULE_FILE_BYTES + 1).read_to_end(&mut bytes));
        if let Err(e) = read {
            return self.problem(&path, ProblemCode::File, format!("cannot be read: {e}"));
        }
        if bytes.len() as u64 > MAX_RULE_FILE_BYTES {
            let message = format!("larger than {MAX_RULE_FILE_BYTES} bytes (limit MAX_RULE_FILE_BYTES)");
            return self.problem(&path, ProblemCode::Limit, message);
        }
        self.bytes += bytes.len() as u64;
        if self.bytes > MAX_PACK_BYTES {
            self.full = true;
            let message = format!("more than {MAX_PACK_BYTES} bytes (limit MAX_PACK_BYTES); the rest is not read");
            return self.problem(&path, ProblemCode::Limit, message);
        }
        match String::from_utf8(bytes) {
            Ok(text) => self.files.push(RuleFile { path, text }),
            Err(e) => {
                let at = e.utf8_error().valid_up_to();
                let hint = if is_utf16(e.as_bytes()) { "; it is UTF-16: save it as UTF-8" } else { "" };
                self.problem(&path, ProblemCode::File, format!("not UTF-8 from byte {at} on{hint}"));
            }
        }
    }

    fn problem(&mut self, path: &str, code: ProblemCode, message: String) {
        self.problems.push(Problem { path: path.to_string(), place: None, code, message });
    }
}

/// As some programs on Windows write texts.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

fn is_rule(name: &str) -> bool {
    ending(name).is_some()
}

/// How a file is read, by its name.
pub fn ending(name: &str) -> Option<Ending> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => Some(Ending::Yaml),
        "json" => Some(Ending::Json),
        "kql" => Some(Ending::Kql),
        "md" => Some(Ending::Markdown),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Yaml,
    Json,
    Kql,
    Markdown,
}
