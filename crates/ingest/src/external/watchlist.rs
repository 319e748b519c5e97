//! A watchlist of Sentinel as a CSV file with a header.

use super::delimited;
use super::open::each_file;
use arrow::array::RecordBatch;
use arrow::datatypes::Schema;
use lurcher_columnar::{Builder, field};
use lurcher_types::{Column, Side, Table, Type, Value, dynamic};
use std::path::Path;
use std::sync::Arc;

/// The columns that every watchlist has.
const SHARED: [(&str, Type); 4] = [
    ("_DTItemId", Type::String),
    ("LastUpdatedTimeUTC", Type::Datetime),
    ("SearchKey", Type::String),
    ("WatchlistItem", Type::Dynamic),
];

/// The table called `name` that a CSV file holds. `SearchKey` is the column of that name, else the first; `WatchlistItem` is
/// the row as a bag. `updated` is the moment at which the file was last written.
pub fn watchlist(name: &str, path: &Path, updated: Option<i64>) -> Result<(Table, RecordBatch), String> {
    let mut header: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    each_file(path, None, &mut |reader| {
        delimited::rows(reader, b',', false, &mut |fields| {
            let fields: Vec<String> = fields.map(|f| f.into_owned()).collect();
            if header.is_empty() {
                header = fields.iter().map(|f| f.trim().to_owned()).collect();
            } else {
                rows.push(fields);
            }
            Ok(())
        })
    })?;
    if let Some(twice) = header.iter().enumerate().find(|(i, name)| header[..*i].contains(name) || name.is_empty()) {
        return Err(format!("its header has no name, or one twice: `{}`", twice.1));
    }
    if header.is_empty() {
        return Err("it has no header".to_owned());
    }
    let shared = SHARED.iter().filter(|(name, _)| !header.iter().any(|h| h == name));
    let columns: Vec<(String, Type)> = shared
        .map(|(name, t)| ((*name).to_owned(), *t))
        .chain(header.iter().map(|h| (h.clone(), Type::String)))
        .collect();
    let mut builders: Vec<Builder> = columns.iter().map(|(_, t)| Builder::new(*t, rows.len())).collect();
    for (number, row) in rows.iter().enumerate() {
        let cell = |name: &str| {
            let place = header.iter().position(|h| h == name);
            place.and_then(|i| row.get(i)).map_or("", String::as_str)
        };
        for ((name, _), builder) in columns.iter().zip(&mut builders) {
            let of_file = header.iter().any(|h| h == name);
            match name.as_str() {
                "_DTItemId" if !of_file => builder.push(&Value::String((number + 1).to_string())),
                "LastUpdatedTimeUTC" if !of_file => match updated {
                    Some(ticks) => builder.push(&Value::Datetime(ticks)),
                    None => builder.push_missing(),
                },
                "SearchKey" if !of_file => {
                    builder.push(&Value::String(row.first().cloned().unwrap_or_default()));
                }
                "WatchlistItem" if !of_file => builder.push(&Value::Dynamic(item(&header, row))),
                name => builder.push(&Value::String(cell(name).to_owned())),
            }
        }
    }
    let fields: Vec<_> = columns.iter().map(|(name, t)| field(name, *t)).collect();
    let arrays = builders.into_iter().map(Builder::finish).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(|e| e.to_string())?;
    let columns = columns
        .into_iter()
        .map(|(name, kql_type)| Column { name, kql_type, side: Side::Sentinel, description: String::new() })
        .collect();
    Ok((Table { name: name.to_owned(), columns, description: "A watchlist.".to_owned() }, batch))
}

/// A row as a bag of texts.
fn item(header: &[String], row: &[String]) -> String {
    let mut bag = String::from("{");
    for (i, name) in header.iter().enumerate() {
        if i > 0 {
            bag.push(',');
        }
        dynamic::write_string(&mut bag, name);
        bag.push(':');
        dynamic::write_string(&mut bag, row.get(i).map_or("", String::as_str));
    }
    bag.push('}');
    bag
}
