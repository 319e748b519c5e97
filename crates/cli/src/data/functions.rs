//! `--functions DIR`: the texts of stored functions.

use crate::failure::Failure;
use lurcher_engine::StoredFunctions;
use std::fs;
use std::path::{Path, PathBuf};

/// The largest file.
const MAX_FUNCTION_FILE_BYTES: u64 = 4 << 20;

/// The most files in such a folder.
const MAX_FILES: usize = 10_000;

pub fn read(folder: &Path) -> Result<StoredFunctions, Failure> {
    let failed = |e: String| Failure::plain(format!("--functions {}: {e}", folder.display()));
    let mut functions = StoredFunctions::default();
    for file in files_in(folder, "kql").map_err(failed)? {
        let failed = |e: String| Failure::plain(format!("--functions: {}: {e}", file.display()));
        let size = fs::metadata(&file).map_err(|e| failed(e.to_string()))?.len();
        if size > MAX_FUNCTION_FILE_BYTES {
            return Err(failed(format!("it is longer than {MAX_FUNCTION_FILE_BYTES} bytes")));
        }
        let text = fs::read_to_string(&file).map_err(|e| failed(e.to_string()))?;
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        functions.add(&name, &text).map_err(failed)?;
    }
    Ok(functions)
}

/// The files directly in a folder that have this extension, in order.
pub fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension)) {
            files.push(path);
        }
        if files.len() > MAX_FILES {
            return Err(format!("there are more than {MAX_FILES} files"));
        }
    }
    if files.is_empty() {
        return Err(format!("there is no .{extension} file in it"));
    }
    files.sort();
    Ok(files)
}
