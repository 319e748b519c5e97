//! KQL texts laid out: one pipe a line, long lists one item a line, operators spaced.
//!
//! [`format`] changes white space and nothing else: tokens and comments come out as they went in, byte for byte and in
//! their order. What is laid out once is not changed by laying it out again.

mod brackets;
mod doc;
mod layout;
mod operators;
mod pieces;
mod print;
mod spacing;
mod tree;
mod verify;
mod words;

use lurcher_syntax::limits::MAX_TEXT_BYTES;
use lurcher_syntax::{Diagnostic, Stage, parse, tokens};
use std::fmt;

/// Lines are kept within so many characters where KQL offers a place to break them.
pub const MAX_WIDTH: usize = 100;

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is no KQL; the first thing that is wrong with it.
    Syntax(Box<Diagnostic>),
    /// Laid out it would be longer than a text may be: indentation can make a text grow many times over.
    TooLong,
    /// Laid out it would not be the same query. This is a fault of Lurcher, and the text is safe from it.
    Unsafe,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Syntax(diagnostic) => diagnostic.fmt(f),
            Refusal::TooLong => write!(f, "laid out, it would have more than {MAX_TEXT_BYTES} bytes (MAX_TEXT_BYTES)"),
            Refusal::Unsafe => f.write_str("laid out, it would no longer be the same query; please report it"),
        }
    }
}

impl std::error::Error for Refusal {}

/// The text laid out, with a line end behind its last line. The parser's limits are this function's too.
pub fn format(text: &str) -> Result<String, Refusal> {
    if let Some(wrong) = parse(text).diagnostics.into_iter().find(|d| d.stage == Stage::Syntax) {
        return Err(Refusal::Syntax(Box::new(wrong)));
    }
    let tokens = tokens(text);
    let pieces = pieces::read(text, &tokens);
    let nodes = tree::grow(&pieces).ok_or(Refusal::Unsafe)?;
    let doc = layout::Layout { pieces: &pieces }.text(&nodes);
    let mut formatted = print::print(&pieces, &doc);
    if text.starts_with(BYTE_ORDER_MARK) {
        formatted.insert(0, BYTE_ORDER_MARK);
    }
    if formatted.len() > MAX_TEXT_BYTES {
        return Err(Refusal::TooLong);
    }
    if verify::is_same_query(text, &tokens, &formatted) { Ok(formatted) } else { Err(Refusal::Unsafe) }
}

/// Some editors put it before a text, and miss it when it is gone.
const BYTE_ORDER_MARK: char = '\u{feff}';
