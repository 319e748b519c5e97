//! Which column of a table each column of a file is.

use std::sync::Arc;

use lurcher_types::{Table, Type};

use crate::tables::Shape;

/// How the columns of a file stand to those of a table.
#[derive(Debug)]
pub struct Columns {
    pub shape: Arc<Shape>,
    /// For each column of the file: where it goes.
    pub to: Vec<Option<usize>>,
    pub unknown: Vec<String>,
}

impl Columns {
    /// Fails if a column's times cannot be placed.
    pub fn new(shape: Arc<Shape>, header: &[String]) -> Result<Columns, String> {
        let mut taken = vec![false; shape.table.columns.len()];
        let mut unknown = Vec::new();
        let mut to = Vec::with_capacity(header.len());
        for written in header {
            let (name, zone) = split_zone(written);
            let position = shape.position(name).filter(|p| taken.get(*p) == Some(&false));
            if let Some(zone) = zone
                && !zone.eq_ignore_ascii_case("UTC")
                && position.is_some_and(|p| type_at(&shape.table, p) == Some(Type::Datetime))
            {
                return Err(format!("the times of {name} are in the zone {zone:?}; export them in UTC"));
            }
            match position.and_then(|p| taken.get_mut(p)) {
                Some(slot) => *slot = true,
                None => unknown.push(name.to_owned()),
            }
            to.push(position);
        }
        Ok(Columns { shape, to, unknown })
    }
}

/// The portal writes `TimeGenerated [UTC]`.
pub fn split_zone(header: &str) -> (&str, Option<&str>) {
    let header = header.trim();
    match header.strip_suffix(']').and_then(|h| h.rsplit_once(" [")) {
        Some((name, zone)) => (name.trim_end(), Some(zone)),
        None => (header, None),
    }
}

/// The type of the column at this place.
pub fn type_at(table: &Table, position: usize) -> Option<Type> {
    table.columns.get(position).map(|c| c.kql_type)
}
