//! `PATH`, `PATTERN*.eml` and `NAME=PATH`.

use std::path::{Path, PathBuf};

use lurcher_schema::Schemas;

use crate::IngestError;

/// A file or folder, and the table that the caller says it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub path: PathBuf,
    pub table: Option<String>,
}

/// The inputs that the caller's arguments stand for. A typing error stops the run before it begins.
pub fn resolve(arguments: &[PathBuf], schemas: &Schemas) -> Result<Vec<Input>, IngestError> {
    let mut inputs = Vec::new();
    for argument in arguments {
        let (table, path) = named(argument);
        if let Some(name) = &table
            && schemas.table(name).is_none()
        {
            let nearest = schemas.nearest(name).into_iter().map(str::to_owned).collect();
            return Err(IngestError::UnknownTable { name: name.clone(), nearest });
        }
        if path.exists() {
            inputs.push(Input { path, table });
            continue;
        }
        let found = matches(&path);
        if found.is_empty() {
            return Err(IngestError::NothingThere(path));
        }
        inputs.extend(found.into_iter().map(|path| Input { path, table: table.clone() }));
    }
    Ok(inputs)
}

/// A name goes before `=` only if no file has that very name.
fn named(argument: &Path) -> (Option<String>, PathBuf) {
    let whole = || (None, argument.to_owned());
    if argument.exists() {
        return whole();
    }
    let Some((name, path)) = argument.to_str().and_then(|a| a.split_once('=')) else { return whole() };
    let identifier = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if identifier { (Some(name.to_owned()), PathBuf::from(path)) } else { whole() }
}

fn matches(pattern: &Path) -> Vec<PathBuf> {
    let Some(pattern) = pattern.to_str().filter(|p| p.contains(['*', '?', '['])) else { return Vec::new() };
    // `glob` gives them in the order of names.
    glob::glob(pattern).map(|paths| paths.flatten().collect()).unwrap_or_default()
}
