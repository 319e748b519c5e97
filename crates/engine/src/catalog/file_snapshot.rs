//! The registered tables at one moment: each is looked up once, when a query first asks for it.

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::TableProvider;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::OnceCell;

use super::files::{Footers, parquet_files};
use super::time_range::time_range;
use super::{CatalogError, Snapshot, Source, TableInfo, TimeRange};
use crate::scan::{BoundFile, ScanTable};

#[derive(Debug)]
pub struct FileSnapshot {
    tables: BTreeMap<String, (Frozen, OnceCell<Arc<ScanTable>>)>,
    footers: Arc<Footers>,
}

/// A table's sources when the snapshot was taken.
#[derive(Debug, Clone)]
pub struct Frozen {
    pub info: TableInfo,
    pub places: Vec<Source>,
    pub memory: Vec<RecordBatch>,
}

impl Frozen {
    /// Finds the files, reads the footers that are not known yet, and binds each to the table.
    pub fn open(&self, footers: &Footers) -> Result<ScanTable, CatalogError> {
        let mut files = Vec::new();
        for place in &self.places {
            let paths = match place {
                Source::File(path) => vec![path.clone()],
                Source::Folder(folder) => parquet_files(folder)?,
                Source::Memory(_) => Vec::new(),
            };
            for path in paths {
                files.push(Arc::new(BoundFile::bind(&self.info.schema, footers.open(&path)?)?));
            }
        }
        Ok(ScanTable { schema: self.info.schema.clone(), files, memory: self.memory.clone() })
    }
}

impl FileSnapshot {
    pub fn new(tables: impl Iterator<Item = (String, Frozen)>, footers: Arc<Footers>) -> FileSnapshot {
        FileSnapshot { tables: tables.map(|(name, frozen)| (name, (frozen, OnceCell::new()))).collect(), footers }
    }

    async fn open(&self, name: &str) -> Result<(&TableInfo, &Arc<ScanTable>), CatalogError> {
        let entry = self.tables.get(name).ok_or_else(|| CatalogError::UnknownTable { name: name.to_owned() })?;
        let (frozen, opened) = entry;
        let table = opened.get_or_try_init(|| async {
            let (frozen, footers) = (frozen.clone(), self.footers.clone());
            let opening = tokio::task::spawn_blocking(move || frozen.open(&footers));
            let opened = opening.await.map_err(|e| CatalogError::Unreadable {
                file: format!("the files of table '{name}'"),
                message: e.to_string(),
            })??;
            Ok::<_, CatalogError>(Arc::new(opened))
        });
        Ok((&frozen.info, table.await?))
    }
}

#[async_trait]
impl Snapshot for FileSnapshot {
    fn names(&self) -> Vec<String> {
        self.tables.keys().cloned().collect()
    }

    fn table(&self, name: &str) -> Option<TableInfo> {
        self.tables.get(name).map(|(frozen, _)| frozen.info.clone())
    }

    async fn provider(&self, name: &str) -> Result<Arc<dyn TableProvider>, CatalogError> {
        Ok(self.open(name).await?.1.clone())
    }

    async fn rows(&self, name: &str) -> Result<Option<u64>, CatalogError> {
        Ok(Some(self.open(name).await?.1.rows()))
    }

    async fn time_range(&self, name: &str) -> Result<Option<TimeRange>, CatalogError> {
        let (info, table) = self.open(name).await?;
        Ok(info.time_column().and_then(|column| time_range(table, column)))
    }
}
