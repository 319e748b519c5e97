//! A table `T` of random rows, in memory or in a Parquet file.

use crate::{fixture, kql};
use lurcher_engine::Engine;
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_testkit::{Answer, Column, Table};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

fn row() -> impl Strategy<Value = Vec<Json>> {
    let key = prop_oneof![Just("ann"), Just("bob"), Just("")];
    let text = prop_oneof![Just(""), Just("red fox"), Just("Red"), Just("blue-red"), Just("b")];
    let number = prop_oneof![4 => (0i64..7).prop_map(|n| json!(n)), 1 => Just(Json::Null)];
    // Halves: sums of them are exact in any order.
    let real = prop_oneof![4 => (-4i64..5).prop_map(|n| json!(n as f64 / 2.0)), 1 => Just(Json::Null)];
    let time = (1u32..5, 0u32..24).prop_map(|(day, hour)| json!(format!("2024-05-{day:02}T{hour:02}:00:00Z")));
    let list = prop::collection::vec(0i64..4, 0..3);
    let dynamic = prop_oneof![Just(Json::Null), (list, 0i64..3).prop_map(|(l, a)| json!({"a": a, "list": l}))];
    (key, text, number, real, time, dynamic).prop_map(|(k, s, n, x, t, d)| vec![json!(k), json!(s), n, x, t, d])
}

/// Up to forty rows, each with an id of its own.
pub fn table() -> impl Strategy<Value = Table> {
    let types = [("id", "long"), ("k", "string"), ("s", "string"), ("n", "long")];
    let types = types.into_iter().chain([("x", "real"), ("t", "datetime"), ("d", "dynamic")]);
    let columns: Vec<Column> = types.map(|(name, t)| Column::new(name, t)).collect();
    prop::collection::vec(row(), 0..40).prop_map(move |rows| {
        let with_id = rows.into_iter().enumerate().map(|(id, row)| [vec![json!(id)], row].concat());
        Table { name: "T".to_owned(), columns: columns.clone(), rows: with_id.collect() }
    })
}

/// The table in memory, in batches of so many rows.
pub fn in_memory(table: &Table, batch_rows: usize, threads: usize) -> Arc<Engine> {
    Arc::new(kql::engine(vec![kql::memory(table, batch_rows)], threads))
}

/// The table in one file, in row groups of so many rows.
pub fn in_file(table: &Table, folder: &Path, group_rows: usize, threads: usize) -> Arc<Engine> {
    let mut source = kql::memory(table, 1000);
    if let [Source::Memory(batches)] = source.sources.as_slice() {
        let files = batches.iter().map(|b| Source::File(fixture::write_batch(folder, "t.parquet", b, group_rows)));
        source = TableSource { sources: files.collect(), ..source };
    }
    Arc::new(kql::engine(vec![source], threads))
}

/// The only table that a query answers.
pub fn answer(runtime: &Runtime, engine: &Arc<Engine>, query: &str) -> Answer {
    let tables = kql::query(runtime, engine.clone(), kql::request(query, "2024-05-05"));
    kql::comparable(&tables.unwrap_or_else(|d| panic!("{query}: {d}"))[0])
}
