//! A column of keys as the text, or the dynamic, that it holds.

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, StringViewArray};
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, FieldRef, Schema};
use datafusion::common::internal_err;
use datafusion::error::Result;
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use std::fmt::{Display, Formatter};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::recent::{Recent, keys, texts, values_of};
use crate::scan::conversion::Conversion;
use crate::scan::convert::without_nulls;

/// The text of each key; `""` where there is none. Of a dynamic column, the value that the text stands for, or null.
#[derive(Debug, Clone)]
pub struct TextOf {
    pub keys: Arc<dyn PhysicalExpr>,
    /// The column of the table.
    pub field: FieldRef,
    /// What makes its value of a text.
    pub conversion: Conversion,
    texts: Recent<StringViewArray>,
}

impl TextOf {
    pub fn new(keys: Arc<dyn PhysicalExpr>, field: FieldRef, conversion: Conversion) -> TextOf {
        TextOf { keys, field, conversion, texts: Recent::default() }
    }
}

/// Where a dictionary has so many times more texts than there are rows, only the rows' texts are looked at.
const FEW: usize = 8;

fn values(array: &ArrayRef) -> usize {
    array.as_any_dictionary_opt().map_or(0, |d| d.values().len())
}

fn few(array: &ArrayRef, conversion: &Conversion) -> Result<ArrayRef> {
    Ok(Arc::new(values_of(without_nulls(&cast(array, &DataType::Utf8View)?)?, conversion)?))
}

impl PhysicalExpr for TextOf {
    fn data_type(&self, _schema: &Schema) -> Result<DataType> {
        Ok(self.field.data_type().clone())
    }

    fn nullable(&self, _schema: &Schema) -> Result<bool> {
        Ok(self.field.is_nullable())
    }

    fn return_field(&self, _schema: &Schema) -> Result<FieldRef> {
        Ok(self.field.clone())
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let array = self.keys.evaluate(batch)?.into_array(batch.num_rows())?;
        let texts = match self.texts.of(&array) {
            Some(texts) => texts,
            // A filter left few rows of many texts.
            None if array.len() < values(&array) / FEW => {
                return Ok(ColumnarValue::Array(few(&array, &self.conversion)?));
            }
            None => {
                let texts = texts(&array, &self.conversion)?;
                self.texts.put(&array, texts.clone());
                texts
            }
        };
        let text: ArrayRef = take(&texts, &keys(&array)?, None)?;
        Ok(ColumnarValue::Array(text))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.keys]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn PhysicalExpr>>) -> Result<Arc<dyn PhysicalExpr>> {
        let Ok([keys]) = <[_; 1]>::try_from(children) else {
            return internal_err!("the text of a column has one child");
        };
        Ok(Arc::new(TextOf { keys, ..self.as_ref().clone() }))
    }

    fn fmt_sql(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Display for TextOf {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "text({})", self.keys)
    }
}

impl PartialEq for TextOf {
    fn eq(&self, other: &Self) -> bool {
        self.keys.eq(&other.keys) && self.field == other.field && self.conversion == other.conversion
    }
}

impl Eq for TextOf {}

impl Hash for TextOf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.keys.hash(state);
        self.field.hash(state);
    }
}
