//! What a table looks like: its name and its typed columns.

use crate::Type;

/// Which product has a column: Defender XDR, Microsoft Sentinel (Log Analytics), or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Xdr,
    Sentinel,
    Both,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub name: String,
    pub kql_type: Type,
    pub side: Side,
    /// One line in our words; empty where none is written yet.
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// One line in our words; empty where none is written yet.
    pub description: String,
}

impl Table {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }
}
