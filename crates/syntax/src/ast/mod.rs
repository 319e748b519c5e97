//! The tree of a query. Names are as written, nothing is resolved yet; every node has its span.

mod expression;
mod operators;
mod statements;

pub use expression::*;
pub use operators::*;
pub use statements::*;
