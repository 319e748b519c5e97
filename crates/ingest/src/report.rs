//! What a run read, and what it could not.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// Everything a reader of the results has to know about how complete they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// Files and archive members opened.
    pub files: u64,
    /// Messages read, those within other messages included.
    pub messages: u64,
    /// Rows of exports read.
    pub records: u64,
    /// Rows handed to the sink, by table.
    pub rows: BTreeMap<String, u64>,
    /// Rows left out because they were read before, by table.
    pub duplicates: BTreeMap<String, u64>,
    /// Files, messages and rows that were not read, all of them.
    pub rejected: u64,
    /// The first of them, by name.
    pub rejections: Vec<Rejection>,
    /// Values that do not fit their column and became null, by `Table.Column`.
    pub misfits: BTreeMap<String, Misfits>,
    /// Columns of exports that the table does not have, by `Table.Column`, and the rows that had them.
    pub unknown_columns: BTreeMap<String, u64>,
    /// What else may surprise.
    pub warnings: Vec<String>,
}

/// Something that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    /// The file, and within an archive the member: `mail.zip!/inbox/1.eml`.
    pub source: String,
    /// Where in it: `message 3`, `line 17`.
    pub place: Option<String>,
    pub reason: String,
    /// The copy that was kept, if one was wanted.
    pub kept: Option<String>,
}

/// How often values did not fit, with one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Misfits {
    pub count: u64,
    pub example: String,
}

/// A glance at a run that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub files: u64,
    pub messages: u64,
    pub records: u64,
    pub rejected: u64,
    /// Bytes of messages and records parsed so far.
    pub bytes: u64,
}

const MAX_WARNINGS: usize = 100;

impl Report {
    /// Adds what another part of the run found.
    pub(crate) fn absorb(&mut self, other: Report, listed: usize) {
        self.files += other.files;
        self.messages += other.messages;
        self.records += other.records;
        self.rejected += other.rejected;
        let room = listed.saturating_sub(self.rejections.len());
        self.rejections.extend(other.rejections.into_iter().take(room));
        for (name, count) in other.rows {
            *self.rows.entry(name).or_default() += count;
        }
        for (name, count) in other.duplicates {
            *self.duplicates.entry(name).or_default() += count;
        }
        for (name, misfits) in other.misfits {
            let all = self.misfits.entry(name).or_default();
            if all.count == 0 {
                all.example = misfits.example;
            }
            all.count += misfits.count;
        }
        for (name, count) in other.unknown_columns {
            *self.unknown_columns.entry(name).or_default() += count;
        }
        other.warnings.into_iter().for_each(|w| self.warn(w));
    }

    pub(crate) fn warn(&mut self, warning: String) {
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    pub(crate) fn reject(&mut self, source: &str, place: Option<String>, reason: impl Into<String>) {
        self.rejected += 1;
        self.rejections.push(Rejection { source: source.to_owned(), place, reason: reason.into(), kept: None });
    }

    pub(crate) fn misfit(&mut self, table: &str, column: &str, value: &str) {
        let misfits = self.misfits.entry(format!("{table}.{column}")).or_default();
        if misfits.count == 0 {
            misfits.example = value.chars().take(80).collect();
        }
        misfits.count += 1;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "read: {} files, {} messages, {} exported rows", self.files, self.messages, self.records)?;
        for (table, rows) in &self.rows {
            writeln!(f, "{table}: {rows} rows")?;
        }
        for (table, rows) in &self.duplicates {
            writeln!(f, "already read: {rows} rows of {table}")?;
        }
        for (column, misfits) in &self.misfits {
            let Misfits { count, example } = misfits;
            writeln!(f, "did not fit {column}, now null: {count} values such as {:?}", example)?;
        }
        for (column, rows) in &self.unknown_columns {
            writeln!(f, "no such column, left out: {column} in {rows} rows")?;
        }
        for warning in &self.warnings {
            writeln!(f, "note: {}", Plain(warning))?;
        }
        if self.rejected > 0 {
            writeln!(f, "rejected: {}", self.rejected)?;
        }
        for rejection in &self.rejections {
            writeln!(f, "  {rejection}")?;
        }
        if self.rejected > self.rejections.len() as u64 {
            writeln!(f, "  and {} more", self.rejected - self.rejections.len() as u64)?;
        }
        Ok(())
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Plain(&self.source))?;
        if let Some(place) = &self.place {
            write!(f, ", {place}")?;
        }
        write!(f, ": {}", Plain(&self.reason))?;
        if let Some(kept) = &self.kept {
            write!(f, " (kept as {})", Plain(kept))?;
        }
        Ok(())
    }
}

/// Names come from hostile files: control characters must not reach a terminal.
struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") })
    }
}
