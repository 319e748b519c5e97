//! Whether data have what a rule needs: every table that it reads, and every column that its query names, there and filled.
//!
//! It is judged here for all: `lurcher hunt --availability`, the record of a hunt, `lurcher coverage` and the feed.

use super::Data;
use std::collections::{BTreeMap, BTreeSet};

/// Each table that a rule reads, with the columns that its query names.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Availability {
    Full,
    /// Some table or column is missing or empty.
    Degraded(Vec<String>),
    /// No table that it reads has data.
    CannotRun(Vec<String>),
    /// It does not bind.
    Broken(String),
}

/// What some data hold.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    tables: BTreeMap<String, u64>,
    /// Rows in which a column is not empty, by table and column; a column that no file has is not in it.
    filled: BTreeMap<(String, String), u64>,
}

impl Inventory {
    pub fn add_table(&mut self, table: &str, rows: u64) {
        self.tables.insert(table.to_owned(), rows);
    }

    /// A column that the table's files have.
    pub fn add_column(&mut self, table: &str, column: &str, rows_filled: u64) {
        self.filled.insert((table.to_owned(), column.to_owned()), rows_filled);
    }

    /// Rows of a table; none where nobody has data of it.
    pub fn rows(&self, table: &str) -> Option<u64> {
        self.tables.get(table).copied()
    }

    /// Rows that fill a column; none where no file has it.
    pub fn rows_filled(&self, table: &str, column: &str) -> Option<u64> {
        self.filled.get(&(table.to_owned(), column.to_owned())).copied()
    }

    pub fn judge(&self, needs: &Needs) -> Availability {
        let has_data = |table: &String| self.rows(table).is_some_and(|rows| rows > 0);
        let mut reasons = Vec::new();
        for (table, columns) in needs {
            if !has_data(table) {
                reasons.push(no_data(table));
                continue;
            }
            let lacking = columns.iter().filter(|c| self.rows_filled(table, c).is_none());
            reasons.extend(no_column(table, lacking));
            let empty: Vec<&str> =
                columns.iter().filter(|c| self.rows_filled(table, c) == Some(0)).map(String::as_str).collect();
            if !empty.is_empty() {
                reasons.push(format!("no row of {table} fills {}", empty.join(", ")));
            }
        }
        match reasons.is_empty() {
            true => Availability::Full,
            false if needs.keys().any(has_data) => Availability::Degraded(reasons),
            false => Availability::CannotRun(reasons),
        }
    }
}

pub fn no_data(table: &str) -> String {
    format!("needs {table}: no data")
}

/// What is to be said of columns that the data of a table do not have, if there are any.
pub fn no_column<'a>(table: &str, lacking: impl Iterator<Item = &'a String>) -> Option<String> {
    let lacking: Vec<&str> = lacking.map(String::as_str).collect();
    (!lacking.is_empty()).then(|| format!("the data of {table} have no column {}", lacking.join(", ")))
}

impl Availability {
    pub const fn name(&self) -> &'static str {
        match self {
            Availability::Full => "full",
            Availability::Degraded(_) => "degraded",
            Availability::CannotRun(_) => "cannot run",
            Availability::Broken(_) => "broken",
        }
    }

    pub fn reasons(&self) -> Vec<String> {
        match self {
            Availability::Full => Vec::new(),
            Availability::Degraded(reasons) | Availability::CannotRun(reasons) => reasons.clone(),
            Availability::Broken(why) => vec![why.clone()],
        }
    }

    /// What was written by its name; none for a name that is none of these.
    pub fn named(name: &str, reasons: Vec<String>) -> Option<Availability> {
        match name {
            "full" => Some(Availability::Full),
            "degraded" => Some(Availability::Degraded(reasons)),
            "cannot run" => Some(Availability::CannotRun(reasons)),
            "broken" => Some(Availability::Broken(reasons.join("; "))),
            _ => None,
        }
    }

    /// What it says of a rule's data. Of a query that does not bind, no data serve anything.
    pub const fn data(&self) -> Data {
        match self {
            Availability::Full => Data::Full,
            Availability::Degraded(_) => Data::Degraded,
            Availability::CannotRun(_) | Availability::Broken(_) => Data::Missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(all: &[(&str, &[&str])]) -> Needs {
        all.iter().map(|(t, cs)| ((*t).to_owned(), cs.iter().map(|c| (*c).to_owned()).collect())).collect()
    }

    #[test]
    fn present_and_filled_is_full_and_nothing_less() {
        let mut data = Inventory::default();
        data.add_table("T", 3);
        data.add_table("Empty", 0);
        data.add_column("T", "a", 1);
        data.add_column("T", "b", 0);
        assert_eq!(data.judge(&needs(&[("T", &["a"])])), Availability::Full);
        assert_eq!(data.judge(&needs(&[])), Availability::Full);
        let said = |all: &[(&str, &[&str])]| {
            let found = data.judge(&needs(all));
            format!("{}: {}", found.name(), found.reasons().join("; "))
        };
        assert_eq!(said(&[("T", &["a", "b", "c"])]), "degraded: the data of T have no column c; no row of T fills b");
        assert_eq!(said(&[("T", &["a"]), ("U", &["x"])]), "degraded: needs U: no data");
        assert_eq!(said(&[("Empty", &[]), ("U", &[])]), "cannot run: needs Empty: no data; needs U: no data");
    }

    #[test]
    fn what_is_written_is_read() {
        let why = || vec!["needs T: no data".to_owned()];
        let all = [
            Availability::Full,
            Availability::Degraded(why()),
            Availability::CannotRun(why()),
            Availability::Broken("LUR101".to_owned()),
        ];
        for one in all {
            assert_eq!(Availability::named(one.name(), one.reasons()), Some(one));
        }
        assert_eq!(Availability::named("fine", Vec::new()), None);
    }
}
