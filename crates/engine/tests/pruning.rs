//! Row groups are skipped by the file's statistics, whatever unit the file counts in.

use datafusion::arrow::array::*;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ident, lit};
use lurcher_engine::catalog::Source;
use lurcher_engine::scan::PRUNED_ROW_GROUPS;
use lurcher_types::Type;
use std::sync::Arc;
use tempfile::TempDir;

use crate::fixture::*;

const GROUPS: i64 = 40;
const GROUP_ROWS: i64 = 100;

/// One event a second, in row groups of a hundred.
fn events(folder: &TempDir, units_per_second: i64) -> Source {
    let rows = 0..GROUPS * GROUP_ROWS;
    let times = rows.clone().map(|i| (UNIX_2024 + i) * units_per_second);
    let times: ArrayRef = match units_per_second {
        1 => Arc::new(TimestampSecondArray::from_iter_values(times)),
        1_000 => Arc::new(TimestampMillisecondArray::from_iter_values(times)),
        1_000_000 => Arc::new(TimestampMicrosecondArray::from_iter_values(times)),
        _ => Arc::new(TimestampNanosecondArray::from_iter_values(times)),
    };
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(rows.clone().map(|i| format!("n{i:06}"))));
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values(rows.map(|i| i as i32)));
    let columns = vec![("Timestamp", times), ("Name", names), ("Number", numbers)];
    Source::File(write(folder.path(), "events.parquet", columns, GROUP_ROWS as usize))
}

const COLUMNS: [(&str, Type); 3] = [("Timestamp", Type::Datetime), ("Name", Type::String), ("Number", Type::Long)];

fn at(second: i64) -> i64 {
    TICKS_2024 + second * 10_000_000
}

#[tokio::test]
async fn a_time_filter_reads_the_one_live_row_group() {
    for units in [1, 1_000, 1_000_000, 1_000_000_000] {
        let folder = tempfile::tempdir().unwrap();
        let catalog = catalog(&COLUMNS, vec![events(&folder, units)]).unwrap();
        let window = ident("Timestamp").gt_eq(lit(at(1_210))).and(ident("Timestamp").lt(lit(at(1_220))));
        let (plan, rows) = run(frame(&catalog, 2).await.filter(window).unwrap()).await;
        assert_eq!(rows, 10);
        assert_eq!(metric(&plan, PRUNED_ROW_GROUPS), 39, "{units} a second");
    }
}

#[tokio::test]
async fn text_and_widened_numbers_prune_too() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000)]).unwrap();
    for filter in [
        ident("Name").eq(lit("n000321")),
        ident("Name").like(lit("n00032%")),
        ident("Number").eq(lit(321i64)),
        ident("Name").in_list(vec![lit("n000321"), lit("")], false),
    ] {
        let (plan, rows) = run(frame(&catalog, 2).await.filter(filter.clone()).unwrap()).await;
        assert!(rows > 0);
        assert_eq!(metric(&plan, PRUNED_ROW_GROUPS), 39, "{filter}");
    }
}

#[tokio::test]
async fn the_reader_prunes_again_with_what_is_pushed_to_it() {
    // What the plan could not skip, the reader may: here a limit on a sort, which tightens while it runs.
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000_000)]).unwrap();
    let newest = frame(&catalog, 2).await.sort(vec![ident("Timestamp").sort(false, false)]).unwrap().limit(0, Some(5));
    let batches = newest.unwrap().collect().await.unwrap();
    let ticks: Vec<i64> = batches
        .iter()
        .flat_map(|b| b.column(0).as_primitive::<datafusion::arrow::datatypes::Int64Type>().values().to_vec())
        .collect();
    assert_eq!(ticks, [3_999, 3_998, 3_997, 3_996, 3_995].map(at));
}

#[tokio::test]
async fn filtering_rows_inside_the_reader_gives_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000)]).unwrap();
    use lurcher_engine::catalog::Catalog;
    let context = session(2);
    context.state_ref().write().config_mut().options_mut().execution.parquet.pushdown_filters = true;
    let provider = catalog.snapshot().await.unwrap().provider("T").await.unwrap();
    let filter = ident("Timestamp").lt(lit(at(250))).and(ident("Name").not_eq(lit("n000007")));
    let (_, rows) = run(context.read_table(provider).unwrap().filter(filter).unwrap()).await;
    assert_eq!(rows, 249);
}

#[tokio::test]
async fn a_group_of_empty_strings_stored_as_null_is_not_skipped() {
    let nulls = StringArray::from(vec![None::<&str>; 4]);
    let file = one_column(Type::String, Arc::new(nulls), 2);
    assert_eq!(values(&file.catalog.unwrap(), "X", Some(ident("X").eq(lit("")))).await.len(), 4);
}

#[tokio::test]
async fn reals_are_not_pruned_for_statistics_hide_nan() {
    let file = one_column(Type::Real, Arc::new(Float64Array::from(vec![5.0, f64::NAN])), 10);
    assert_eq!(values(&file.catalog.unwrap(), "X", Some(ident("X").not_eq(lit(5.0)))).await.len(), 1);
}

#[tokio::test]
async fn counting_rows_opens_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1)]).unwrap();
    let counted = frame(&catalog, 2).await.aggregate(vec![], vec![count(lit(1i64))]).unwrap();
    let plan = counted.create_physical_plan().await.unwrap();
    assert!(!format!("{plan:?}").contains("DataSourceExec"), "{plan:?}");
}
