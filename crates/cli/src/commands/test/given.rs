//! The rows that a test gives, as tables in memory.

use super::bench::Bench;
use crate::data::unknown_table;
use arrow::array::RecordBatch;
use arrow::datatypes::Schema;
use lurcher_columnar::{array_of, field};
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_ingest::external::watchlist;
use lurcher_ingest::{Ingest, MemorySink, Options};
use lurcher_rules::testing::{fixture, rows};
use lurcher_rules::{Given, Pack, Test};
use lurcher_schema::is_open;
use lurcher_types::{Column, Side, Table, Type, Value};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How the binder calls the table of a watchlist.
const WATCHLIST: &str = "_GetWatchlist(";

/// The tables of a test, or what is wrong with its rows and where.
pub fn tables(bench: &Bench, pack: &Pack, test: &Test) -> Result<Vec<TableSource>, String> {
    let mut tables: BTreeMap<String, TableSource> = BTreeMap::new();
    let own = format!("{}:{}:{}", test.path, test.place.line, test.place.column);
    fixture::within_limits(&pack.root, test).map_err(|e| format!("{own}: {e}"))?;
    for (name, given) in &test.given {
        let source = match given {
            Given::File(file) => of_file(bench, pack, test, name, file).map_err(|e| format!("{own}: {e}"))?,
            Given::Rows(given) => {
                let mut schema = schema(bench, name).map_err(|e| format!("{own}: {e}"))?;
                given.iter().for_each(|row| open_up(&mut schema, &row.values));
                let typed = given.iter().map(|row| {
                    rows::typed(&schema, &row.values, test.now.ticks).map_err(|misfit| {
                        let place = row.places.get(misfit.index).copied().unwrap_or(test.place);
                        format!("{}:{}:{}: {}", test.path, place.line, place.column, misfit.message)
                    })
                });
                let typed = typed.collect::<Result<Vec<_>, _>>()?;
                in_memory(schema, &typed)?
            }
        };
        tables.insert(name.clone(), source);
    }
    for (name, batches) in mail(bench, pack, test).map_err(|e| format!("{own}: {e}"))? {
        let schema = schema(bench, &name)?;
        let table = tables.entry(name.clone()).or_insert(TableSource { name, schema, sources: Vec::new() });
        table.sources.push(Source::Memory(batches));
    }
    Ok(tables.into_values().collect())
}

fn of_file(bench: &Bench, pack: &Pack, test: &Test, name: &str, file: &str) -> Result<TableSource, String> {
    let path = fixture::resolve(&pack.root, &test.path, file)?;
    if name.starts_with(WATCHLIST) {
        let (schema, batch) = watchlist(name, &path, None).map_err(|e| format!("{file}: {e}"))?;
        return Ok(TableSource { name: name.to_owned(), schema, sources: vec![Source::Memory(vec![batch])] });
    }
    let mut schema = schema(bench, name)?;
    let read = fixture::rows(&path).map_err(|e| format!("{file}: {e}"))?;
    read.iter().for_each(|(_, row)| open_up(&mut schema, row));
    let typed = read.iter().map(|(line, row)| {
        rows::typed(&schema, row, test.now.ticks).map_err(|misfit| format!("{file}: line {line}: {}", misfit.message))
    });
    in_memory(schema.clone(), &typed.collect::<Result<Vec<_>, _>>()?)
}

fn schema(bench: &Bench, name: &str) -> Result<Table, String> {
    if name.starts_with(WATCHLIST) {
        return Err(format!("{name}: a watchlist is given as a CSV file"));
    }
    let known = bench.schemas().table(name).or_else(|| {
        let mut schemas = bench.schemas().clone();
        schemas.add_table_of_function(name);
        schemas.table(name)
    });
    known.ok_or_else(|| unknown_table(name, bench.schemas()).to_string().replacen("error: ", "", 1))
}

/// Services write what columns they like into an open table; what its rows hold tells the types.
fn open_up(table: &mut Table, row: &Map<String, Json>) {
    if !is_open(&table.name) {
        return;
    }
    for (name, value) in row {
        if table.column(name).is_none() {
            let kql_type = match value {
                Json::Bool(_) => Type::Bool,
                Json::Number(n) if n.is_i64() => Type::Long,
                Json::Number(_) => Type::Real,
                Json::Array(_) | Json::Object(_) => Type::Dynamic,
                Json::String(_) | Json::Null => Type::String,
            };
            table.columns.push(Column { name: name.clone(), kql_type, side: Side::Both, description: String::new() });
        }
    }
}

/// Only columns that some row fills are stored: the rest reads as null.
pub fn in_memory(schema: Table, typed: &[Vec<(usize, Value)>]) -> Result<TableSource, String> {
    let filled: BTreeSet<usize> = typed.iter().flatten().map(|(position, _)| *position).collect();
    let columns: Vec<(usize, &Column)> = filled.iter().filter_map(|p| Some((*p, schema.columns.get(*p)?))).collect();
    if columns.is_empty() {
        return match typed.is_empty() {
            true => Ok(TableSource { name: schema.name.clone(), schema, sources: Vec::new() }),
            false => Err(format!("{}: a row without any value", schema.name)),
        };
    }
    let array = |(position, column): &(usize, &Column)| {
        let cell = |row: &Vec<(usize, Value)>| {
            let found = row.iter().find(|(p, _)| p == position).map(|(_, value)| value.clone());
            found.unwrap_or_else(|| Value::missing(column.kql_type))
        };
        let values: Vec<Value> = typed.iter().map(cell).collect();
        array_of(column.kql_type, &values)
    };
    let fields: Vec<_> = columns.iter().map(|(_, c)| field(&c.name, c.kql_type)).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.iter().map(array).collect());
    let batch = batch.map_err(|e| format!("{}: {e}", schema.name))?;
    Ok(TableSource { name: schema.name.clone(), schema, sources: vec![Source::Memory(vec![batch])] })
}

/// The rows that the messages of a test come to.
fn mail(bench: &Bench, pack: &Pack, test: &Test) -> Result<BTreeMap<String, Vec<RecordBatch>>, String> {
    if test.mail.is_empty() {
        return Ok(BTreeMap::new());
    }
    let path = |file: &String| match file.to_ascii_lowercase().ends_with(".eml") {
        true => fixture::resolve(&pack.root, &test.path, file),
        false => Err(format!("{file}: a message is an .eml file")),
    };
    let paths = test.mail.iter().map(path).collect::<Result<Vec<_>, _>>()?;
    let options = Options {
        schemas: bench.schemas().clone(),
        own_domains: test.own_domains.clone(),
        threads: 1,
        ..Options::default()
    };
    let mut sink = MemorySink::default();
    let report = Ingest::new(options).run(&paths, &mut sink, &|_| {}).map_err(|e| e.to_string())?;
    match report.rejections.first() {
        Some(rejection) => Err(format!("a message cannot be read: {}", rejection.reason)),
        None => Ok(sink.tables),
    }
}
