//! One of our accumulators as one of DataFusion's: the state of an aggregation without groups.

use super::definition::Definition;
use super::state;
use crate::scalar_of;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::Accumulator;
use lurcher_columnar::array_of;
use std::sync::Arc;

#[derive(Debug)]
pub struct Adapter {
    pub inner: Box<dyn lurcher_functions::Accumulator>,
    pub definition: Arc<Definition>,
}

impl Accumulator for Adapter {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let rows = values.first().map_or(0, |v| v.len());
        let columns = self.definition.columns(values)?;
        self.inner.update(&columns, &mut (0..rows)).map_err(|e| self.definition.failed(e))
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        if let [_] = self.definition.returns.as_slice() {
            return scalar_of(&self.inner.finish().map_err(|e| self.definition.failed(e))?);
        }
        let values = self.inner.finish_many().map_err(|e| self.definition.failed(e))?;
        let arrays = values.iter().zip(&self.definition.returns).map(|(v, t)| array_of(*t, [v])).collect();
        ScalarValue::try_from_array(&self.definition.answer(arrays)?, 0)
    }

    fn size(&self) -> usize {
        self.inner.size()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let values = self.inner.state().map_err(|e| self.definition.failed(e))?;
        Ok(vec![ScalarValue::LargeBinary(Some(state::write(&values)))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let Some(blobs) = states.first() else { return Ok(()) };
        for blob in blobs.as_binary::<i64>().iter().flatten() {
            self.inner.merge(&state::read(blob)?).map_err(|e| self.definition.failed(e))?;
        }
        Ok(())
    }
}
