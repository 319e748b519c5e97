//! What a kernel is given and what it gives back.

use arrow::array::{Array, ArrayRef, make_array};
use arrow::buffer::NullBuffer;
use lurcher_columnar::{Builder, Column};
use lurcher_types::describe::{Description, Nulls};
use lurcher_types::{Type, Value};
use std::cell::Cell;
use std::fmt;

/// A scalar function: what it is, and the code that computes it over whole columns.
pub struct Function {
    pub description: &'static Description,
    pub kernel: fn(&Call) -> Result<ArrayRef, KernelError>,
}

/// One evaluation of a function over a batch.
pub struct Call<'a> {
    pub args: &'a [Column],
    /// The length of the answer.
    pub rows: usize,
    /// The KQL type of the answer, as the binder found it.
    pub returns: Type,
    pub context: &'a Context,
}

/// The longest text that a function makes.
pub const MAX_TEXT_BYTES: usize = 1 << 28;

/// The most text that one call makes over one batch of rows.
pub const MAX_BATCH_BYTES: usize = 1 << 30;

thread_local! {
    /// The call at work on this thread would have made more than that, and has thrown its answer away: it is refused.
    static TOO_MUCH: Cell<bool> = const { Cell::new(false) };
}

/// What a query may know beside its rows. No kernel asks the machine for the time, the zone or a random number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Context {
    /// `now()` in ticks, the same for the whole query.
    pub now: i64,
    /// Where `rand()` and `new_guid()` start from.
    pub seed: u64,
}

/// A kernel's refusal, in words for the author of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KernelError {
    pub message: String,
    /// What Kusto answers here is not known, or not built: the arguments are no mistake.
    pub is_unbuilt: bool,
}

impl KernelError {
    pub fn new(message: impl Into<String>) -> KernelError {
        KernelError { message: message.into(), is_unbuilt: false }
    }

    pub fn unbuilt(message: impl Into<String>) -> KernelError {
        KernelError { message: message.into(), is_unbuilt: true }
    }
}

impl fmt::Display for KernelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for KernelError {}

impl Function {
    /// Runs the kernel, and nulls the rows that have a null argument where the function says so.
    pub fn evaluate(&self, call: &Call) -> Result<ArrayRef, KernelError> {
        let outer = TOO_MUCH.replace(false);
        let answer = self.answer(call);
        if TOO_MUCH.replace(outer) {
            return Err(KernelError::new(format!(
                "a text would be longer than {MAX_TEXT_BYTES} bytes, or those of one batch of rows than {MAX_BATCH_BYTES}"
            )));
        }
        answer
    }

    fn answer(&self, call: &Call) -> Result<ArrayRef, KernelError> {
        let answer = (self.kernel)(call)?;
        debug_assert_eq!(answer.len(), call.rows, "{}", self.description.name);
        if self.description.nulls == Nulls::Kernel {
            return Ok(answer);
        }
        let any_null = |row: usize| call.args.iter().any(|a| a.kql_type.has_null() && a.is_null(row));
        if !call.args.iter().any(|a| a.array.null_count() > 0) {
            return Ok(answer);
        }
        if call.returns == Type::String {
            let texts = Column::new(Type::String, answer);
            let texts = texts.strings();
            return Ok(call.strings(|row| if any_null(row) { "" } else { texts.value(row) }));
        }
        let valid: NullBuffer = (0..call.rows).map(|row| !any_null(row)).collect();
        let nulls = NullBuffer::union(answer.nulls(), Some(&valid));
        let data = answer.to_data().into_builder().nulls(nulls).build();
        data.map(make_array).map_err(|e| KernelError::new(e.to_string()))
    }
}

impl Call<'_> {
    /// An answer made row by row. `None` is null (or `""` for string).
    pub fn rows(&self, mut f: impl FnMut(usize) -> Option<Value>) -> ArrayRef {
        let mut b = Builder::new(self.returns, self.rows);
        let mut bytes = 0;
        for row in 0..self.rows {
            match f(row) {
                Some(Value::String(text) | Value::Dynamic(text)) if !may_make(text.len(), &mut bytes) => {
                    return self.too_much();
                }
                Some(v) => b.push(&v),
                None => b.push_missing(),
            }
        }
        b.finish()
    }

    /// A string answer made row by row.
    pub fn strings<S: AsRef<str>>(&self, mut f: impl FnMut(usize) -> S) -> ArrayRef {
        let mut b = arrow::array::StringViewBuilder::with_capacity(self.rows);
        let mut bytes = 0;
        for row in 0..self.rows {
            let text = f(row);
            if !may_make(text.as_ref().len(), &mut bytes) {
                return self.too_much();
            }
            b.append_value(text);
        }
        std::sync::Arc::new(b.finish())
    }

    /// What stands in for an answer that nobody will see.
    fn too_much(&self) -> ArrayRef {
        TOO_MUCH.set(true);
        lurcher_columnar::nulls(self.returns, self.rows)
    }

    /// A long, datetime or timespan answer made row by row.
    pub fn longs(&self, f: impl FnMut(usize) -> Option<i64>) -> ArrayRef {
        std::sync::Arc::new((0..self.rows).map(f).collect::<arrow::array::Int64Array>())
    }

    pub fn reals(&self, f: impl FnMut(usize) -> Option<f64>) -> ArrayRef {
        std::sync::Arc::new((0..self.rows).map(f).collect::<arrow::array::Float64Array>())
    }

    pub fn bools(&self, f: impl FnMut(usize) -> Option<bool>) -> ArrayRef {
        std::sync::Arc::new((0..self.rows).map(f).collect::<arrow::array::BooleanArray>())
    }

    /// The constant text of an argument that must be constant.
    pub fn constant_text(&self, index: usize) -> Result<String, KernelError> {
        match self.args.get(index).and_then(Column::constant_value) {
            Some(Value::String(s)) => Ok(s),
            _ => Err(KernelError::new(format!("argument {} must be a constant string", index + 1))),
        }
    }
}

/// Whether a text of so many bytes may be made beside those that are counted.
fn may_make(text: usize, bytes: &mut usize) -> bool {
    *bytes = bytes.saturating_add(text);
    text <= MAX_TEXT_BYTES && *bytes <= MAX_BATCH_BYTES
}
