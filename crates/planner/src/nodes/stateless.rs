use super::{Input, Kernel, Produced, Run};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use std::fmt::Debug;

/// A kernel that remembers nothing: what it makes of some rows depends on those rows alone. Most are such, because they take
/// all rows at once or each row by itself; they are their own run.
pub trait Stateless: Debug + Clone + Send + Sync + 'static {
    /// How it takes its input.
    const INPUT: Input;

    /// The columns it adds.
    fn added(&self) -> Vec<Field>;

    /// The answer for some rows, given the values of the node's expressions.
    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced>;
}

impl<K: Stateless> Kernel for K {
    fn fields(&self) -> Vec<Field> {
        self.added()
    }

    fn input(&self) -> Input {
        K::INPUT
    }

    fn start(&self) -> Box<dyn Run> {
        Box::new(self.clone())
    }
}

impl<K: Stateless> Run for K {
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        self.apply(arguments, rows)
    }
}
