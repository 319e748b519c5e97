//! Whether a predicate is true of nearly anything: without rows at hand it is tried on some that are made up.

use super::known::{Columns, bracketed};
use super::{Grounds, Known};
use lurcher_rules::{AppliesTo, Exclusion};
use lurcher_types::Type;

/// A row whose columns have all this sort of value.
#[derive(Debug, Clone, Copy)]
enum Row {
    /// Nothing at all: `Sender != 'x'` is true of it.
    Blank,
    /// These two have nothing in common: `isnotempty(Sender)` is true of both, `Mails < 5` of one.
    Low,
    High,
}

/// Says if the predicate is true of a row in which nothing stands, or of two that have nothing in common.
pub fn wrong(exclusion: &Exclusion, known: &Known, grounds: &dyn Grounds) -> Option<String> {
    let columns = match &exclusion.applies_to {
        AppliesTo::Result => Some(&known.result),
        AppliesTo::Table(table) => known.tables.get(table),
    };
    let hides = |row| grounds.has_rows(&format!("{} | where {}", printed(columns?, row), exclusion.predicate.text));
    let (Some(blank), Some(low), Some(high)) = (hides(Row::Blank), hides(Row::Low), hides(Row::High)) else {
        return Some("its predicate cannot be computed".to_owned());
    };
    match (blank, low && high) {
        (true, _) => Some("it would hide a row in which nothing stands: it is far too wide".to_owned()),
        (_, true) => Some("it would hide rows that have nothing in common: it is far too wide".to_owned()),
        (false, false) => None,
    }
}

fn printed(columns: &Columns, row: Row) -> String {
    let mut values: Vec<String> = Vec::new();
    for (at, (name, kql_type)) in columns.iter().enumerate() {
        // Several answers may have columns of one name.
        if columns.iter().take(at).all(|(earlier, _)| earlier != name) {
            values.push(format!("{} = {}", bracketed(name), value(*kql_type, row)));
        }
    }
    format!("print {}", values.join(", "))
}

/// The texts of both are like addresses, so that what every address has tells them not apart.
fn value(kql_type: Type, row: Row) -> String {
    let (low, high) = match kql_type {
        Type::String => ("'a1@b2.c3'", "'zz 9@yy.xx'"),
        Type::Bool => ("false", "true"),
        Type::Int => ("int(0)", "int(2147483647)"),
        Type::Long => ("long(0)", "long(9007199254740991)"),
        Type::Real => ("real(0)", "real(1e300)"),
        Type::Decimal => ("decimal(0)", "decimal(9007199254740991)"),
        Type::Datetime => ("datetime(1700-01-01)", "datetime(9000-01-01)"),
        Type::Timespan => ("timespan(0s)", "timespan(9999.00:00:00)"),
        Type::Guid => ("guid(00000000-0000-0000-0000-000000000001)", "guid(ffffffff-ffff-ffff-ffff-ffffffffffff)"),
        Type::Dynamic => ("dynamic({})", "dynamic(['zz 9@yy.xx'])"),
    };
    match (row, kql_type) {
        (Row::Low, _) => low.to_owned(),
        (Row::High, _) => high.to_owned(),
        (Row::Blank, Type::String) => "''".to_owned(),
        (Row::Blank, other) => format!("{}(null)", other.name()),
    }
}
