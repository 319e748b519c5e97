//! The `…if` aggregates: another aggregate over the rows for which a predicate is true.

use crate::{Accumulator, KernelError};
use lurcher_columnar::Column;
use lurcher_types::Value;

/// Feeds `inner` only the rows for which the argument with this index is true; a null is not true.
/// `inner` sees all arguments, so it must not read the predicate's.
pub fn only_where(predicate: usize, inner: Box<dyn Accumulator>) -> Box<dyn Accumulator> {
    Box::new(OnlyWhere { predicate, inner })
}

/// Whether a bool column is true in this row.
pub fn is_true(column: &Column, row: usize) -> bool {
    !column.is_null(row) && column.bools().value(column.index(row))
}

#[derive(Debug)]
struct OnlyWhere {
    predicate: usize,
    inner: Box<dyn Accumulator>,
}

impl Accumulator for OnlyWhere {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let predicate = &arguments[self.predicate];
        self.inner.update(arguments, &mut rows.filter(|row| is_true(predicate, *row)))
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        self.inner.state()
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        self.inner.merge(state)
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        self.inner.finish()
    }

    fn finish_many(&mut self) -> Result<Vec<Value>, KernelError> {
        self.inner.finish_many()
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.inner.size()
    }
}
