//! Every partition gets its share of the row groups that are left, and one partition reads in order.

use datafusion::arrow::array::*;
use datafusion::datasource::physical_plan::FileScanConfig;
use datafusion::datasource::physical_plan::parquet::ParquetAccessPlan;
use datafusion::datasource::source::DataSourceExec;
use datafusion::logical_expr::{ident, lit};
use datafusion::physical_plan::ExecutionPlan;
use lurcher_engine::catalog::{Catalog, FileCatalog, Source};
use lurcher_types::{Type, Value};
use std::sync::Arc;

use crate::fixture::*;

fn scan(plan: &Arc<dyn ExecutionPlan>) -> Option<&FileScanConfig> {
    let own = plan.downcast_ref::<DataSourceExec>().and_then(|s| s.data_source().downcast_ref::<FileScanConfig>());
    own.or_else(|| plan.children().into_iter().find_map(scan))
}

/// How many row groups and how many pieces each partition reads.
fn shares(plan: &Arc<dyn ExecutionPlan>) -> Vec<(usize, usize)> {
    let groups = &scan(plan).expect("a scan of files").file_groups;
    let live = |f: &datafusion::datasource::listing::PartitionedFile| {
        f.extension::<ParquetAccessPlan>().map_or(0, |access| access.row_group_indexes().len())
    };
    groups.iter().map(|g| (g.iter().map(live).sum(), g.len())).collect()
}

/// Two files of 40 row groups each, numbered in order.
fn numbers() -> (tempfile::TempDir, FileCatalog) {
    let folder = tempfile::tempdir().unwrap();
    for file in 0..2 {
        let rows = Int64Array::from_iter_values(file * 400..(file + 1) * 400);
        write(folder.path(), &format!("{file}.parquet"), vec![("X", Arc::new(rows))], 10);
    }
    let catalog = catalog(&[("X", Type::Long)], vec![Source::Folder(folder.path().to_owned())]).unwrap();
    (folder, catalog)
}

#[tokio::test]
async fn a_filter_that_leaves_a_stretch_still_feeds_every_partition() {
    let (_folder, catalog) = numbers();
    let stretch = ident("X").gt_eq(lit(100i64)).and(ident("X").lt(lit(260i64)));
    let plan = frame(&catalog, 2).await.filter(stretch).unwrap().create_physical_plan().await.unwrap();
    assert_eq!(shares(&plan), [(8, 4), (8, 4)]);
}

#[tokio::test]
async fn pieces_cross_files_without_loss() {
    let (_folder, catalog) = numbers();
    for partitions in 1..=5 {
        let (plan, rows) = run(frame(&catalog, partitions).await).await;
        let shares = shares(&plan);
        assert_eq!(shares.len(), partitions);
        assert_eq!(shares.iter().map(|s| s.0).sum::<usize>(), 80);
        assert_eq!(rows, 800);
    }
}

#[tokio::test]
async fn one_partition_reads_files_then_memory_in_order() {
    let (_folder, catalog) = numbers();
    let more: ArrayRef = Arc::new(Int64Array::from_iter_values(800..900));
    catalog.append("T", vec![RecordBatch::try_from_iter([("X", more)]).unwrap()]).await.unwrap();
    let expected: Vec<Value> = (0..900).map(Value::Long).collect();
    assert_eq!(values(&catalog, "X", None).await, expected);
}
