//! Columns that a rule names and no file of the table has: they read as null, and their hunt is silent for that alone.

use crate::data::Opened;
use lurcher_syntax::{TokenKind, tokens};
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::path::PathBuf;

/// The columns of each table's files, looked up when a rule first reads the table.
#[derive(Debug, Default)]
pub struct Columns {
    stored: BTreeMap<String, HashSet<String>>,
}

impl Columns {
    /// A name in the query counts as the table's column if the table has one of that name; that may ask for too much,
    /// never for too little.
    pub fn missing(&mut self, opened: &Opened, tables: &[String], kql: &str) -> Vec<String> {
        let words: BTreeSet<&str> =
            tokens(kql).iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(kql)).collect();
        let mut missing = Vec::new();
        for name in tables {
            let (Some(files), Some(table)) = (opened.files.get(name), opened.engine.schemas().table(name)) else {
                continue;
            };
            let stored = self.stored.entry(name.clone()).or_insert_with(|| stored_columns(files));
            let lacking = words.iter().filter(|w| table.column(w).is_some() && !stored.contains(**w));
            let lacking: Vec<&str> = lacking.copied().collect();
            if !lacking.is_empty() {
                missing.push(format!("the data of {name} have no column {}", lacking.join(", ")));
            }
        }
        missing
    }
}

impl Columns {
    /// Which of these columns no file of the table has; none of a table that is not in files.
    pub fn lacking(&mut self, opened: &Opened, table: &str, columns: &BTreeSet<String>) -> BTreeSet<String> {
        let Some(files) = opened.files.get(table) else { return BTreeSet::new() };
        let stored = self.stored.entry(table.to_owned()).or_insert_with(|| stored_columns(files));
        columns.iter().filter(|c| !stored.contains(*c)).cloned().collect()
    }
}

fn stored_columns(files: &[PathBuf]) -> HashSet<String> {
    // A file that cannot be read has been refused when the data were opened.
    let readers = files.iter().filter_map(|path| SerializedFileReader::new(File::open(path).ok()?).ok());
    let names = readers.flat_map(|reader| {
        let schema = reader.metadata().file_metadata().schema().clone();
        schema.get_fields().iter().map(|f| f.name().to_owned()).collect::<Vec<_>>()
    });
    let mut names: HashSet<String> = names.collect();
    // Either stands for the other.
    let times = ["Timestamp", "TimeGenerated"];
    if times.iter().any(|t| names.contains(*t)) {
        names.extend(times.map(str::to_owned));
    }
    names
}
