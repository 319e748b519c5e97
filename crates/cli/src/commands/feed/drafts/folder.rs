//! The folder of drafts: a file for each rule, called after its id.

use crate::arguments::FeedBuild;
use crate::commands::feed::files::read_text;
use crate::failure::Failure;
use lurcher_feed::drafting::limits::MAX_DRAFT_BYTES;
use lurcher_feed::names;
use lurcher_rules::Rule;
use std::fs;
use std::path::{Path, PathBuf};

pub struct Folder(PathBuf);

impl Folder {
    /// Refuses a folder whose files would be taken for rules, or be published.
    pub fn open(folder: &Path, is_written: bool, build: &FeedBuild) -> Result<Folder, Failure> {
        let refused = |why: &str| Failure::plain(format!("--drafts {}: {why}", folder.display()));
        if is_inside(folder, &build.out) {
            return Err(refused("it lies in the site, which is published; name another folder"));
        }
        if build.packs.iter().any(|pack| pack.is_dir() && is_inside(folder, pack)) {
            return Err(refused("it lies in a pack, which would take its files for rules; name another folder"));
        }
        match folder.is_dir() {
            true => {}
            false if is_written => fs::create_dir_all(folder).map_err(|e| refused(&e.to_string()))?,
            false => return Err(refused("there is no such folder")),
        }
        Ok(Folder(folder.to_owned()))
    }

    /// The name of a rule's file.
    pub fn name(rule: &Rule) -> String {
        format!("{}.draft.yaml", names::of_id(&rule.id))
    }

    pub fn read(&self, name: &str) -> Result<Option<String>, Failure> {
        let path = self.0.join(name);
        // A link may lead anywhere.
        match fs::symlink_metadata(&path).is_ok_and(|m| m.is_file()) {
            true => read_text(&path, MAX_DRAFT_BYTES).map(Some),
            false => Ok(None),
        }
    }

    /// Whole or not at all: a build that is stopped leaves no half of a file.
    pub fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let path = self.0.join(name);
        let failed = |e: &dyn std::fmt::Display| Failure::plain(format!("{}: {e}", path.display()));
        let mut file = tempfile::NamedTempFile::new_in(&self.0).map_err(|e| failed(&e))?;
        std::io::Write::write_all(&mut file, text.as_bytes()).map_err(|e| failed(&e))?;
        file.persist(&path).map(drop).map_err(|e| failed(&e))
    }
}

/// Whether a folder, which need not be there yet, lies in another, which is.
fn is_inside(folder: &Path, other: &Path) -> bool {
    let there = folder.ancestors().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
    let there = { there }.find_map(|path| path.canonicalize().ok());
    matches!((there, other.canonicalize()), (Some(own), Ok(other)) if own.starts_with(&other))
}
