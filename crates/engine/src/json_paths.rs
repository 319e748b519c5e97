//! Several paths into a JSON text at once: one struct for each text, with a field for each path.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringViewBuilder, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields, Schema};
use datafusion::common::{exec_err, internal_err};
use datafusion::error::Result;
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use lurcher_types::dynamic::{Found, Paths, Step};
use std::fmt::{Display, Formatter};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// What the paths lead to in each text.
#[derive(Debug, Clone)]
pub struct JsonPaths {
    text: Arc<dyn PhysicalExpr>,
    paths: Vec<Vec<Step>>,
}

impl PartialEq for JsonPaths {
    fn eq(&self, other: &JsonPaths) -> bool {
        self.text.eq(&other.text) && self.paths == other.paths
    }
}

impl Eq for JsonPaths {}

impl Hash for JsonPaths {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
        self.paths.hash(state);
    }
}

impl JsonPaths {
    pub fn new(text: Arc<dyn PhysicalExpr>, paths: Vec<Vec<Step>>) -> JsonPaths {
        JsonPaths { text, paths }
    }

    fn fields(&self) -> Fields {
        (0..self.paths.len()).map(|i| Field::new(format!("p{i}"), DataType::Utf8View, true)).collect()
    }
}

impl PhysicalExpr for JsonPaths {
    fn data_type(&self, _schema: &Schema) -> Result<DataType> {
        Ok(DataType::Struct(self.fields()))
    }

    fn nullable(&self, _schema: &Schema) -> Result<bool> {
        Ok(false)
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let texts = self.text.evaluate(batch)?.into_array(batch.num_rows())?;
        let Some(texts) = texts.as_string_view_opt() else {
            return exec_err!("paths lead into text, and not into {}", texts.data_type());
        };
        let paths = Paths::new(self.paths.iter().map(Vec::as_slice));
        let mut found = Found::default();
        let builder = |_| StringViewBuilder::with_capacity(texts.len());
        let mut columns: Vec<StringViewBuilder> = (0..paths.count()).map(builder).collect();
        for text in texts {
            let text = text.unwrap_or_default();
            paths.find(text, &mut found);
            for (path, column) in columns.iter_mut().enumerate() {
                column.append_option(found.value(text, path));
            }
        }
        let columns = columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        Ok(ColumnarValue::Array(Arc::new(StructArray::try_new(self.fields(), columns, None)?)))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.text]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn PhysicalExpr>>) -> Result<Arc<dyn PhysicalExpr>> {
        let Ok([text]) = <[_; 1]>::try_from(children) else {
            return internal_err!("paths have one text");
        };
        Ok(Arc::new(JsonPaths { text, paths: self.paths.clone() }))
    }

    fn fmt_sql(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Display for JsonPaths {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} paths into {}", self.paths.len(), self.text)
    }
}

/// What one of the paths led to.
#[derive(Debug, Clone)]
pub struct Part {
    paths: Arc<dyn PhysicalExpr>,
    index: usize,
    /// What the path alone would have given.
    field: FieldRef,
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.paths.eq(&other.paths) && self.index == other.index && self.field == other.field
    }
}

impl Eq for Part {}

impl Hash for Part {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.paths.hash(state);
        self.index.hash(state);
    }
}

impl Part {
    pub fn new(paths: Arc<dyn PhysicalExpr>, index: usize, field: FieldRef) -> Part {
        Part { paths, index, field }
    }
}

impl PhysicalExpr for Part {
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
        let paths = self.paths.evaluate(batch)?.into_array(batch.num_rows())?;
        match paths.as_struct_opt().and_then(|paths| paths.columns().get(self.index)) {
            Some(part) => Ok(ColumnarValue::Array(part.clone())),
            None => internal_err!("there is no path {}", self.index),
        }
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.paths]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn PhysicalExpr>>) -> Result<Arc<dyn PhysicalExpr>> {
        let Ok([paths]) = <[_; 1]>::try_from(children) else {
            return internal_err!("a part has one whole");
        };
        Ok(Arc::new(Part { paths, ..self.as_ref().clone() }))
    }

    fn fmt_sql(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "part {} of {}", self.index, self.paths)
    }
}
