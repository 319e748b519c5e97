//! Missing strings are `""`, missing columns are null, and one time column serves under both its names.

use datafusion::arrow::array::*;
use datafusion::logical_expr::{ident, lit};
use datafusion::prelude::Expr;
use lurcher_engine::catalog::Source;
use lurcher_types::{Type, Value};
use std::sync::Arc;

use crate::fixture::*;

/// Three row groups: all null, no null, and both.
fn names() -> ArrayRef {
    Arc::new(StringArray::from(vec![None, None, Some("b"), Some("c"), Some("d"), None]))
}

async fn count(filter: Expr) -> usize {
    let file = one_column(Type::String, names(), 2);
    values(&file.catalog.unwrap(), "X", Some(filter)).await.len()
}

#[tokio::test]
async fn a_search_for_the_empty_string_finds_nulls() {
    assert_eq!(count(ident("X").eq(lit(""))).await, 3);
    assert_eq!(count(ident("X").not_eq(lit("b"))).await, 5);
    assert_eq!(count(ident("X").lt(lit("c"))).await, 4);
    assert_eq!(count(ident("X").lt_eq(lit(""))).await, 3);
    assert_eq!(count(ident("X").gt(lit(""))).await, 3);
    assert_eq!(count(ident("X").gt_eq(lit(""))).await, 6);
    assert_eq!(count(ident("X").in_list(vec![lit(""), lit("b")], false)).await, 4);
    assert_eq!(count(ident("X").in_list(vec![lit("b"), lit("c")], true)).await, 4);
    assert_eq!(count(ident("X").in_list(vec![lit(""), lit("b")], true)).await, 2);
    assert_eq!(count(ident("X").like(lit("b%"))).await, 1);
    assert_eq!(count(ident("X").not_like(lit("b%"))).await, 5);
    assert_eq!(count(ident("X").is_null()).await, 0);
    assert_eq!(count(ident("X").is_not_null()).await, 6);
    assert_eq!(count(Expr::Not(Box::new(ident("X").eq(lit("b"))))).await, 5);
}

#[tokio::test]
async fn a_projected_test_of_a_missing_string_is_false_not_null() {
    let file = one_column(Type::String, names(), 2);
    let frame = frame(&file.catalog.unwrap(), 1).await;
    let batches = frame.select(vec![ident("X").eq(lit("b"))]).unwrap().collect().await.unwrap();
    assert!(batches.iter().all(|b| b.column(0).null_count() == 0));
}

#[tokio::test]
async fn missing_columns_are_null_or_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.parquet", vec![("N", Arc::new(Int64Array::from(vec![1, 2])))], 10);
    let columns = [("N", Type::Long), ("S", Type::String), ("D", Type::Dynamic), ("R", Type::Real)];
    let catalog = catalog(&columns, vec![Source::File(path)]).unwrap();
    assert_eq!(values(&catalog, "S", None).await, strings(&["", ""]));
    assert_eq!(values(&catalog, "D", None).await, [Value::Null(Type::Dynamic), Value::Null(Type::Dynamic)]);
    assert_eq!(values(&catalog, "R", Some(ident("N").eq(lit(1i64)))).await, [Value::Null(Type::Real)]);
    assert_eq!(values(&catalog, "N", Some(ident("S").eq(lit("")))).await.len(), 2);
    assert_eq!(values(&catalog, "N", Some(ident("S").eq(lit("x")))).await.len(), 0);
}

#[tokio::test]
async fn one_time_column_serves_under_both_names() {
    let folder = tempfile::tempdir().unwrap();
    let times = Arc::new(TimestampMicrosecondArray::from(vec![UNIX_2024 * 1_000_000]));
    let path = write(folder.path(), "a.parquet", vec![("TimeGenerated", times)], 10);
    let columns = [("Timestamp", Type::Datetime), ("TimeGenerated", Type::Datetime)];
    let catalog = catalog(&columns, vec![Source::File(path)]).unwrap();
    for name in ["Timestamp", "TimeGenerated"] {
        let filter = ident(name).eq(lit(TICKS_2024));
        assert_eq!(values(&catalog, name, Some(filter)).await, [Value::Datetime(TICKS_2024)]);
    }
}
