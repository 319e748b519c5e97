//! Why a command could not do its work, for a person to read.

use lurcher_syntax::Diagnostic;
use std::fmt;

#[derive(Debug)]
pub enum Failure {
    /// A query was refused: the text, and what is wrong where.
    Query { text: String, diagnostic: Box<Diagnostic> },
    /// Anything else, in one sentence.
    Plain(String),
}

impl Failure {
    pub fn plain(message: impl fmt::Display) -> Failure {
        Failure::Plain(message.to_string())
    }

    pub fn query(text: &str, diagnostic: Diagnostic) -> Failure {
        Failure::Query { text: text.to_owned(), diagnostic: Box::new(diagnostic) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Plain(message) => write!(f, "error: {message}"),
            Failure::Query { text, diagnostic } => pointed(f, text, diagnostic),
        }
    }
}

/// The message, the line it is about, and marks under the place.
fn pointed(f: &mut fmt::Formatter<'_>, text: &str, d: &Diagnostic) -> fmt::Result {
    writeln!(f, "error[{}] ({}): {}", d.code, d.stage.name(), d.message)?;
    let start = (d.span.start as usize).min(text.len());
    let before = text.get(..start).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line_number = before.matches('\n').count() + 1;
    let line = text.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
    let column = text.get(line_start..start).unwrap_or("").chars().count();
    let marked = d.span.of(text).lines().next().unwrap_or("").chars().count().max(1);
    let gutter = line_number.to_string();
    let pad = " ".repeat(gutter.len());
    writeln!(f, "{pad} --> line {line_number}, column {}", column + 1)?;
    writeln!(f, "{gutter} | {line}")?;
    write!(f, "{pad} | {}{}", " ".repeat(column), "^".repeat(marked))?;
    match &d.help {
        Some(help) => write!(f, "\n{pad} = {help}"),
        None => Ok(()),
    }
}
