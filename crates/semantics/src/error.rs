//! The codes of what binding refuses.

use lurcher_syntax::{Diagnostic, Span, Stage};

pub const UNKNOWN_NAME: &str = "LUR101";
pub const UNKNOWN_TABLE: &str = "LUR102";
pub const UNKNOWN_FUNCTION: &str = "LUR103";
pub const ARGUMENT_COUNT: &str = "LUR104";
pub const ARGUMENT_TYPE: &str = "LUR105";
pub const OPERAND_TYPE: &str = "LUR106";
pub const DUPLICATE_NAME: &str = "LUR107";
pub const NOT_CONSTANT: &str = "LUR108";
pub const WRONG_KIND: &str = "LUR109";
pub const BAD_LITERAL: &str = "LUR110";
pub const BAD_OPTION: &str = "LUR111";
pub const AGGREGATE_PLACE: &str = "LUR112";
pub const BAD_JOIN_KEY: &str = "LUR113";
pub const NOT_SERIALIZED: &str = "LUR114";
pub const BAD_PARAMETER: &str = "LUR115";
pub const TOO_COMPLEX: &str = "LUR116";
pub const BAD_PATTERN: &str = "LUR117";

pub const UNSUPPORTED_OPERATOR: &str = "LUR201";
pub const UNSUPPORTED_FUNCTION: &str = "LUR202";
pub const UNSUPPORTED: &str = "LUR203";

/// A limit that the query sets itself.
pub const LIMIT: &str = "LUR302";

pub type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// A refusal of the binder.
pub fn refuse<T>(code: &'static str, span: Span, message: impl Into<String>) -> Result<T> {
    Err(Box::new(Diagnostic::new(code, Stage::Bind, span, message)))
}

/// A refusal with advice.
pub fn refuse_with<T>(code: &'static str, span: Span, message: impl Into<String>, help: Option<String>) -> Result<T> {
    let mut diagnostic = Diagnostic::new(code, Stage::Bind, span, message);
    diagnostic.help = help;
    Err(Box::new(diagnostic))
}

/// Known KQL that is not built.
pub fn unsupported<T>(code: &'static str, span: Span, message: impl Into<String>) -> Result<T> {
    Err(Box::new(Diagnostic::new(code, Stage::Unsupported, span, message)))
}

/// `did you mean a, b or c?`, if there is anything to mean.
pub fn did_you_mean<S: AsRef<str>>(names: &[S]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    let (last, rest) = quoted.split_last()?;
    Some(match rest {
        [] => format!("did you mean {last}?"),
        rest => format!("did you mean {} or {last}?", rest.join(", ")),
    })
}
