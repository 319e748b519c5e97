//! What a check found, and where.

use super::check::Level;
use crate::Place;
use lurcher_syntax::Span;

/// What a check says; the runner adds code, file and line.
#[derive(Debug, Clone)]
pub struct Draft {
    pub at: At,
    pub message: String,
    /// What to do here.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// Where it is not the check's own.
    pub level: Option<Level>,
}

/// Where a finding is.
#[derive(Debug, Clone)]
pub enum At {
    /// In the query.
    Query(Span),
    /// At a key of the rule's file or of its overlay.
    Key(Key),
    /// At a place in another file of the pack.
    File(String, Option<Place>),
}

/// A key of the file, or the file's beginning where the key is missing.
#[derive(Debug, Clone)]
pub struct Key {
    pub name: &'static str,
    /// One of the texts that it lists.
    pub item: Option<String>,
    pub in_overlay: bool,
}

/// Another text for a part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub span: Span,
    pub text: String,
    /// It changes no answer, so `--fix` may write it.
    pub is_safe: bool,
}

impl Draft {
    pub fn at(span: Span, message: impl Into<String>) -> Draft {
        Draft { at: At::Query(span), message: message.into(), help: None, fix: None, level: None }
    }

    pub fn key(key: &'static str, message: impl Into<String>) -> Draft {
        let key = Key { name: key, item: None, in_overlay: false };
        Draft { at: At::Key(key), ..Draft::at(Span::default(), message) }
    }

    /// At this text among those that a key lists.
    pub fn item(mut self, item: &str) -> Draft {
        if let At::Key(key) = &mut self.at {
            key.item = Some(item.to_owned());
        }
        self
    }

    /// At a key of the file beside the rule's.
    pub fn in_overlay(mut self, is_so: bool) -> Draft {
        if let At::Key(key) = &mut self.at {
            key.in_overlay = is_so;
        }
        self
    }

    pub fn file(path: &str, place: Place, message: impl Into<String>) -> Draft {
        Draft { at: At::File(path.to_owned(), Some(place)), ..Draft::at(Span::default(), message) }
    }

    pub fn help(mut self, help: impl Into<String>) -> Draft {
        self.help = Some(help.into());
        self
    }

    pub fn level(mut self, level: Level) -> Draft {
        self.level = Some(level);
        self
    }

    /// A rewriting that changes no answer.
    pub fn safe_fix(mut self, span: Span, text: impl Into<String>) -> Draft {
        self.fix = Some(Fix { span, text: text.into(), is_safe: true });
        self
    }

    /// A rewriting that somebody has to look at.
    pub fn likely_fix(mut self, span: Span, text: impl Into<String>) -> Draft {
        self.fix = Some(Fix { span, text: text.into(), is_safe: false });
        self
    }
}

/// What is wrong, with its place.
#[derive(Debug, Clone)]
pub struct Finding {
    pub code: &'static str,
    pub name: &'static str,
    pub level: Level,
    /// The number of the pack.
    pub pack: usize,
    /// The file, relative to the pack.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    pub place: Option<Place>,
    /// How many characters from there on it is about.
    pub width: usize,
    /// The place in the query, where its lines are not those of the file.
    pub in_query: Option<Place>,
    /// The line that it is about: of the query, or of the file.
    pub line: Option<String>,
    /// Where in that line, counted from 1.
    pub column: usize,
    pub message: String,
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// The line of the query, counted from 1, for allowances in it.
    pub(super) query_line: Option<usize>,
}
