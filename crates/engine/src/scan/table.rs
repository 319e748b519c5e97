//! A KQL table that DataFusion can scan.

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::{Statistics, ToDFSchema};
use datafusion::config::TableParquetOptions;
use datafusion::datasource::TableType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::memory::{DataSourceExec, MemorySourceConfig};
use datafusion::datasource::physical_plan::parquet::ParquetAccessPlan;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, FileSource, ParquetSource};
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::parquet::file::metadata::ColumnChunkMetaData;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::utils::collect_columns;
use datafusion::physical_expr::{conjunction_opt, split_conjunction};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use datafusion::physical_plan::metrics::{Count, MetricBuilder};
use datafusion::physical_plan::projection::{ProjectionExec, ProjectionExpr};
use std::collections::HashSet;
use std::sync::Arc;

use super::adapter::FileAdapters;
use super::bound_file::{BoundFile, with_types};
use super::conversion::Conversion;
use super::converted::MISSED_VALUES;
use super::deal::{LiveGroup, Piece, deal};
use super::dictionary::{TextOf, dictionary_columns, dictionary_type};
use super::in_turn::InTurnExec;
use super::prune::Pruner;
use super::reader::KnownFiles;

/// The metric that counts row groups which the plan does not even open.
pub const PRUNED_ROW_GROUPS: &str = "row_groups_pruned_at_plan";

/// From so many rows in a row group on, its pages are worth a look.
const MIN_ROWS_TO_SKIP_PAGES: i64 = 500_000;

/// One table as of one snapshot: bound files in their order, then batches in memory, which have the table's schema.
#[derive(Debug)]
pub struct ScanTable {
    pub schema: SchemaRef,
    pub files: Vec<Arc<BoundFile>>,
    pub memory: Vec<RecordBatch>,
}

impl ScanTable {
    pub fn rows(&self) -> u64 {
        let files = self.files.iter().map(|f| f.file.rows());
        let memory = self.memory.iter().map(|b| b.num_rows() as u64);
        files.chain(memory).fold(0, u64::saturating_add)
    }

    fn statistics_of(&self, rows: Precision<usize>) -> Statistics {
        let mut statistics = Statistics::new_unknown(&self.schema);
        statistics.num_rows = rows;
        statistics
    }

    fn filter(&self, state: &dyn Session, filters: &[Expr]) -> Result<Option<Arc<dyn PhysicalExpr>>> {
        let Some(filter) = conjunction(filters.to_vec()) else {
            return Ok(None);
        };
        let schema = self.schema.clone().to_dfschema()?;
        Ok(Some(state.create_physical_expr(filter, &schema)?))
    }

    fn scan_files(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let options = &state.config_options().execution;
        let filter = self.filter(state, filters)?;
        let live = self.live_groups(filter.as_ref(), options.parquet.max_in_list_size);
        if live.is_empty() {
            return Ok(None);
        }
        let partitions = deal(&live, options.target_partitions);
        let texts = self.columns_of_keys(projection, &live);
        let keys: Vec<usize> = texts.iter().map(|(column, _)| *column).collect();
        let bind = |(i, f): (usize, &Arc<BoundFile>)| match live.iter().any(|l| l.file == i) {
            true => Arc::new(f.with_keys(&keys)),
            false => f.clone(),
        };
        let files: Vec<Arc<BoundFile>> = self.files.iter().enumerate().map(bind).collect();
        let schema = with_types(&self.schema, |field| {
            keys.iter().any(|k| self.schema.field(*k).name() == field.name()).then(dictionary_type)
        });

        let mut parquet = TableParquetOptions { global: options.parquet.clone(), ..TableParquetOptions::default() };
        // The files' schemas say already how 96-bit timestamps are read.
        parquet.global.coerce_int96 = None;
        let mut source = ParquetSource::new(schema)
            .with_table_parquet_options(parquet)
            .with_parquet_file_reader_factory(Arc::new(KnownFiles::new(&self.files)));
        let filter = filter.and_then(|filter| without_keys(&filter, &keys));
        if let Some(filter) = filter.filter(|filter| reader_can_skip_more(&files, &live, filter)) {
            source = source.with_predicate(filter);
        }
        let all: usize = self.files.iter().map(|f| f.file.footer.num_row_groups()).sum();
        MetricBuilder::new(source.metrics()).global_counter(PRUNED_ROW_GROUPS).add(all.saturating_sub(live.len()));
        let missed: Arc<[Count]> = (self.schema.fields().iter())
            .map(|f| {
                let column = f.name().clone();
                MetricBuilder::new(source.metrics()).with_new_label("column", column).global_counter(MISSED_VALUES)
            })
            .collect();

        let rows = live.iter().filter_map(|l| Some(self.files.get(l.file)?.file.group_rows(l.group)));
        let rows = usize::try_from(rows.fold(0, u64::saturating_add)).unwrap_or(usize::MAX);
        let rows = if filters.is_empty() { Precision::Exact(rows) } else { Precision::Inexact(rows) };
        let single = partitions.len() == 1;
        let groups = partitions.into_iter().map(|p| FileGroup::new(p.iter().filter_map(|p| open(&files, p)).collect()));
        let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), Arc::new(source))
            .with_file_groups(groups.collect())
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .with_preserve_order(single)
            .with_statistics(self.statistics_of(rows))
            .with_expr_adapter(Some(Arc::new(FileAdapters::new(&files, missed))))
            .build();
        let scan = DataSourceExec::from_data_source(config);
        Ok(Some(if keys.is_empty() { scan } else { self.with_text(scan, &texts)? }))
    }

    /// The projected columns that are read as keys, and what their texts become.
    fn columns_of_keys(&self, projection: Option<&Vec<usize>>, live: &[LiveGroup]) -> Vec<(usize, Conversion)> {
        let all: Vec<usize> = (0..self.schema.fields().len()).collect();
        let projected = projection.unwrap_or(&all).iter().copied();
        let live = live.iter().filter_map(|l| Some((self.files.get(l.file)?.as_ref(), l.group)));
        dictionary_columns(projected, live)
    }

    /// The columns of a scan as the table has them.
    fn with_text(&self, scan: Arc<dyn ExecutionPlan>, keys: &[(usize, Conversion)]) -> Result<Arc<dyn ExecutionPlan>> {
        let read = scan.schema();
        let exprs = read.fields().iter().enumerate().map(|(i, read)| {
            let column: Arc<dyn PhysicalExpr> = Arc::new(Column::new(read.name(), i));
            let keys = keys.iter().find(|(at, _)| self.schema.field(*at).name() == read.name());
            let expr = match keys.and_then(|(at, conversion)| Some((self.schema.fields().get(*at)?, conversion))) {
                Some((field, conversion)) => Arc::new(TextOf::new(column, field.clone(), conversion.clone())),
                None => column,
            };
            ProjectionExpr { expr, alias: read.name().clone() }
        });
        Ok(Arc::new(ProjectionExec::try_new(exprs.collect::<Vec<_>>(), scan)?))
    }

    fn live_groups(&self, filter: Option<&Arc<dyn PhysicalExpr>>, max_in_list_size: usize) -> Vec<LiveGroup> {
        let mut live = Vec::new();
        let mut pruner = Pruner::new(&self.schema, filter, max_in_list_size);
        for (file, bound) in self.files.iter().enumerate() {
            for group in pruner.live_row_groups(bound) {
                live.push(LiveGroup { file, group, weight: bound.file.group_bytes(group) });
            }
        }
        live
    }

    fn scan_memory(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        limit: Option<usize>,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        if self.memory.is_empty() {
            return Ok(None);
        }
        let weigh =
            |(group, batch): (usize, &RecordBatch)| LiveGroup { file: 0, group, weight: batch.num_rows() as u64 };
        let groups: Vec<LiveGroup> = self.memory.iter().enumerate().map(weigh).collect();
        let batches = |pieces: Vec<Piece>| -> Vec<RecordBatch> {
            pieces.iter().flat_map(|p| &p.groups).filter_map(|g| self.memory.get(*g)).cloned().collect()
        };
        let partitions = deal(&groups, state.config_options().execution.target_partitions);
        let partitions: Vec<Vec<RecordBatch>> = partitions.into_iter().map(batches).collect();
        let source = MemorySourceConfig::try_new(&partitions, self.schema.clone(), projection.cloned())?;
        Ok(Some(DataSourceExec::from_data_source(source.with_limit(limit))))
    }
}

