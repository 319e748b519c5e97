//! One of our accumulators as one of DataFusion's.

use super::state;
use crate::error::{KERNEL, located};
use crate::scalar_of;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StructArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::Fields;
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::Accumulator;
use lurcher_columnar::{Column, array_of, arrow_type};
use lurcher_functions::KernelError;
use lurcher_syntax::Span;
use lurcher_types::Type;
use std::sync::Arc;

#[derive(Debug)]
pub struct Adapter {
    pub inner: Box<dyn lurcher_functions::Accumulator>,
    pub types: Vec<Type>,
    /// The types of the answers; several make a struct.
    pub returns: Vec<Type>,
    pub struct_fields: Option<Fields>,
    pub span: Span,
}

impl Adapter {
    fn failed(&self) -> impl Fn(KernelError) -> datafusion::common::DataFusionError + use<> {
        let span = self.span;
        move |e| located(KERNEL, span, e.to_string())
    }
}

impl Accumulator for Adapter {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let rows = values.first().map_or(0, |v| v.len());
        let columns = values
            .iter()
            .zip(&self.types)
            .map(|(array, t)| {
                let wanted = arrow_type(*t);
                let array = if *array.data_type() == wanted { array.clone() } else { cast(array, &wanted)? };
                Ok(Column::new(*t, array))
            })
            .collect::<Result<Vec<_>>>()?;
        let failed = self.failed();
        self.inner.update(&columns, &mut (0..rows)).map_err(failed)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let failed = self.failed();
        let Some(fields) = &self.struct_fields else {
            return scalar_of(&self.inner.finish().map_err(failed)?);
        };
        let values = self.inner.finish_many().map_err(failed)?;
        let arrays = values.iter().zip(&self.returns).map(|(v, t)| array_of(*t, [v])).collect();
        Ok(ScalarValue::Struct(Arc::new(StructArray::try_new(fields.clone(), arrays, None)?)))
    }

    fn size(&self) -> usize {
        self.inner.size()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let failed = self.failed();
        Ok(vec![ScalarValue::Binary(Some(state::write(&self.inner.state().map_err(failed)?)))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let failed = self.failed();
        let Some(blobs) = states.first() else { return Ok(()) };
        for blob in blobs.as_binary::<i32>().iter().flatten() {
            self.inner.merge(&state::read(blob)?).map_err(&failed)?;
        }
        Ok(())
    }
}
