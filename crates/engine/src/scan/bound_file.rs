//! A file as one table sees it: for each KQL column, the stored column and the conversion.

use datafusion::arrow::array::{RecordBatch, RecordBatchOptions};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef};
use datafusion::datasource::physical_plan::parquet::apply_file_schema_type_coercions;
use lurcher_columnar::{kql_type, nulls};
use lurcher_types::Type;
use std::collections::HashSet;
use std::sync::Arc;

use super::conversion::{Conversion, conversion};
use super::convert::convert;
use super::data_file::DataFile;
use super::dictionary::dictionary_type;
use super::row_groups::RowGroups;
use crate::catalog::CatalogError;

/// Defender XDR and Sentinel name the same column differently: a file that has one of them has both.
const TIME_COLUMNS: [&str; 2] = ["Timestamp", "TimeGenerated"];

/// A file together with what each column of the table is in it.
#[derive(Debug)]
pub struct BoundFile {
    pub file: Arc<DataFile>,
    /// The types that the file is read with for this table.
    pub schema: SchemaRef,
    /// One entry a column of the table; nothing where the file lacks it.
    pub columns: Vec<Option<BoundColumn>>,
}

/// A stored column that serves a column of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundColumn {
    /// The name in the file.
    pub stored: String,
    pub kql_type: Type,
    pub conversion: Conversion,
    /// Bytes that are read as text without a check of the reader's.
    pub unchecked_text: bool,
    /// Statistics prove that every stored value has ticks.
    pub lossless: bool,
    /// The statistics order values as we do, and know all of them.
    pub sound_bounds: bool,
    /// Every row group says how many nulls the column has.
    pub null_counts: bool,
}

impl BoundFile {
    /// Finds the stored column and the conversion for each column of the table.
    pub fn bind(table: &SchemaRef, file: Arc<DataFile>) -> Result<BoundFile, CatalogError> {
        // The reader will apply these coercions in any case: the conversions must be chosen for what comes out.
        let schema = apply_file_schema_type_coercions(table, &file.schema).map_or(file.schema.clone(), Arc::new);
        let place = file.path.display().to_string();
        let unchecked = file.unchecked_text();
        let mut columns = bind_schema(table, &schema, &place)?;
        for column in columns.iter_mut().flatten() {
            let row_groups = RowGroups { schema: &schema, footer: &file.footer };
            column.unchecked_text = unchecked.contains(column.stored.as_str());
            // Statistics leave NaN out.
            column.sound_bounds = column.kql_type != Type::Real && row_groups.has_sound_bounds(&column.stored);
            column.null_counts = row_groups.has_null_counts(&column.stored);
            column.lossless = match column.conversion {
                Conversion::Ticks(scale) => row_groups.all_within(&column.stored, scale.valid_values()),
                _ => true,
            };
        }
        Ok(BoundFile { file, schema, columns })
    }

    /// The same file, with these columns of the table read as keys.
    pub fn with_keys(&self, columns: &[usize]) -> BoundFile {
        let mut bound =
            BoundFile { file: self.file.clone(), schema: self.schema.clone(), columns: self.columns.clone() };
        let mut stored = HashSet::new();
        for index in columns {
            if let Some(column) = bound.columns.get_mut(*index).and_then(Option::as_mut) {
                column.conversion = Conversion::Keys;
                stored.insert(column.stored.clone());
            }
        }
        bound.schema = with_types(&self.schema, |field| stored.contains(field.name()).then(dictionary_type));
        bound
    }

    /// The first and last ticks of a datetime column: `None` where statistics do not tell, `Some(None)` where the file
    /// has no value there.
    pub fn time_range(&self, column: usize) -> Option<Option<(i64, i64)>> {
        let Some(column) = self.columns.get(column)? else {
            return Some(None);
        };
        let Conversion::Ticks(scale) = column.conversion else {
            return None;
        };
        let row_groups = RowGroups { schema: &self.schema, footer: &self.file.footer };
        let range = row_groups.range(&column.stored)?;
        // A bound that KQL cannot hold hides the values that it can.
        range.map(|(low, high)| Some((scale.ticks(low)?, scale.ticks(high)?))).map_or(Some(None), |r| r.map(Some))
    }
}

