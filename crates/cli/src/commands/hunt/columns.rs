//! Columns that a rule names and no file of the table has: they read as null, and their hunt is silent for that alone.

use crate::data::Opened;
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
