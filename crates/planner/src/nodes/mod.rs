//! What SQL plans have no node for: operators that turn rows into other rows by a kernel.
//!
//! One node, [`Rows`], serves them all: it evaluates some expressions over its input, hands them to a kernel, and puts the
//! kernel's columns beside the input's, repeated or dropped as the kernel says.

mod exec;
mod grouped;
mod held;
mod logical;
mod pieces;
mod planner;
mod stateless;

pub use grouped::{Grouped, groups, joined};
pub use held::Held;
pub use logical::Rows;
pub use planner::LurcherQueryPlanner;
pub use stateless::Stateless;

use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use std::fmt::Debug;
use std::sync::Arc;

/// The rule of one operator: an immutable description that starts a run per partition. One that remembers nothing from call to
/// call is a [`Stateless`].
pub trait Kernel: Debug + Send + Sync {
    /// The columns it adds.
    fn fields(&self) -> Vec<Field>;

    /// It must see every row, in order: one partition, and one batch if `whole` too.
    fn input(&self) -> Input;

    /// The most rows to hand over at a time: few, where each may become very many.
    fn most_rows(&self) -> usize {
        usize::MAX
    }

    /// Whether rows with these values may be handed over at once although they are more than that: they are small.
    fn are_small(&self, _arguments: &[ArrayRef]) -> bool {
        false
    }

    /// Whether filtering before it keeps the same rows as filtering behind it.
    fn lets_filters_pass(&self) -> bool {
        false
    }

    fn start(&self) -> Box<dyn Run>;
}

/// How a kernel takes its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Any batch of any partition.
    Batches,
    /// Batches of one partition, in order.
    InOrder,
    /// All rows at once.
    Whole,
}

/// A kernel at work.
pub trait Run: Send {
    /// The answer for some rows, given the values of the node's expressions.
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced>;

    /// The bytes that it remembers from one call to the next.
    fn size(&self) -> usize {
        0
    }
}

/// What a kernel makes of some rows.
pub struct Produced {
    /// The input row of each output row; nothing if they are the same rows.
    pub take: Option<UInt32Array>,
    /// The added columns.
    pub columns: Vec<ArrayRef>,
    /// How many output rows there are.
    pub rows: usize,
}

pub type KernelRef = Arc<dyn Kernel>;
