//! Aggregates: one accumulator per group.

use crate::call::{Context, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};
use std::fmt::Debug;

pub struct Aggregate {
    pub description: &'static Description,
    /// The answer depends on the order of rows (or on the order of additions), so one thread must feed it in input order.
    pub ordered: fn(&[Type]) -> bool,
    pub start: fn(&AggregateCall) -> Result<Box<dyn Accumulator>, KernelError>,
}

/// What an accumulator is made for.
pub struct AggregateCall<'a> {
    /// Of the arguments as they arrive: a `*` is already the columns it stands for.
    pub argument_types: &'a [Type],
    /// The constant value of each argument that is a constant.
    pub constants: &'a [Option<Value>],
    pub returns: Type,
    pub context: &'a Context,
}

/// The running state of one group.
pub trait Accumulator: Send + Sync + Debug {
    /// Takes in the rows listed; a column may be constant. The same row may not be given twice.
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError>;

    /// Everything needed to go on elsewhere; as many values, of the same types, at every call.
    fn state(&mut self) -> Result<Vec<Value>, KernelError>;

    /// Takes in the state of another accumulator of the same group.
    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError>;

    /// The answer.
    fn finish(&mut self) -> Result<Value, KernelError>;

    /// The answers of an aggregate with several outputs (`arg_max`, `percentiles`, `take_any(a, b)`), one for each.
    fn finish_many(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    /// Bytes held, for the memory limit.
    fn size(&self) -> usize;
}
