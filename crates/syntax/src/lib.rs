//! KQL text to tokens and tree.
//!
//! Parsing never fails: [`parse`] gives a tree and the list of what is wrong with the text. The tree keeps byte
//! spans on every node, so that later stages can point into the text.

pub mod ast;
pub mod codes;
pub mod describe;
pub mod diagnostic;
pub mod lexer;
pub mod limits;

mod advice;
mod grammar;
mod keywords;
mod literal;
mod parser;
mod span;

pub use diagnostic::{Diagnostic, Stage};
pub use grammar::is_operator;
pub use lexer::{Token, TokenKind, tokens};
pub use parser::{Parsed, parse};
pub use span::Span;
