//! Files beside a rule. A pack is somebody else's: what it names stays inside it.

use crate::limits::{MAX_FIXTURE_BYTES, MAX_FIXTURE_ROWS, MAX_TEST_BYTES};
use crate::{Given, Test};
use serde_json::{Map, Value};
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// A row of a fixture and the line that it stands in.
pub type FixtureRow = (u64, Map<String, Value>);

/// The file of this name beside `beside`, a file of the pack at `root`. It is below the root, and no link leads to it.
pub fn resolve(root: &Path, beside: &str, name: &str) -> Result<PathBuf, String> {
    let inside = |path: &Path| path.components().all(|c| matches!(c, Component::Normal(_)));
    let below = Path::new(beside).parent().unwrap_or(Path::new("")).join(name);
    if name.is_empty() || name.contains(['\\', '\0']) || !inside(Path::new(name)) || !inside(&below) {
        return Err(format!("`{name}` is not the name of a file beside the rule: no `..`, and nothing absolute"));
    }
    let mut path = root.to_owned();
    for part in below.components() {
        path.push(part);
        let kind = fs::symlink_metadata(&path).map_err(|e| format!("{}: {e}", below.display()))?.file_type();
        if kind.is_symlink() {
            return Err(format!("{}: symbolic links are not followed", below.display()));
        }
    }
    let meta = fs::metadata(&path).map_err(|e| format!("{}: {e}", below.display()))?;
    if !meta.is_file() {
        return Err(format!("{}: not a file", below.display()));
    }
    if meta.len() > MAX_FIXTURE_BYTES {
        return Err(format!("{}: larger than {MAX_FIXTURE_BYTES} bytes (limit MAX_FIXTURE_BYTES)", below.display()));
    }
    Ok(path)
}

/// Whether the files of a test are not too much together: one may be named many times.
pub fn within_limits(root: &Path, test: &Test) -> Result<(), String> {
    let files = test.given.iter().filter_map(|(_, given)| match given {
        Given::File(file) => Some(file),
        Given::Rows(_) => None,
    });
    let mut bytes = 0u64;
    for file in files.chain(&test.mail) {
        let path = resolve(root, &test.path, file)?;
        bytes = bytes.saturating_add(fs::metadata(&path).map_err(|e| format!("{file}: {e}"))?.len());
        if bytes > MAX_TEST_BYTES {
            return Err(format!("its files have more than {MAX_TEST_BYTES} bytes together (limit MAX_TEST_BYTES)"));
        }
    }
    Ok(())
}

/// The rows of an NDJSON or CSV file.
pub fn rows(path: &Path) -> Result<Vec<FixtureRow>, String> {
    let text = read(path)?;
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("ndjson" | "jsonl") => ndjson(&text),
        Some("csv") => csv(&text),
        _ => Err("rows are read from .ndjson, .jsonl and .csv".to_owned()),
    }
}

fn read(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|e| e.to_string())?;
    file.take(MAX_FIXTURE_BYTES + 1).read_to_string(&mut text).map_err(|e| e.to_string())?;
    if text.len() as u64 > MAX_FIXTURE_BYTES {
        return Err(format!("larger than {MAX_FIXTURE_BYTES} bytes (limit MAX_FIXTURE_BYTES)"));
    }
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn ndjson(text: &str) -> Result<Vec<FixtureRow>, String> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).map_err(|e| format!("line {number}: not JSON: {e}"))?;
        let Value::Object(row) = row else {
            return Err(format!("line {number}: a row must be an object of columns and values"));
        };
        add(&mut rows, number, row)?;
    }
    Ok(rows)
}

fn csv(text: &str) -> Result<Vec<FixtureRow>, String> {
    let mut reader = ::csv::ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
    let names = reader.headers().map_err(|e| format!("the header: {e}"))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let line = record.position().map_or(0, ::csv::Position::line);
        let cells = names.iter().map(str::to_owned).zip(record.iter().map(|cell| Value::String(cell.to_owned())));
        add(&mut rows, line, cells.collect())?;
    }
    Ok(rows)
}

fn add(rows: &mut Vec<FixtureRow>, line: u64, row: Map<String, Value>) -> Result<(), String> {
    if rows.len() >= MAX_FIXTURE_ROWS {
        return Err(format!("line {line}: more than {MAX_FIXTURE_ROWS} rows (limit MAX_FIXTURE_ROWS)"));
    }
    rows.push((line, row));
    Ok(())
}
