//! What is neither a tabular operator nor a function: statements, operators within expressions, types, and the kinds of
//! `join` and `render`. Each has a query that shows it, and another that writes the answer down.

mod data_types;
mod expression_operators;
mod join_kinds;
mod render_kinds;
mod statements;

use super::Example;

/// A word of the language, described in our words.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub name: &'static str,
    /// Other spellings that mean the same.
    pub aliases: &'static [&'static str],
    pub syntax: &'static str,
    /// One sentence, or two.
    pub summary: &'static str,
    pub example: Example,
    /// Its page in Kusto's documentation; nothing if it has none.
    pub page: &'static str,
}

impl Word {
    const fn new(name: &'static str, syntax: &'static str, summary: &'static str) -> Word {
        Word { name, aliases: &[], syntax, summary, example: Example { query: "", equals: "" }, page: "" }
    }

    const fn also(self, aliases: &'static [&'static str]) -> Word {
        Word { aliases, ..self }
    }

    /// A query, and one that writes its answer down.
    const fn shown(self, query: &'static str, equals: &'static str) -> Word {
        Word { example: Example { query, equals }, ..self }
    }

    const fn page(self, page: &'static str) -> Word {
        Word { page, ..self }
    }
}

/// Words by what they are; each group with its heading.
pub const WORDS: [(&str, &[Word]); 5] = [
    ("Statements", statements::WORDS),
    ("Operators in expressions", expression_operators::WORDS),
    ("Data types", data_types::WORDS),
    ("Kinds of join", join_kinds::WORDS),
    ("Kinds of render", render_kinds::WORDS),
];

/// Every word, with the heading of its group.
pub fn words() -> impl Iterator<Item = (&'static str, &'static Word)> {
    WORDS.iter().flat_map(|(heading, words)| words.iter().map(|word| (*heading, word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Stage, parse};

    #[test]
    fn every_query_parses() {
        for (_, word) in words() {
            for query in [word.example.query, word.example.equals] {
                let wrong = parse(query).diagnostics.into_iter().find(|d| d.stage == Stage::Syntax);
                assert!(wrong.is_none() && !query.is_empty(), "{}: {query}\n{wrong:?}", word.name);
            }
        }
    }

    #[test]
    fn every_word_is_told_of_in_full() {
        for (_, word) in words() {
            assert!(!word.syntax.is_empty() && word.summary.ends_with('.'), "{}", word.name);
        }
    }
}
