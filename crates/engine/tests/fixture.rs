//! Parquet files in temporary folders, tables over them, and queries on those.

use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::logical_expr::Expr;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::physical_plan::{ExecutionPlan, collect};
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use lurcher_columnar::{kql_type, value_at};
use lurcher_engine::catalog::{Catalog, CatalogError, FileCatalog, Snapshot, Source, TableSource};
use lurcher_types::{Column, Side, Table, Type, Value};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// 2024-01-01T00:00:00Z.
pub const UNIX_2024: i64 = 1_704_067_200;
pub const TICKS_2024: i64 = 621_355_968_000_000_000 + UNIX_2024 * 10_000_000;

pub fn table(name: &str, columns: &[(&str, Type)]) -> Table {
    let column = |(name, t): &(&str, Type)| Column {
        name: (*name).to_owned(),
        kql_type: *t,
        side: Side::Both,
        description: String::new(),
    };
    Table { name: name.to_owned(), columns: columns.iter().map(column).collect(), description: String::new() }
}

/// Writes one Parquet file with row groups of this many rows.
pub fn write(folder: &Path, name: &str, columns: Vec<(&str, ArrayRef)>, group_rows: usize) -> PathBuf {
    let fields = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let batch = RecordBatch::try_new(schema, columns.into_iter().map(|(_, array)| array).collect()).unwrap();
    write_batch(folder, name, &batch, group_rows)
}

pub fn write_batch(folder: &Path, name: &str, batch: &RecordBatch, group_rows: usize) -> PathBuf {
    let path = folder.join(name);
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group_rows)).build();
    let file = std::fs::File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    path
}

/// A catalog with one table `T`.
pub fn catalog(columns: &[(&str, Type)], sources: Vec<Source>) -> Result<FileCatalog, CatalogError> {
    FileCatalog::open(vec![TableSource { name: "T".to_owned(), schema: table("T", columns), sources }])
}

/// A table `T` over one file of one column `X`.
pub struct OneColumn {
    _folder: TempDir,
    pub catalog: Result<FileCatalog, CatalogError>,
}

pub fn one_column(t: Type, stored: ArrayRef, group_rows: usize) -> OneColumn {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "x.parquet", vec![("X", stored)], group_rows);
    OneColumn { catalog: catalog(&[("X", t)], vec![Source::File(path)]), _folder: folder }
}

/// A session as the engine configures one.
pub fn session(partitions: usize) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(partitions).with_repartition_file_scans(false);
    SessionContext::new_with_config(config)
}

pub async fn frame(catalog: &FileCatalog, partitions: usize) -> DataFrame {
    let snapshot: Arc<dyn Snapshot> = catalog.snapshot().await.unwrap();
    session(partitions).read_table(snapshot.provider("T").await.unwrap()).unwrap()
}

/// The values of a column, for the rows that a filter keeps.
pub async fn values(catalog: &FileCatalog, column: &str, filter: Option<Expr>) -> Vec<Value> {
    let mut frame = frame(catalog, 1).await;
    if let Some(filter) = filter {
        frame = frame.filter(filter).unwrap();
    }
    let batches = frame.select_columns(&[column]).unwrap().collect().await.unwrap();
    batches.iter().flat_map(column_values).collect()
}

fn column_values(batch: &RecordBatch) -> Vec<Value> {
    let t = kql_type(batch.schema().field(0)).expect("columns carry their KQL type");
    (0..batch.num_rows()).map(|row| value_at(t, batch.column(0), row)).collect()
}

/// The plan of a query after it ran, for its metrics, and the rows it gave.
pub async fn run(frame: DataFrame) -> (Arc<dyn ExecutionPlan>, usize) {
    let context = Arc::new(frame.task_ctx());
    let plan = frame.create_physical_plan().await.unwrap();
    let rows = collect(plan.clone(), context).await.unwrap().iter().map(RecordBatch::num_rows).sum();
    (plan, rows)
}

/// The sum of a metric over the whole plan.
pub fn metric(plan: &Arc<dyn ExecutionPlan>, name: &str) -> usize {
    let own = plan.metrics().and_then(|m| m.sum_by_name(name)).map_or(0, |v| v.as_usize());
    own + plan.children().into_iter().map(|child| metric(child, name)).sum::<usize>()
}

pub fn strings(values: &[&str]) -> Vec<Value> {
    values.iter().map(|v| Value::String((*v).to_owned())).collect()
}
