//! The site's folder, and files of bounded size.

use crate::failure::Failure;
use lurcher_feed::SiteFile;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Lists what a build has written, so that the next one can take away what is no longer there.
const LIST: &str = ".lurcher-feed";
const MAX_LIST_BYTES: u64 = 16 << 20;
/// What stands beside the pages of rules.
const FILES: [&str; 6] =
    ["index.html", "coverage.html", "coverage.json", "attack-layer.json", "feed.json", "rules.json"];

pub struct Site {
    folder: PathBuf,
    /// What an earlier build has written.
    earlier: BTreeSet<String>,
}

impl Site {
    /// The folder, if it is empty or holds an earlier site.
    pub fn open(folder: &Path) -> Result<Site, Failure> {
        let named = |e: std::io::Error| Failure::plain(format!("{}: {e}", folder.display()));
        fs::create_dir_all(folder).map_err(named)?;
        let list = folder.join(LIST);
        let earlier = match list.is_file() {
            true => read_text(&list, MAX_LIST_BYTES)?.lines().filter(|l| is_ours(l)).map(str::to_owned).collect(),
            false if fs::read_dir(folder).map_err(named)?.next().is_some() => {
                let message = format!("{}: holds files, and no site of an earlier build", folder.display());
                return Err(Failure::plain(format!("{message}; name an empty folder")));
            }
            false => BTreeSet::new(),
        };
        Ok(Site { folder: folder.to_owned(), earlier })
    }

    pub fn write(&mut self, files: &[SiteFile]) -> Result<(), Failure> {
        let now: BTreeSet<&str> = files.iter().map(|f| f.path.as_str()).collect();
        // Written first: whatever happens, the next build knows what may be taken away.
        let all: BTreeSet<&str> = now.iter().copied().chain(self.earlier.iter().map(String::as_str)).collect();
        self.write_list(&all)?;
        fs::create_dir_all(self.folder.join("rules")).map_err(|e| self.named("rules", e))?;
        for file in files {
            fs::write(self.folder.join(&file.path), &file.content).map_err(|e| self.named(&file.path, e))?;
        }
        for gone in self.earlier.iter().filter(|path| !now.contains(path.as_str())) {
            match fs::remove_file(self.folder.join(gone)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(self.named(gone, e)),
                _ => {}
            }
        }
        self.write_list(&now)
    }

    fn write_list(&self, paths: &BTreeSet<&str>) -> Result<(), Failure> {
        let text: String = paths.iter().map(|p| format!("{p}\n")).collect();
        fs::write(self.folder.join(LIST), text).map_err(|e| self.named(LIST, e))
    }

    fn named(&self, path: &str, e: std::io::Error) -> Failure {
        Failure::plain(format!("{}: {e}", self.folder.join(path).display()))
    }
}

/// Whether it is the name of a file that a build writes: nothing else is ever deleted.
fn is_ours(path: &str) -> bool {
    let page = path.strip_prefix("rules/").and_then(|p| p.strip_suffix(".html"));
    let is_page = page.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    is_page || FILES.contains(&path)
}

/// The place of a file below a folder, if no symbolic link on the way leads elsewhere.
pub fn inside(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let mut place = folder.to_owned();
    for part in path.split('/') {
        place.push(part);
        if fs::symlink_metadata(&place).is_ok_and(|m| m.is_symlink()) {
            return Err(Failure::plain(format!("{}: is a symbolic link, and none is followed", place.display())));
        }
    }
    Ok(place)
}

/// A whole text file that is not longer than this.
pub fn read_text(path: &Path, most: u64) -> Result<String, Failure> {
    let named = |why: String| Failure::plain(format!("{}: {why}", path.display()));
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|e| named(e.to_string()))?;
    file.take(most + 1).read_to_string(&mut text).map_err(|e| named(e.to_string()))?;
    if text.len() as u64 > most {
        return Err(named(format!("longer than {most} bytes")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_else_is_deleted() {
        assert!(is_ours("rules/a-1.html") && is_ours("feed.json"));
        for other in ["", "rules/../x.html", "/etc/passwd", "rules/a/b.html", "rules/.html", "notes.html"] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let page = |path: &str| SiteFile { path: path.to_owned(), content: "x".to_owned() };
        Site::open(folder.path()).unwrap().write(&[page("index.html"), page("rules/a.html")]).unwrap();
        fs::write(folder.path().join("CNAME"), "rules.example").unwrap();
        Site::open(folder.path()).unwrap().write(&[page("index.html")]).unwrap();
        assert!(!folder.path().join("rules/a.html").exists() && folder.path().join("CNAME").exists());
        fs::remove_file(folder.path().join(LIST)).unwrap();
        assert!(Site::open(folder.path()).is_err());
    }
}
