//! The tree of a query. Names are as written, nothing is resolved yet; every node has its span.

mod chains;
mod clauses;
mod expression;
mod graph;
mod operators;
mod statements;

pub use clauses::*;
pub use expression::*;
pub use graph::*;
pub use operators::*;
pub use statements::*;
