//! `--watch`: the same again whenever a file of the packs changes.

use crate::failure::Failure;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);
/// Files that are looked at.
const MAX_WATCHED_FILES: usize = 100_000;
/// Folders inside folders.
const MAX_WATCHED_DEPTH: usize = 16;

/// Ends only with the process, or where nobody reads what is written.
pub fn forever(packs: &[PathBuf], work: impl Fn() -> Result<(), Failure>) -> Result<ExitCode, Failure> {
    loop {
        let before = state(packs);
        if std::io::stdout().is_terminal() {
            // Clears the screen.
            print!("\x1b[2J\x1b[H");
        }
        match work() {
            Err(Failure::NobodyReads) => return Err(Failure::NobodyReads),
            // A pack in the middle of an edit may be broken for a while.
            Err(failure) => eprintln!("{failure}"),
            Ok(()) => {}
        }
        eprintln!("watching {} for changes; Ctrl-C ends", names(packs));
        std::io::stdout().flush()?;
        while state(packs) == before {
            thread::sleep(PAUSE);
        }
    }
}

fn names(packs: &[PathBuf]) -> String {
    packs.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Every file with its size and the moment of its last change.
fn state(packs: &[PathBuf]) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let mut files = Vec::new();
    for pack in packs {
        // A single rule has its overlay and its fixtures beside it.
        let folder = if pack.is_file() { pack.parent().unwrap_or(pack) } else { pack };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        look(folder, 0, &mut files);
    }
    files.sort();
    files
}

fn look(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, u64, Option<SystemTime>)>) {
    if depth > MAX_WATCHED_DEPTH {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.metadata() {
            _ if hidden || files.len() >= MAX_WATCHED_FILES => {}
            Ok(meta) if meta.is_dir() => look(&entry.path(), depth + 1, files),
            Ok(meta) => files.push((entry.path(), meta.len(), meta.modified().ok())),
            Err(_) => {}
        }
    }
}
