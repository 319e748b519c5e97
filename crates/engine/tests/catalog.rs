//! Registering, snapshots, appending, time ranges.

use datafusion::arrow::array::*;
use lurcher_engine::catalog::{Catalog, CatalogError, FileCatalog, Source, TableSource, TimeRange};
use lurcher_types::{Type, Value};
use std::sync::Arc;

use crate::fixture::*;

fn numbers(values: &[i64]) -> RecordBatch {
    let array: ArrayRef = Arc::new(Int64Array::from(values.to_vec()));
    RecordBatch::try_from_iter([("X", array)]).unwrap()
}

#[tokio::test]
async fn a_snapshot_does_not_see_later_rows() {
    let catalog = catalog(&[("X", Type::Long)], vec![Source::Memory(vec![numbers(&[1])])]).unwrap();
    let before = catalog.snapshot().await.unwrap();
    catalog.append("T", vec![numbers(&[2, 3])]).await.unwrap();
    let after = catalog.snapshot().await.unwrap();
    assert_eq!(before.rows("T").await.unwrap(), Some(1));
    assert_eq!(after.rows("T").await.unwrap(), Some(3));
    assert_eq!(values(&catalog, "X", None).await, [1, 2, 3].map(Value::Long));
}

#[tokio::test]
async fn appended_columns_are_matched_by_name() {
    let catalog = catalog(&[("X", Type::Long), ("S", Type::String)], vec![]).unwrap();
    catalog.append("T", vec![numbers(&[1])]).await.unwrap();
    assert_eq!(values(&catalog, "S", None).await, strings(&[""]));
    let other: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let unknown = vec![RecordBatch::try_from_iter([("Y", other)]).unwrap()];
    assert!(matches!(catalog.append("T", unknown).await, Err(CatalogError::UnknownColumn { .. })));
    let unfit: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
    let unfit = vec![RecordBatch::try_from_iter([("X", unfit)]).unwrap()];
    assert!(
        catalog.append("T", unfit).await.unwrap_err().to_string().contains("1 values of column 'X' do not fit long")
    );
    assert!(matches!(catalog.append("U", vec![]).await, Err(CatalogError::UnknownTable { .. })));
}

#[tokio::test]
async fn a_new_file_in_a_folder_is_in_the_next_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    write_batch(folder.path(), "a.parquet", &numbers(&[1]), 10);
    let catalog = catalog(&[("X", Type::Long)], vec![Source::Folder(folder.path().to_owned())]).unwrap();
    assert_eq!(values(&catalog, "X", None).await.len(), 1);
    write_batch(folder.path(), "b.parquet", &numbers(&[2]), 10);
    std::fs::write(folder.path().join("notes.txt"), "no table").unwrap();
    assert_eq!(values(&catalog, "X", None).await, [1, 2].map(Value::Long));
}

#[tokio::test]
async fn a_rewritten_file_is_read_with_its_new_footer() {
    let folder = tempfile::tempdir().unwrap();
    let path = write_batch(folder.path(), "a.parquet", &numbers(&[1]), 10);
    let catalog = catalog(&[("X", Type::Long)], vec![Source::File(path)]).unwrap();
    assert_eq!(values(&catalog, "X", None).await.len(), 1);
    write_batch(folder.path(), "a.parquet", &numbers(&[1, 2, 3]), 1);
    assert_eq!(values(&catalog, "X", None).await.len(), 3);
}

#[tokio::test]
async fn a_file_that_changes_under_a_query_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = write_batch(folder.path(), "a.parquet", &numbers(&[1]), 10);
    let catalog = catalog(&[("X", Type::Long)], vec![Source::File(path)]).unwrap();
    let frame = frame(&catalog, 1).await;
    write_batch(folder.path(), "a.parquet", &numbers(&[4, 5, 6]), 1);
    assert!(frame.collect().await.unwrap_err().to_string().contains("changed while the query ran"));
}

#[tokio::test]
async fn the_time_range_comes_from_statistics() {
    let folder = tempfile::tempdir().unwrap();
    let times = |seconds: &[i64]| Arc::new(TimestampSecondArray::from(seconds.to_vec())) as ArrayRef;
    write(folder.path(), "a.parquet", vec![("Timestamp", times(&[UNIX_2024 + 5, UNIX_2024]))], 1);
    write(folder.path(), "b.parquet", vec![("TimeGenerated", times(&[UNIX_2024 + 9]))], 1);
    let columns = [("Timestamp", Type::Datetime)];
    let catalog = catalog(&columns, vec![Source::Folder(folder.path().to_owned())]).unwrap();
    let snapshot = catalog.snapshot().await.unwrap();
    let expected = TimeRange { first: TICKS_2024, last: TICKS_2024 + 90_000_000 };
    assert_eq!(snapshot.time_range("T").await.unwrap(), Some(expected));
    assert_eq!(snapshot.table("T").unwrap().time_column(), Some("Timestamp"));
}

#[tokio::test]
async fn an_empty_table_has_no_rows_and_no_time() {
    let catalog = catalog(&[("Timestamp", Type::Datetime)], vec![]).unwrap();
    let snapshot = catalog.snapshot().await.unwrap();
    assert_eq!(snapshot.names(), ["T"]);
    assert_eq!(snapshot.time_range("T").await.unwrap(), None);
    assert_eq!(values(&catalog, "Timestamp", None).await, []);
}

#[test]
fn what_is_no_parquet_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    for content in [&b""[..], b"PAR1", b"12345678", b"PAR1\xff\xff\xff\x7fPAR1"] {
        std::fs::write(&path, content).unwrap();
        let error = catalog(&[("X", Type::Long)], vec![Source::File(path.clone())]).unwrap_err();
        assert!(error.to_string().contains("x.parquet"), "{error}");
    }
}

#[test]
fn a_table_is_registered_once() {
    let source = TableSource { name: "T".to_owned(), schema: table("T", &[]), sources: vec![] };
    assert!(matches!(FileCatalog::open(vec![source.clone(), source]), Err(CatalogError::TableTwice { .. })));
}
