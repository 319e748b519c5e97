//! Tells the Parquet reader how each file's columns become the table's.

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::{DataFusionError, Result};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr_adapter::{PhysicalExprAdapter, PhysicalExprAdapterFactory};
use datafusion::physical_plan::metrics::Count;
use std::collections::HashMap;
use std::sync::Arc;

use super::bound_file::BoundFile;
use super::data_file::FILE_KEY;
use super::rewrite::{Purpose, Rewriter};

/// Finds the bound file of each schema that the reader opens.
#[derive(Debug)]
pub struct FileAdapters {
    files: HashMap<String, Arc<BoundFile>>,
    missed: Arc<[Count]>,
}

impl FileAdapters {
    /// `missed` has one counter a column of the table.
    pub fn new(files: &[Arc<BoundFile>], missed: Arc<[Count]>) -> FileAdapters {
        let key = |f: &Arc<BoundFile>| f.schema.metadata().get(FILE_KEY).cloned();
        let files = files.iter().filter_map(|f| Some((key(f)?, f.clone()))).collect();
        FileAdapters { files, missed }
    }
}

impl PhysicalExprAdapterFactory for FileAdapters {
    fn create(&self, table: SchemaRef, physical: SchemaRef) -> Result<Arc<dyn PhysicalExprAdapter>> {
        let bound = physical.metadata().get(FILE_KEY).and_then(|key| self.files.get(key));
        let bound =
            bound.ok_or_else(|| DataFusionError::Internal("the scan opened a file it did not choose".into()))?;
        let rewriter = Rewriter::new(table, bound.clone(), physical, Purpose::Read, self.missed.clone());
        Ok(Arc::new(FileAdapter { rewriter }))
    }
}

#[derive(Debug)]
struct FileAdapter {
    rewriter: Rewriter,
}

impl PhysicalExprAdapter for FileAdapter {
    fn rewrite(&self, expr: Arc<dyn PhysicalExpr>) -> Result<Arc<dyn PhysicalExpr>> {
        self.rewriter.rewrite(expr)
    }
}
