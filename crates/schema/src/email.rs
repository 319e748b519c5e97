//! Reading `email.txt`: the e-mail family with its descriptions.

use std::collections::{BTreeMap, HashMap};

use lurcher_types::{Column, Table, Type};

use crate::columns::side;

/// The format is explained at the head of the file. Lines that do not read are left out; a test counts what is found.
pub fn parse(text: &str) -> BTreeMap<String, Table> {
    let mut shared = HashMap::new();
    let mut tables = BTreeMap::new();
    let mut table = Table::default();
    for line in text.lines() {
        let (head, description) = line.split_once(": ").unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        match words[..] {
            ["shared", name] => {
                shared.insert(name, description);
            }
            ["table", name] => {
                keep(&mut tables, table);
                table = Table { name: name.to_string(), columns: Vec::new(), description: description.to_string() };
            }
            [name, kql_type, sides] if line.starts_with("  ") => {
                let description = if description.is_empty() { shared.get(name).copied() } else { Some(description) };
                if let (Some(kql_type), Some(side)) = (Type::from_name(kql_type), side(sides)) {
                    let description = description.unwrap_or_default().to_string();
                    table.columns.push(Column { name: name.to_string(), kql_type, side, description });
                }
            }
            _ => {}
        }
    }
    keep(&mut tables, table);
    tables
}

fn keep(tables: &mut BTreeMap<String, Table>, table: Table) {
    if !table.name.is_empty() {
        tables.insert(table.name.clone(), table);
    }
}