/// A schema with some of its types exchanged.
pub(crate) fn with_types(schema: &Schema, exchange: impl Fn(&Field) -> Option<DataType>) -> SchemaRef {
    let fields: Vec<Field> = (schema.fields().iter())
        .map(|f| exchange(f).map_or_else(|| f.as_ref().clone(), |t| f.as_ref().clone().with_data_type(t)))
        .collect();
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

/// A batch as the table's columns, for tables in memory. Nothing in it is left out or lost.
pub(crate) fn bind_batch(table: &SchemaRef, batch: &RecordBatch, place: &str) -> Result<RecordBatch, CatalogError> {
    let stored = batch.schema();
    let columns = bind_schema(table, &stored, place)?;
    let used: HashSet<&str> = columns.iter().flatten().map(|c| c.stored.as_str()).collect();
    if let Some(unknown) = stored.fields().iter().find(|f| !used.contains(f.name().as_str())) {
        return Err(CatalogError::UnknownColumn { place: place.to_owned(), column: unknown.name().clone() });
    }
    let failed = |message: String| CatalogError::Unreadable { file: place.to_owned(), message };
    let mut arrays = Vec::with_capacity(columns.len());
    for (column, want) in columns.iter().zip(table.fields()) {
        let array = column.as_ref().and_then(|c| Some((c, batch.column_by_name(&c.stored)?)));
        let Some((column, array)) = array else {
            arrays.push(nulls(kql_type(want).unwrap_or(Type::Dynamic), batch.num_rows()));
            continue;
        };
        let converted = convert(&column.conversion, column.kql_type, array).map_err(|e| failed(e.to_string()))?;
        if converted.missed > 0 {
            let (missed, name, t) = (converted.missed, &column.stored, column.kql_type);
            return Err(failed(format!("{missed} values of column '{name}' do not fit {t}")));
        }
        arrays.push(converted.array);
    }
    let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(table.clone(), arrays, &rows).map_err(|e| failed(e.to_string()))
}

fn bind_schema(table: &Schema, stored: &Schema, place: &str) -> Result<Vec<Option<BoundColumn>>, CatalogError> {
    let mut seen = HashSet::new();
    for field in stored.fields() {
        if !seen.insert(field.name()) && table.field_with_name(field.name()).is_ok() {
            return Err(CatalogError::ColumnTwice { place: place.to_owned(), column: field.name().clone() });
        }
    }
    table.fields().iter().map(|want| bind_column(want, stored, place)).collect()
}

fn bind_column(want: &FieldRef, stored: &Schema, place: &str) -> Result<Option<BoundColumn>, CatalogError> {
    let kql_type = kql_type(want).unwrap_or(Type::Dynamic);
    let named = |name: &str| stored.field_with_name(name).ok();
    let other_name = TIME_COLUMNS.iter().find(|n| TIME_COLUMNS.contains(&want.name().as_str()) && *n != want.name());
    let field = named(want.name()).or_else(|| other_name.and_then(|n| named(n)));
    let Some(field) = field.filter(|f| *f.data_type() != DataType::Null) else {
        return Ok(None);
    };
    let conversion = conversion(kql_type, field).ok_or_else(|| CatalogError::ColumnType {
        place: place.to_owned(),
        column: want.name().clone(),
        wanted: kql_type,
        found: field.data_type().to_string(),
    })?;
    Ok(Some(BoundColumn {
        stored: field.name().clone(),
        kql_type,
        conversion,
        unchecked_text: false,
        lossless: false,
        sound_bounds: false,
        null_counts: false,
    }))
}
