//! One call of an aggregate: what all adapters of its states share.

use crate::error::{KERNEL, located};
use datafusion::arrow::array::{Array, ArrayRef, StructArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{DataFusionError, Result, internal_err};
use lurcher_columnar::{Column, arrow_type};
use lurcher_functions::aggregate::{DistinctValues, Picker, distinct_values, picker};
use lurcher_functions::{Accumulator, Aggregate, AggregateCall, Context, KernelError};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

pub struct Definition {
    pub aggregate: &'static Aggregate,
    /// Of the arguments.
    pub types: Vec<Type>,
    pub constants: Vec<Option<Value>>,
    /// The types of the answers; several make a struct.
    pub returns: Vec<Type>,
    pub context: Context,
    pub span: Span,
}

impl std::fmt::Debug for Definition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.aggregate.description.name)
    }
}

impl Definition {
    fn call(&self) -> AggregateCall<'_> {
        let returns = self.returns.first().copied().unwrap_or(Type::Dynamic);
        AggregateCall { argument_types: &self.types, constants: &self.constants, returns, context: &self.context }
    }

    /// The state of a group that has no rows yet.
    pub fn start(&self) -> Result<Box<dyn Accumulator>> {
        (self.aggregate.start)(&self.call()).map_err(|e| self.failed(e))
    }

    pub fn picker(&self) -> Option<Box<dyn Picker>> {
        picker(self.aggregate, &self.call())
    }

    pub fn distinct_values(&self) -> Option<DistinctValues> {
        distinct_values(self.aggregate, &self.call())
    }

    pub fn failed(&self, e: KernelError) -> DataFusionError {
        located(KERNEL, self.span, e.to_string())
    }

    /// The arguments as our kernels take them.
    pub fn columns(&self, values: &[ArrayRef]) -> Result<Vec<Column>> {
        let column = |(array, t): (&ArrayRef, &Type)| {
            let wanted = arrow_type(*t);
            let array = if *array.data_type() == wanted { array.clone() } else { cast(array, &wanted)? };
            Ok(Column::new(*t, array))
        };
        values.iter().zip(&self.types).map(column).collect()
    }

    fn fields(&self) -> Option<Fields> {
        let field = |(i, t): (usize, &Type)| Field::new(format!("f{i}"), arrow_type(*t), true);
        (self.returns.len() > 1).then(|| self.returns.iter().enumerate().map(field).collect())
    }

    pub fn answer_type(&self) -> DataType {
        match self.fields() {
            Some(fields) => DataType::Struct(fields),
            None => arrow_type(self.returns.first().copied().unwrap_or(Type::Dynamic)),
        }
    }

    /// One column of answers, or a struct of several.
    pub fn answer(&self, mut columns: Vec<ArrayRef>) -> Result<ArrayRef> {
        if let Some(fields) = self.fields() {
            return Ok(std::sync::Arc::new(StructArray::try_new(fields, columns, None)?));
        }
        match columns.pop() {
            Some(column) => Ok(column),
            None => internal_err!("an aggregate without an answer"),
        }
    }
}
