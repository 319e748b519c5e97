//! What an expression answers for each text of a dictionary, looked up by key.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int32Array, RecordBatch, StringViewArray};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, FieldRef, Schema, SchemaRef};
use datafusion::common::internal_err;
use datafusion::error::Result;
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use std::fmt::{Display, Formatter};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::recent::{Recent, keys, texts};
use crate::scan::conversion::Conversion;

/// Dictionaries up to this size are answered whole at once.
const SMALL: usize = 256;

/// An expression of nothing but one column of keys, and constants.
#[derive(Debug, Clone)]
pub struct AnswersOf {
    pub keys: Arc<dyn PhysicalExpr>,
    /// The expression over the texts, which are the one column of its input.
    over: Arc<dyn PhysicalExpr>,
    input: SchemaRef,
    /// What makes its value of a text.
    conversion: Conversion,
    known: Recent<Known>,
}

/// What is known of one dictionary.
#[derive(Debug, Clone)]
struct Known {
    texts: StringViewArray,
    /// Rows seen so far. A dictionary larger than the rows that ask for it is never answered whole.
    rows: usize,
    answers: Option<Answers>,
}

#[derive(Debug, Clone)]
enum Answers {
    /// Without null. Filters are the usual case, and are looked up fastest so.
    Bools(Arc<[bool]>),
    Any(ArrayRef),
}

impl Answers {
    fn new(answers: ArrayRef) -> Answers {
        match answers.as_boolean_opt().filter(|answers| answers.null_count() == 0) {
            Some(bools) => Answers::Bools(bools.values().iter().collect()),
            None => Answers::Any(answers),
        }
    }

    /// The answer for each key.
    fn of(&self, keys: &Int32Array) -> Result<ArrayRef> {
        match self {
            Answers::Bools(answers) => {
                let answer = |key: &i32| usize::try_from(*key).ok().and_then(|key| answers.get(key)).copied();
                let of = |row: usize| answer(&keys.values()[row]).unwrap_or_default();
                Ok(Arc::new(BooleanArray::new(BooleanBuffer::collect_bool(keys.len(), of), None)))
            }
            Answers::Any(answers) => Ok(take(answers, keys, None)?),
        }
    }
}

impl AnswersOf {
    /// `over` reads the text from column 0, which is described by `text`.
    pub fn new(
        keys: Arc<dyn PhysicalExpr>,
        over: Arc<dyn PhysicalExpr>,
        text: FieldRef,
        conversion: Conversion,
    ) -> AnswersOf {
        AnswersOf { keys, over, input: Arc::new(Schema::new(vec![text])), conversion, known: Recent::default() }
    }

    fn known(&self, array: &ArrayRef) -> Result<Known> {
        let mut known = match self.known.of(array) {
            Some(known) if known.answers.is_some() => return Ok(known),
            Some(known) => known,
            None => Known { texts: texts(array, &self.conversion)?, rows: 0, answers: None },
        };
        known.rows = known.rows.saturating_add(array.len());
        if known.texts.len() <= SMALL.max(known.rows) {
            // A text that no row has may fail to answer; then the rows answer for themselves.
            known.answers = self.ask(&known.texts).ok().map(Answers::new);
        }
        self.known.put(array, known.clone());
        Ok(known)
    }

    fn ask(&self, texts: &StringViewArray) -> Result<ArrayRef> {
        let batch = RecordBatch::try_new(self.input.clone(), vec![Arc::new(texts.clone())])?;
        self.over.evaluate(&batch)?.into_array(texts.len())
    }
}

impl PhysicalExpr for AnswersOf {
    fn data_type(&self, _schema: &Schema) -> Result<DataType> {
        self.over.data_type(&self.input)
    }

    fn nullable(&self, _schema: &Schema) -> Result<bool> {
        self.over.nullable(&self.input)
    }

    fn return_field(&self, _schema: &Schema) -> Result<FieldRef> {
        self.over.return_field(&self.input)
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let array = self.keys.evaluate(batch)?.into_array(batch.num_rows())?;
        let keys = keys(&array)?;
        let known = self.known(&array)?;
        let answers = match &known.answers {
            Some(answers) => answers.of(&keys)?,
            None => self.ask(take(&known.texts, &keys, None)?.as_string_view())?,
        };
        Ok(ColumnarValue::Array(answers))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.keys]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn PhysicalExpr>>) -> Result<Arc<dyn PhysicalExpr>> {
        let Ok([keys]) = <[_; 1]>::try_from(children) else {
            return internal_err!("the answers of a dictionary have one child");
        };
        Ok(Arc::new(AnswersOf { keys, ..self.as_ref().clone() }))
    }

    fn fmt_sql(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Display for AnswersOf {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "each text of {}: {}", self.keys, self.over)
    }
}

impl PartialEq for AnswersOf {
    fn eq(&self, other: &Self) -> bool {
        self.keys.eq(&other.keys)
            && self.over.eq(&other.over)
            && self.input == other.input
            && self.conversion == other.conversion
    }
}

impl Eq for AnswersOf {}

impl Hash for AnswersOf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.keys.hash(state);
        self.over.hash(state);
    }
}
