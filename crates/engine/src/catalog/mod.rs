//! Where tables come from.
//!
//! A query takes one [`Snapshot`] and sees the same rows throughout. Schemas are known without reading anything.

mod error;
mod file_catalog;
mod file_snapshot;
mod files;
mod own_columns;
mod time_range;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use lurcher_columnar::field;
use lurcher_types::Table;
use std::sync::Arc;

pub use error::CatalogError;
pub use file_catalog::{FileCatalog, MAX_MEMORY_BYTES, Source, TableSource};
pub use files::{MAX_FILES, MAX_FOLDER_DEPTH};

/// A place that holds tables: files now, other stores later.
#[async_trait]
pub trait Catalog: Send + Sync + std::fmt::Debug {
    /// The tables as they are now.
    async fn snapshot(&self) -> Result<Arc<dyn Snapshot>, CatalogError>;

    /// Adds rows to a table. Columns are matched by name; what a batch lacks is null.
    async fn append(&self, table: &str, batches: Vec<RecordBatch>) -> Result<(), CatalogError>;
}

/// The tables as they were at one moment.
#[async_trait]
pub trait Snapshot: Send + Sync + std::fmt::Debug {
    /// All table names, in order.
    fn names(&self) -> Vec<String>;

    /// What the table looks like, without any I/O.
    fn table(&self, name: &str) -> Option<TableInfo>;

    /// What DataFusion scans.
    async fn provider(&self, name: &str) -> Result<Arc<dyn TableProvider>, CatalogError>;

    /// How many rows the table has, where that is known without reading them.
    async fn rows(&self, name: &str) -> Result<Option<u64>, CatalogError>;

    /// The first and last moment in the table's time column, where that is known without reading it.
    async fn time_range(&self, name: &str) -> Result<Option<TimeRange>, CatalogError>;
}

/// A table's description and its Arrow schema.
#[derive(Debug, Clone)]
pub struct TableInfo {
    pub table: Arc<Table>,
    pub schema: SchemaRef,
}

impl TableInfo {
    pub fn new(table: Table) -> TableInfo {
        let fields: Vec<_> = table.columns.iter().map(|c| field(&c.name, c.kql_type)).collect();
        TableInfo { table: Arc::new(table), schema: Arc::new(Schema::new(fields)) }
    }

    /// The column that says when a row's event happened.
    pub fn time_column(&self) -> Option<&str> {
        let names = self.schema.fields().iter().map(|f| f.name().as_str());
        names.clone().find(|n| *n == "Timestamp").or_else(|| names.clone().find(|n| *n == "TimeGenerated"))
    }
}

/// In ticks since 0001-01-01, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    pub first: i64,
    pub last: i64,
}
