use std::collections::BTreeSet;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::TimestampMicrosecondType;
use lurcher_schema::Schemas;
use lurcher_types::{Column, Side, Table, Type};

use super::{DAYS, MAX_ROWS, RowOptions, RowsError, table_rows};
use crate::DEFAULT_NOW;

fn made(table: &str, rows: usize) -> RecordBatch {
    let table = Schemas::builtin().table(table).unwrap();
    table_rows(&table, &RowOptions { rows, ..RowOptions::default() }).unwrap()
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<String> {
    let array = batch.column_by_name(column).unwrap().as_string_view();
    array.iter().map(|t| t.unwrap().to_owned()).collect()
}

#[test]
fn any_known_table_gets_rows() {
    let schemas = Schemas::builtin();
    // Every seventh: all take ten seconds.
    for name in schemas.names().into_iter().step_by(7) {
        let table = schemas.table(name).unwrap();
        let batch = table_rows(&table, &RowOptions { rows: 3, ..RowOptions::default() }).unwrap();
        assert_eq!((batch.num_rows(), batch.num_columns()), (3, table.columns.len()), "{name}");
    }
}

#[test]
fn every_type_gets_values() {
    let columns = Type::ALL.into_iter().map(|t| Column {
        name: format!("a{}", t.name()),
        kql_type: t,
        side: Side::Both,
        description: String::new(),
    });
    let table = Table { name: "T".to_owned(), columns: columns.collect(), ..Table::default() };
    let batch = table_rows(&table, &RowOptions { rows: 500, ..RowOptions::default() }).unwrap();
    for (column, field) in batch.columns().iter().zip(batch.schema().fields()) {
        assert!(column.null_count() < 100, "{} has hardly a value", field.name());
    }
}

#[test]
fn a_seed_gives_the_same_rows_and_another_seed_others() {
    let table = Schemas::builtin().table("SigninLogs").unwrap();
    let rows = |seed| table_rows(&table, &RowOptions { rows: 50, seed, ..RowOptions::default() }).unwrap();
    assert_eq!(rows(1), rows(1));
    assert_ne!(rows(1), rows(2));
}

#[test]
fn rows_lie_within_two_weeks_before_the_clock_in_order() {
    let batch = made("SecurityEvent", 2_000);
    let times = batch.column_by_name("TimeGenerated").unwrap().as_primitive::<TimestampMicrosecondType>();
    let now = (DEFAULT_NOW - lurcher_types::time::UNIX_EPOCH_TICKS) / 10;
    assert_eq!(times.null_count(), 0);
    assert!(times.values().is_sorted());
    assert!(times.values().iter().all(|t| *t < now && *t >= now - DAYS * 86_400_000_000));
}

#[test]
fn tables_share_people_devices_and_ids() {
    let (logons, processes) = (made("DeviceLogonEvents", 1_000), made("DeviceProcessEvents", 1_000));
    for column in ["DeviceName", "DeviceId", "AccountName"] {
        let known: BTreeSet<String> = texts(&logons, column).into_iter().collect();
        let met = texts(&processes, column).into_iter().filter(|v| known.contains(v)).count();
        assert!(met > 300, "{column}: {met} rows meet a row of the other table");
    }
}

#[test]
fn columns_hold_what_their_names_say() {
    let batch = made("DeviceNetworkEvents", 300);
    assert!(texts(&batch, "LocalIP").iter().all(|ip| ip.is_empty() || ip.starts_with("10.")));
    assert!(texts(&batch, "InitiatingProcessSHA1").iter().all(|h| h.is_empty() || h.len() == 40));
    assert!(texts(&batch, "ActionType").iter().any(|a| a == "ConnectionSuccess"));
}

#[test]
fn what_cannot_be_made_is_refused() {
    let table = Schemas::builtin().table("Usage").unwrap();
    let refused = |options| table_rows(&table, &options).unwrap_err();
    let many = RowOptions { rows: MAX_ROWS + 1, ..RowOptions::default() };
    assert!(matches!(refused(many), RowsError::TooMany(_)));
    assert!(matches!(refused(RowOptions { now: 0, ..RowOptions::default() }), RowsError::Clock));
    assert!(matches!(refused(RowOptions { now: i64::MAX, ..RowOptions::default() }), RowsError::Clock));
}
