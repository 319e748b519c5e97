//! KQL text to tokens and tree.
//!
//! Parsing never fails: [`parse`] gives a tree and the list of what is wrong with the text. The tree keeps byte
//! spans on every node, so that later stages can point into the text.

pub mod ast;
pub mod diagnostic;

mod span;

pub use diagnostic::{Diagnostic, Stage};
pub use span::Span;
