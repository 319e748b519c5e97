//! Finds a table's Parquet files, and keeps the footers of those already read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::CatalogError;
use crate::scan::DataFile;

/// The most files that one source may hold.
pub const MAX_FILES: usize = 100_000;

/// How deep folders may nest: deeper ones are taken for a loop of links.
pub const MAX_FOLDER_DEPTH: usize = 16;

/// Footers by path, each read once for as long as its file does not change.
#[derive(Debug, Default)]
pub struct Footers {
    known: Mutex<HashMap<PathBuf, Arc<DataFile>>>,
}

impl Footers {
    pub fn open(&self, path: &Path) -> Result<Arc<DataFile>, CatalogError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(file) = known.filter(|f| f.is_current()) {
            return Ok(file);
        }
        let file = Arc::new(DataFile::open(path)?);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_FILES {
            known.retain(|_, file| file.is_current());
        }
        known.insert(path.to_owned(), file.clone());
        Ok(file)
    }
}

/// All `.parquet` files in a folder and the folders below, by path. Hidden ones are left out.
pub fn parquet_files(folder: &Path) -> Result<Vec<PathBuf>, CatalogError> {
    let mut found = Vec::new();
    visit(folder, folder, 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn visit(top: &Path, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), CatalogError> {
    let failed = |message: String| CatalogError::Unreadable { file: folder.display().to_string(), message };
    if depth > MAX_FOLDER_DEPTH {
        return Err(failed(format!("folders nest deeper than {MAX_FOLDER_DEPTH} (MAX_FOLDER_DEPTH)")));
    }
    for entry in std::fs::read_dir(folder).map_err(|e| failed(e.to_string()))? {
        let path = entry.map_err(|e| failed(e.to_string()))?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if name.starts_with(['.', '_']) {
            continue;
        }
        if path.is_dir() {
            visit(top, &path, depth + 1, found)?;
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet")) {
            if found.len() >= MAX_FILES {
                return Err(CatalogError::TooManyFiles { folder: top.display().to_string(), limit: MAX_FILES });
            }
            found.push(path);
        }
    }
    Ok(())
}
