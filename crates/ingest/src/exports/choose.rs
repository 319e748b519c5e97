//! Which table an export holds.

use std::sync::Arc;

use crate::tables::{Shape, Shapes};

/// What is known about a file before its rows are read.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// `NAME=PATH`: the caller's word, which is law.
    pub explicit: Option<String>,
    /// The name of the file itself, without folders.
    pub file_name: String,
}

/// The table that the hints name, else the one that the columns fit best. `type_cell` is the value of a column `Type`.
pub fn choose(
    hints: &Hints,
    columns: &[String],
    type_cell: Option<&str>,
    shapes: &mut Shapes,
) -> Result<Arc<Shape>, String> {
    if let Some(name) = &hints.explicit {
        let shape = shapes.get(name).ok_or_else(|| format!("no table is called {name}"))?;
        if known(&shape, columns) == 0 {
            return Err(format!("none of its columns belongs to {name}"));
        }
        return Ok(shape);
    }
    if let Some(shape) = by_file_name(&hints.file_name, shapes)
        && 3 * known(&shape, columns) >= columns.len()
    {
        return Ok(shape);
    }
    if let Some(shape) = type_cell.and_then(|name| shapes.get(name))
        && 3 * known(&shape, columns) >= columns.len()
    {
        return Ok(shape);
    }
    by_columns(columns, shapes)
}

/// `EmailEvents (2).csv`, `EmailEvents-2024-01.json`: the longest table name that the file name begins with.
fn by_file_name(file_name: &str, shapes: &mut Shapes) -> Option<Arc<Shape>> {
    let lower = file_name.to_lowercase();
    let begins = |name: &str| {
        lower.strip_prefix(&name.to_lowercase()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let names = shapes.schemas().names();
    let name = names.into_iter().filter(|n| begins(n)).max_by_key(|n| n.len())?.to_owned();
    shapes.get(&name)
}

fn by_columns(columns: &[String], shapes: &mut Shapes) -> Result<Arc<Shape>, String> {
    let names: Vec<String> = shapes.schemas().names().into_iter().map(str::to_owned).collect();
    let mut best: Vec<Arc<Shape>> = Vec::new();
    let mut most = 0;
    for shape in names.iter().filter_map(|name| shapes.get(name)) {
        let found = known(&shape, columns);
        if found > most {
            most = found;
            best.clear();
        }
        if found == most && found > 0 {
            best.push(shape);
        }
    }
    if most < 2 || 2 * most < columns.len() {
        return Err("its columns fit no known table; name the table with NAME=PATH".to_owned());
    }
    match best.as_slice() {
        [one] => Ok(one.clone()),
        several => {
            let names: Vec<&str> = several.iter().take(4).map(|s| s.name()).collect();
            Err(format!("its columns fit several tables ({}, …); name the table with NAME=PATH", names.join(", ")))
        }
    }
}

fn known(shape: &Shape, columns: &[String]) -> usize {
    columns.iter().filter(|c| shape.table.column(c).is_some()).count()
}