#[async_trait]
impl TableProvider for ScanTable {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let inputs = [self.scan_files(state, projection, filters, limit)?, self.scan_memory(state, projection, limit)?];
        let mut inputs: Vec<_> = inputs.into_iter().flatten().collect();
        match inputs.len() {
            0 => {
                let schema = match projection {
                    Some(columns) => Arc::new(self.schema.project(columns)?),
                    None => self.schema.clone(),
                };
                Ok(Arc::new(EmptyExec::new(schema)))
            }
            1 => Ok(inputs.remove(0)),
            _ => Ok(Arc::new(InTurnExec::try_new(inputs)?)),
        }
    }

    /// Statistics skip row groups; which rows pass is for the filter above to say.
    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }

    fn statistics(&self) -> Option<Statistics> {
        Some(self.statistics_of(Precision::Exact(usize::try_from(self.rows()).ok()?)))
    }
}

fn open(files: &[Arc<BoundFile>], piece: &Piece) -> Option<PartitionedFile> {
    let bound = files.get(piece.file)?;
    let mut access = ParquetAccessPlan::new_none(bound.file.footer.num_row_groups());
    piece.groups.iter().for_each(|group| access.scan(*group));
    let file = PartitionedFile::new_from_meta(bound.file.meta.clone());
    Some(file.with_arrow_schema(bound.schema.clone()).with_extension(access))
}

/// Whether the reader may leave out what the plan could not: it looks at pages and at Bloom filters. Each time it opens a
/// file it reads the page index of every column for this, which pays only for large row groups.
fn reader_can_skip_more(files: &[Arc<BoundFile>], live: &[LiveGroup], filter: &Arc<dyn PhysicalExpr>) -> bool {
    let columns: HashSet<usize> = collect_columns(filter).iter().map(|c| c.index()).collect();
    live.iter().any(|l| {
        let Some(bound) = files.get(l.file) else { return false };
        let Some(group) = bound.file.footer.row_groups().get(l.group) else { return false };
        let read = columns.iter().filter_map(|c| bound.columns.get(*c)?.as_ref());
        let read: HashSet<&str> = read.map(|c| c.stored.as_str()).collect();
        let has_bloom_filter = |c: &ColumnChunkMetaData| {
            c.bloom_filter_offset().is_some()
                && c.column_path().parts().first().is_some_and(|p| read.contains(p.as_str()))
        };
        group.num_rows() >= MIN_ROWS_TO_SKIP_PAGES || group.columns().iter().any(has_bloom_filter)
    })
}

/// The parts of a filter that read no column of keys: statistics are about texts.
fn without_keys(filter: &Arc<dyn PhysicalExpr>, keys: &[usize]) -> Option<Arc<dyn PhysicalExpr>> {
    let parts = split_conjunction(filter).into_iter();
    let parts = parts.filter(|part| collect_columns(part).iter().all(|c| !keys.contains(&c.index())));
    conjunction_opt(parts.cloned())
}
