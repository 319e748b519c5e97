//! What is wrong with a query, and where.

use crate::Span;
use std::fmt;

/// The step of a query's life that refused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    Syntax,
    Bind,
    /// Known KQL that Lurcher does not run yet, or never will.
    Unsupported,
    Run,
}

impl Stage {
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Syntax => "syntax",
            Stage::Bind => "bind",
            Stage::Unsupported => "unsupported",
            Stage::Run => "run",
        }
    }
}

/// One finding: a code, a place, what was found and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code such as `LUR101`; each has a page in `docs/errors/`.
    pub code: &'static str,
    pub stage: Stage,
    pub span: Span,
    pub message: String,
    /// What to do about it, if that is known.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn new(code: &'static str, stage: Stage, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, stage, span, message: message.into(), help: None }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Diagnostic {}
