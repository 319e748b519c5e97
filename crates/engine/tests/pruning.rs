//! Row groups are skipped by the file's statistics, whatever unit the file counts in.

use datafusion::arrow::array::*;
use datafusion::arrow::datatypes::Int64Type;
use datafusion::common::JoinType;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ident, lit};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::metrics::MetricValue;
use lurcher_engine::catalog::{Catalog, Source};
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

/// How many row groups or rows the reader skipped by this metric.
fn pruned(plan: &Arc<dyn ExecutionPlan>, name: &str) -> usize {
    let metrics = plan.metrics().unwrap_or_default();
    let own = metrics.iter().map(|m| match m.value() {
        MetricValue::PruningMetrics { name: n, pruning_metrics } if n == name => pruning_metrics.pruned(),
        _ => 0,
    });
    own.sum::<usize>() + plan.children().into_iter().map(|child| pruned(child, name)).sum::<usize>()
}

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
async fn the_reader_skips_pages_within_a_row_group() {
    let folder = tempfile::tempdir().unwrap();
    let times = TimestampMillisecondArray::from_iter_values((0..10_000).map(|i| (UNIX_2024 + i) * 1_000));
    let times: ArrayRef = Arc::new(times);
    let batch = RecordBatch::try_from_iter([("Timestamp", times)]).unwrap();
    let properties = WriterProperties::builder().set_data_page_row_count_limit(500).set_write_batch_size(100).build();
    let path = folder.path().join("pages.parquet");
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let catalog = catalog(&COLUMNS, vec![Source::File(path)]).unwrap();
    let filter = ident("Timestamp").gt_eq(lit(at(1_210))).and(ident("Timestamp").lt(lit(at(1_220))));
    let (plan, rows) = run(frame(&catalog, 1).await.filter(filter).unwrap()).await;
    assert_eq!(rows, 10);
    assert!(pruned(&plan, "page_index_rows_pruned") >= 9_000, "{plan:?}");
}

#[tokio::test]
async fn a_file_without_statistics_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let times: ArrayRef =
        Arc::new(TimestampMillisecondArray::from(vec![Some(UNIX_2024 * 1_000), None, Some(i64::MAX)]));
    let names: ArrayRef = Arc::new(StringArray::from(vec![None, Some("a"), Some("")]));
    let batch = RecordBatch::try_from_iter([("Timestamp", times), ("Name", names)]).unwrap();
    let properties = WriterProperties::builder().set_statistics_enabled(EnabledStatistics::None).build();
    let path = folder.path().join("bare.parquet");
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let catalog = catalog(&COLUMNS, vec![Source::File(path)]).unwrap();
    for (filter, expected) in [
        (ident("Name").eq(lit("")), 2),
        (ident("Name").not_eq(lit("a")), 2),
        (ident("Timestamp").gt_eq(lit(TICKS_2024)), 1),
        (ident("Timestamp").not_eq(lit(0i64)), 1),
        (ident("Timestamp").is_null(), 2),
    ] {
        assert_eq!(values(&catalog, "Name", Some(filter.clone())).await.len(), expected, "{filter}");
    }
    assert_eq!(catalog.snapshot().await.unwrap().time_range("T").await.unwrap(), None);
}

#[tokio::test]
async fn the_newest_rows_are_found_without_reading_the_old_ones() {
    // The limit on the sort tightens while the query runs: what is opened later is skipped.
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000_000)]).unwrap();
    let newest = frame(&catalog, 2).await.sort(vec![ident("Timestamp").sort(false, false)]).unwrap();
    let newest = newest.limit(0, Some(5)).unwrap();
    let (plan, _) = run(newest.clone()).await;
    assert!(pruned(&plan, "row_groups_pruned_statistics") > 0, "{plan:?}");
    let batches = newest.collect().await.unwrap();
    let ticks = batches.iter().flat_map(|b| b.column(0).as_primitive::<Int64Type>().values().to_vec());
    assert_eq!(ticks.collect::<Vec<_>>(), [3_999, 3_998, 3_997, 3_996, 3_995].map(at));
}

#[tokio::test]
async fn a_join_passes_its_keys_down_in_any_unit() {
    let folder = tempfile::tempdir().unwrap();
    let events = catalog(&COLUMNS, vec![events(&folder, 1_000_000)]).unwrap();
    let few: ArrayRef = Arc::new(TimestampSecondArray::from(vec![UNIX_2024 + 5, UNIX_2024 + 3_000, UNIX_2024 + 9_999]));
    let few = one_column(Type::Datetime, few, 10);
    let few = frame(few.catalog.as_ref().unwrap(), 2).await;
    let joined = frame(&events, 2).await.join(few, JoinType::Inner, &["\"Timestamp\""], &["\"X\""], None).unwrap();
    assert_eq!(run(joined).await.1, 2);
}

#[tokio::test]
async fn counting_filtered_rows_needs_no_column() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000)]).unwrap();
    let filtered = frame(&catalog, 2).await.filter(ident("Timestamp").lt(lit(at(250)))).unwrap();
    let counted = filtered.aggregate(vec![], vec![count(lit(1i64))]).unwrap().collect().await.unwrap();
    assert_eq!(counted[0].column(0).as_primitive::<Int64Type>().value(0), 250);
}

#[tokio::test]
async fn filtering_rows_inside_the_reader_gives_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = catalog(&COLUMNS, vec![events(&folder, 1_000)]).unwrap();
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
