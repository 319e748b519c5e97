//! What can be wrong with a table's files.

use datafusion::error::DataFusionError;
use lurcher_types::Type;
use std::fmt::{Display, Formatter};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogError {
    UnknownTable {
        name: String,
    },
    TableTwice {
        name: String,
    },
    /// The file or folder is missing, damaged or larger than allowed.
    Unreadable {
        file: String,
        message: String,
    },
    /// A stored column has no meaning as the table's type.
    ColumnType {
        place: String,
        column: String,
        wanted: Type,
        found: String,
    },
    ColumnTwice {
        place: String,
        column: String,
    },
    /// Appended rows have a column that the table lacks.
    UnknownColumn {
        place: String,
        column: String,
    },
    TooManyFiles {
        folder: String,
        limit: usize,
    },
    MemoryFull {
        name: String,
        limit: usize,
    },
}

impl Display for CatalogError {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            CatalogError::UnknownTable { name } => write!(f, "there is no table '{name}'"),
            CatalogError::TableTwice { name } => write!(f, "table '{name}' is registered twice"),
            CatalogError::Unreadable { file, message } => write!(f, "cannot read {file}: {message}"),
            CatalogError::ColumnType { place, column, wanted, found } => {
                write!(f, "{place}: column '{column}' has type {found}, which cannot be read as {wanted}")
            }
            CatalogError::ColumnTwice { place, column } => write!(f, "{place}: there are two columns '{column}'"),
            CatalogError::UnknownColumn { place, column } => {
                write!(f, "{place}: the table has no column '{column}'")
            }
            CatalogError::TooManyFiles { folder, limit } => {
                write!(f, "{folder} holds more than {limit} files (MAX_FILES)")
            }
            CatalogError::MemoryFull { name, limit } => {
                write!(f, "table '{name}' would hold more than {limit} bytes in memory (MAX_MEMORY_BYTES)")
            }
        }
    }
}

impl std::error::Error for CatalogError {}

impl From<CatalogError> for DataFusionError {
    fn from(e: CatalogError) -> DataFusionError {
        DataFusionError::External(Box::new(e))
    }
}
