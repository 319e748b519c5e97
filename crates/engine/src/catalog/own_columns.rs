//! Columns that the data of an open table has and its schema does not.
//!
//! Services write into `AzureDiagnostics` whatever columns they like, so each workspace's export has others.

use super::file_catalog::Source;
use super::files::{Footers, parquet_files};
use super::{CatalogError, TableSource};
use datafusion::arrow::datatypes::{DataType, Field};
use lurcher_columnar::kql_type;
use lurcher_types::{Column, Side, Type};

/// The same table with its data's own columns, if it is an open one.
pub fn with_own_columns(mut table: TableSource, footers: &Footers) -> Result<TableSource, CatalogError> {
    if !lurcher_schema::is_open(&table.name) {
        return Ok(table);
    }
    for source in &table.sources {
        let schemas = match source {
            Source::Memory(batches) => batches.iter().map(|b| b.schema()).collect(),
            Source::File(path) => vec![footers.open(path)?.schema.clone()],
            Source::Folder(folder) => {
                let files = parquet_files(folder)?;
                files.iter().map(|p| Ok(footers.open(p)?.schema.clone())).collect::<Result<Vec<_>, CatalogError>>()?
            }
        };
        for field in schemas.iter().flat_map(|schema| schema.fields()) {
            if table.schema.column(field.name()).is_none() {
                let (name, kql_type) = (field.name().clone(), type_of(field));
                table.schema.columns.push(Column { name, kql_type, side: Side::Both, description: String::new() });
            }
        }
    }
    Ok(table)
}

fn type_of(field: &Field) -> Type {
    kql_type(field).unwrap_or(match field.data_type() {
        DataType::Boolean => Type::Bool,
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16 => Type::Int,
        DataType::Int64 | DataType::UInt32 | DataType::UInt64 => Type::Long,
        DataType::Float16 | DataType::Float32 | DataType::Float64 => Type::Real,
        DataType::Timestamp(..) | DataType::Date32 | DataType::Date64 => Type::Datetime,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Type::String,
        _ => Type::Dynamic,
    })
}
