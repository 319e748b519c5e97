//! Errors that know their place in the query's text.

use datafusion::common::DataFusionError;
use lurcher_syntax::Span;
use std::fmt;

/// What went wrong while a query ran, and which part of its text was being computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedError {
    pub code: &'static str,
    pub message: String,
    pub span: Span,
}

impl fmt::Display for LocatedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for LocatedError {}

/// An error of the run with its place.
pub fn located(code: &'static str, span: Span, message: impl Into<String>) -> DataFusionError {
    DataFusionError::External(Box::new(LocatedError { code, message: message.into(), span }))
}

/// A kernel refused its arguments.
pub const KERNEL: &str = "LUR301";
/// A named limit was reached.
pub const LIMIT: &str = "LUR302";
/// A known construct is refused at the time it would run.
pub const REFUSED: &str = "LUR303";
