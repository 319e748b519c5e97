//! Tables over Parquet files and folders, and over rows in memory.

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use lurcher_types::Table;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use super::file_snapshot::{FileSnapshot, Frozen};
use super::files::Footers;
use super::own_columns::with_own_columns;
use super::{Catalog, CatalogError, Snapshot, TableInfo};
use crate::scan::bind_batch;

/// The most bytes that one table may hold in memory.
pub const MAX_MEMORY_BYTES: usize = 4 * 1024 * 1024 * 1024;

/// Where a table's rows are.
#[derive(Debug, Clone)]
pub enum Source {
    File(PathBuf),
    /// Every `.parquet` file in it and below, looked up anew for each snapshot.
    Folder(PathBuf),
    /// Rows in memory. Their columns may be of other types, as a file's may.
    Memory(Vec<RecordBatch>),
}

/// A table and the places that hold its rows. No place at all is an empty table.
#[derive(Debug, Clone)]
pub struct TableSource {
    pub name: String,
    pub schema: Table,
    pub sources: Vec<Source>,
}

/// A catalog of registered tables.
#[derive(Debug)]
pub struct FileCatalog {
    tables: BTreeMap<String, Entry>,
    footers: Arc<Footers>,
}

#[derive(Debug)]
struct Entry {
    info: TableInfo,
    places: Vec<Source>,
    memory: RwLock<Vec<RecordBatch>>,
}

impl FileCatalog {
    /// Registers tables and looks at every file, so that what cannot be read is said now.
    pub fn open(tables: Vec<TableSource>) -> Result<FileCatalog, CatalogError> {
        let mut catalog = FileCatalog { tables: BTreeMap::new(), footers: Arc::default() };
        for table in tables {
            let table = with_own_columns(table, &catalog.footers)?;
            let info = TableInfo::new(table.schema);
            let (memory, places): (Vec<_>, Vec<_>) =
                table.sources.into_iter().partition(|s| matches!(s, Source::Memory(_)));
            let entry = Entry { info, places, memory: RwLock::default() };
            entry.frozen().open(&catalog.footers)?;
            for source in memory {
                if let Source::Memory(batches) = source {
                    entry.append(&table.name, batches)?;
                }
            }
            if catalog.tables.insert(table.name.clone(), entry).is_some() {
                return Err(CatalogError::TableTwice { name: table.name });
            }
        }
        Ok(catalog)
    }
}

impl Entry {
    fn frozen(&self) -> Frozen {
        let memory = self.memory.read().unwrap_or_else(PoisonError::into_inner).clone();
        Frozen { info: self.info.clone(), places: self.places.clone(), memory }
    }

    fn append(&self, name: &str, batches: Vec<RecordBatch>) -> Result<(), CatalogError> {
        let place = format!("rows for table '{name}'");
        let bound = batches.iter().filter(|b| b.num_rows() > 0).map(|b| bind_batch(&self.info.schema, b, &place));
        let bound = bound.collect::<Result<Vec<_>, _>>()?;
        let mut memory = self.memory.write().unwrap_or_else(PoisonError::into_inner);
        let bytes: usize = memory.iter().chain(&bound).map(|b| b.get_array_memory_size()).sum();
        if bytes > MAX_MEMORY_BYTES {
            return Err(CatalogError::MemoryFull { name: name.to_owned(), limit: MAX_MEMORY_BYTES });
        }
        memory.extend(bound);
        Ok(())
    }
}

#[async_trait]
impl Catalog for FileCatalog {
    async fn snapshot(&self) -> Result<Arc<dyn Snapshot>, CatalogError> {
        let tables = self.tables.iter().map(|(name, entry)| (name.clone(), entry.frozen()));
        Ok(Arc::new(FileSnapshot::new(tables, self.footers.clone())))
    }

    async fn append(&self, table: &str, batches: Vec<RecordBatch>) -> Result<(), CatalogError> {
        let entry = self.tables.get(table).ok_or_else(|| CatalogError::UnknownTable { name: table.to_owned() })?;
        entry.append(table, batches)
    }
}
