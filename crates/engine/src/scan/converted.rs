//! The expression that converts a stored column while it is read.

use datafusion::arrow::array::{ArrayRef, RecordBatch};
use datafusion::arrow::datatypes::{DataType, FieldRef, Schema};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::metrics::Count;
use std::fmt::{Display, Formatter};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use super::bound_file::BoundColumn;
use super::conversion::Conversion;
use super::convert::{checked_text, convert};

/// The metric that counts stored values which KQL's type cannot hold, and which became null.
pub const MISSED_VALUES: &str = "values_read_as_null";

/// A stored column as its KQL column.
///
/// Pruning does not look inside, so this stands wherever a comparison was not moved into the file's own terms.
#[derive(Debug, Clone)]
pub struct ConvertedExpr {
    pub stored: Arc<dyn PhysicalExpr>,
    pub column: Arc<BoundColumn>,
    /// The column of the table.
    pub field: FieldRef,
    /// The file, for messages.
    pub file: Arc<str>,
    pub missed: Count,
    pub last: LastBatch,
}

/// The last array converted, and what it became: several expressions over one column convert it once a batch.
pub type LastBatch = Arc<Mutex<Option<(ArrayRef, ArrayRef)>>>;

impl ConvertedExpr {
    fn convert(&self, array: &ArrayRef) -> Result<ArrayRef> {
        let converted = if self.column.unchecked_text && self.column.conversion != Conversion::AsIs {
            checked_text(array).and_then(|text| convert(&self.column.conversion, self.column.kql_type, &text))
        } else {
            convert(&self.column.conversion, self.column.kql_type, array)
        };
        let converted = converted.map_err(|e| {
            DataFusionError::Execution(format!(
                "column '{}' of {} cannot be read as {}: {}",
                self.column.stored,
                self.file,
                self.column.kql_type,
                e.strip_backtrace()
            ))
        })?;
        self.missed.add(converted.missed);
        Ok(converted.array)
    }
}

impl PhysicalExpr for ConvertedExpr {
    fn data_type(&self, _schema: &Schema) -> Result<DataType> {
        Ok(self.field.data_type().clone())
    }

    fn nullable(&self, _schema: &Schema) -> Result<bool> {
        Ok(true)
    }

    fn return_field(&self, _schema: &Schema) -> Result<FieldRef> {
        Ok(self.field.clone())
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let array = self.stored.evaluate(batch)?.into_array(batch.num_rows())?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((from, to)) = last.as_ref()
            && Arc::ptr_eq(from, &array)
        {
            return Ok(ColumnarValue::Array(to.clone()));
        }
        let converted = self.convert(&array)?;
        *last = Some((array, converted.clone()));
        Ok(ColumnarValue::Array(converted))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.stored]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn PhysicalExpr>>) -> Result<Arc<dyn PhysicalExpr>> {
        let [stored] = <[_; 1]>::try_from(children)
            .map_err(|_| DataFusionError::Internal("a converted column has one child".to_owned()))?;
        Ok(Arc::new(ConvertedExpr { stored, ..self.as_ref().clone() }))
    }

    fn fmt_sql(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Display for ConvertedExpr {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({})", self.column.kql_type, self.stored)
    }
}

impl PartialEq for ConvertedExpr {
    fn eq(&self, other: &Self) -> bool {
        self.stored.eq(&other.stored)
            && self.column.conversion == other.column.conversion
            && self.field == other.field
            && self.file == other.file
    }
}

impl Eq for ConvertedExpr {}

impl Hash for ConvertedExpr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stored.hash(state);
        self.column.conversion.hash(state);
        self.field.hash(state);
    }
}
