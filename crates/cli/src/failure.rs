//! Why a command could not do its work, for a person to read.

use crate::output::terminal::{printable, printable_text};
use lurcher_syntax::Diagnostic;
use std::fmt;

/// So much of a long line is shown, the place in its middle.
const SHOWN_CHARS: usize = 160;

#[derive(Debug)]
pub enum Failure {
    /// A query was refused: the text, and what is wrong where.
    Query { text: String, diagnostic: Box<Diagnostic> },
    /// Anything else, in one sentence.
    Plain(String),
    /// Whoever reads our output has enough: `lurcher query … | head`.
    NobodyReads,
}

impl Failure {
    pub fn plain(message: impl fmt::Display) -> Failure {
        Failure::Plain(message.to_string())
    }

    pub fn query(text: &str, diagnostic: Diagnostic) -> Failure {
        Failure::Query { text: text.to_owned(), diagnostic: Box::new(diagnostic) }
    }
}

/// Of writing the output.
impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Failure {
        match e.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            _ => Failure::plain(format!("the output cannot be written: {e}")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Plain(message) => write!(f, "error: {}", printable_text(message)),
            Failure::Query { text, diagnostic } => pointed(f, text, diagnostic),
            Failure::NobodyReads => Ok(()),
        }
    }
}

/// The message, the line it is about, and marks under the place.
fn pointed(f: &mut fmt::Formatter<'_>, text: &str, d: &Diagnostic) -> fmt::Result {
    writeln!(f, "error[{}] ({}): {}", d.code, d.stage.name(), printable_text(&d.message))?;
    let start = (d.span.start as usize).min(text.len());
    let before = text.get(..start).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line_number = before.matches('\n').count() + 1;
    let line = text.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
    let column = text.get(line_start..start).unwrap_or("").chars().count();
    let skipped = column.saturating_sub(SHOWN_CHARS / 2);
    let part = |from: usize, to: usize| printable(&line.chars().skip(from).take(to - from).collect::<String>());
    let (head, tail) = (part(skipped, column), part(column, skipped + SHOWN_CHARS));
    let marked = d.span.of(text).lines().next().unwrap_or("").chars().count().clamp(1, SHOWN_CHARS / 2);
    let gutter = line_number.to_string();
    let pad = " ".repeat(gutter.len());
    writeln!(f, "{pad} --> line {line_number}, column {}", column + 1)?;
    writeln!(f, "{gutter} | {head}{tail}")?;
    write!(f, "{pad} | {}{}", " ".repeat(head.chars().count()), "^".repeat(marked))?;
    match &d.help {
        Some(help) => write!(f, "\n{pad} = {}", printable_text(help)),
        None => Ok(()),
    }
}
