//! `bag_unpack`: a column per key of a bag, and the look at the data that finds those keys.

use super::{PLUGIN, Plugin, Rows, argument, columns};
use crate::KernelError;
use lurcher_columnar::{Builder, Column};
use lurcher_types::describe::Description;
use lurcher_types::dynamic::{self, Kind};
use lurcher_types::{Type, Value};
use std::collections::{BTreeMap, HashMap};

pub const BAG_UNPACK: Plugin = Plugin {
    description: &Description {
        name: "bag_unpack",
        signatures: &["(Column: column dynamic, [OutputColumnPrefix: const string], [columnsConflict: const string], \
             [ignoredProperties: const dynamic]) -> own"],
        summary: "A column for each key of the bags in a column.",
        page: "bag-unpack-plugin",
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    // Argument: the bag. Constants: the key of each new column.
    start: |setup| {
        let mut slots: HashMap<String, Vec<usize>> = HashMap::new();
        for slot in 0..setup.outputs.len() {
            slots.entry(setup.text(slot)?.to_owned()).or_default().push(slot);
        }
        let outputs = setup.outputs.clone();
        Ok(Box::new(move |args, rows| Ok(unpacked(argument(args, 0)?, rows, &slots, &outputs))))
    },
};

fn unpacked(bags: &Column, rows: usize, slots: &HashMap<String, Vec<usize>>, outputs: &[Type]) -> Rows {
    let mut builders: Vec<Builder> = outputs.iter().map(|t| Builder::new(*t, rows)).collect();
    for row in 0..rows {
        let mut found: Vec<Option<&str>> = vec![None; outputs.len()];
        for (key, value) in members(bags, row) {
            for slot in slots.get(dynamic::string_content(key).as_ref()).into_iter().flatten() {
                if let Some(place) = found.get_mut(*slot) {
                    *place = Some(value);
                }
            }
        }
        for ((builder, value), t) in builders.iter_mut().zip(found).zip(outputs) {
            match value.map(|v| (v, dynamic::kind(v))) {
                None | Some((_, Kind::Null)) => builder.push_missing(),
                Some((v, _)) => match dynamic::to_value(v, *t) {
                    value if value.is_null() => builder.push_missing(),
                    value => builder.push(&value),
                },
            }
        }
    }
    Rows { rows, take: None, columns: builders.into_iter().map(Builder::finish).collect() }
}

/// The most columns that `bag_unpack` makes.
pub const MAX_BAG_COLUMNS: usize = 10_000;

/// The keys of all bags and the type of each, in order of their names.
pub const BAG_SCHEMA: Plugin = Plugin {
    description: &Description {
        name: "__bag_schema",
        signatures: &["(Column: column dynamic) -> own"],
        summary: "The keys of all bags of a column, each with its type.",
        page: "bag-unpack-plugin",
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: |_| Ok(Box::new(|args, rows| schema(argument(args, 0)?, rows))),
};

fn schema(bags: &Column, rows: usize) -> Result<Rows, KernelError> {
    // A key that has only nulls has no type yet.
    let mut keys: BTreeMap<String, Option<Type>> = BTreeMap::new();
    for row in 0..rows {
        for (key, value) in members(bags, row) {
            let key = dynamic::string_content(key);
            let known = match keys.get_mut(key.as_ref()) {
                Some(known) => known,
                None => keys.entry(key.into_owned()).or_default(),
            };
            let Some(found) = column_type(dynamic::kind(value)) else { continue };
            *known = Some(if known.is_none_or(|t| t == found) { found } else { Type::Dynamic });
        }
        if keys.len() > MAX_BAG_COLUMNS {
            return Err(KernelError::new(format!("the bags have more than {MAX_BAG_COLUMNS} different keys")));
        }
    }
    let found = keys.into_iter().map(|(key, t)| {
        let t = t.unwrap_or(Type::Dynamic);
        vec![Value::String(key), Value::String(t.name().to_owned())]
    });
    Ok(columns(&[Type::String, Type::String], &found.collect::<Vec<_>>()))
}

/// The type of a column that holds values of this kind; a null has none.
fn column_type(kind: Kind) -> Option<Type> {
    Some(match kind {
        Kind::Null => return None,
        Kind::Bool => Type::Bool,
        Kind::Long => Type::Long,
        Kind::Real => Type::Real,
        Kind::String => Type::String,
        Kind::Datetime => Type::Datetime,
        Kind::Timespan => Type::Timespan,
        Kind::Guid => Type::Guid,
        Kind::Array | Kind::Bag => Type::Dynamic,
    })
}

/// The keys and values of a bag, encoded; nothing else has any.
fn members(bags: &Column, row: usize) -> impl Iterator<Item = (&str, &str)> {
    let bag = bags.dynamics().get(row).filter(|text| dynamic::kind(text) == Kind::Bag);
    bag.into_iter().flat_map(dynamic::members)
}
