//! What the text of a literal means.

pub mod guids;
pub mod numbers;
pub mod strings;
pub mod wrapped;

/// Why a literal's text has no meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: &'static str,
    pub message: String,
    pub help: Option<&'static str>,
}

impl Problem {
    pub fn new(code: &'static str, message: impl Into<String>) -> Problem {
        Problem { code, message: message.into(), help: None }
    }

    pub fn with_help(mut self, help: &'static str) -> Problem {
        self.help = Some(help);
        self
    }
}
