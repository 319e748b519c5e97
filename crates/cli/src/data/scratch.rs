//! A temporary folder for rows that were read from mail and exports. It holds people's mail: it must not outlive us.

use crate::failure::Failure;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use tempfile::TempDir;

#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
}

/// What to delete when the user interrupts.
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static HANDLER: Once = Once::new();

impl Scratch {
    pub fn new() -> Result<Scratch, Failure> {
        let made = tempfile::Builder::new().prefix("lurcher-").tempdir();
        let folder = made.map_err(|e| Failure::plain(format!("no temporary folder can be made: {e}")))?;
        FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).push(folder.path().to_owned());
        HANDLER.call_once(delete_when_interrupted);
        Ok(Scratch { folder })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Without this, an interrupt would leave the folder behind.
#[cfg(unix)]
fn delete_when_interrupted() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        for folder in FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            std::fs::remove_dir_all(folder).ok();
        }
        // As a shell reports it.
        std::process::exit(128 + signal);
    });
}

#[cfg(not(unix))]
fn delete_when_interrupted() {}
