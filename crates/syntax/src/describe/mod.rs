//! What there is to say about each operator: the one table that `lurcher operators`, the pages of `docs/language` and
//! the tests read. Whether an operator runs is not said here; that is found out by running its queries.

mod columns;
mod graphs;
mod grouping;
mod joining;
mod rows;
mod sources;
mod statements;
mod values;
mod words;

pub use statements::FORMS as STATEMENTS;
pub use words::{WORDS, Word, words};

/// A tabular operator, described in our words.
#[derive(Debug, Clone, Copy)]
pub struct Operator {
    pub name: &'static str,
    /// Other spellings that mean the same.
    pub aliases: &'static [&'static str],
    pub syntax: &'static str,
    /// One sentence, or two.
    pub summary: &'static str,
    /// The parts of the syntax, each with what it means.
    pub parameters: &'static [(&'static str, &'static str)],
    pub example: Example,
    /// Its variants, each with a query that tells whether it is built.
    pub forms: &'static [Form],
    /// Its page in Kusto's documentation.
    pub page: &'static str,
}

/// Two queries with the same answer; the second only writes it down.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    pub query: &'static str,
    pub equals: &'static str,
}

/// A way to write something, and a query that does so.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    pub what: &'static str,
    pub query: &'static str,
}

/// Operators by what they do; each group with its heading.
pub const GROUPS: [(&str, &[Operator]); 7] = [
    ("Rows", rows::OPERATORS),
    ("Columns", columns::OPERATORS),
    ("Groups", grouping::OPERATORS),
    ("Tables", joining::OPERATORS),
    ("Texts and arrays", values::OPERATORS),
    ("Graphs", graphs::OPERATORS),
    ("Sources, and what old queries have", sources::OPERATORS),
];

/// Every operator.
pub fn operators() -> impl Iterator<Item = &'static Operator> {
    GROUPS.iter().flat_map(|(_, operators)| operators.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Stage, parse, tokens};

    fn assert_parses(query: &str) {
        let wrong = parse(query).diagnostics.into_iter().find(|d| d.stage == Stage::Syntax);
        assert!(wrong.is_none(), "{query}\n{wrong:?}");
    }

    #[test]
    fn every_query_parses_and_shows_its_operator() {
        for operator in operators() {
            let shown =
                tokens(operator.example.query).iter().any(|t| t.span.of(operator.example.query) == operator.name);
            assert!(shown, "{}", operator.name);
            assert_parses(operator.example.query);
            assert_parses(operator.example.equals);
            operator.forms.iter().for_each(|form| assert_parses(form.query));
        }
        STATEMENTS.iter().for_each(|form| assert_parses(form.query));
    }

    #[test]
    fn every_operator_of_the_grammar_is_described() {
        // Spellings that only old queries have, and those that Kusto does not document.
        let unsaid = ["__executeAndCache", "__partitionby", "mvapply"];
        for word in crate::grammar::OPERATORS {
            let known = operators().any(|o| o.name == word || o.aliases.contains(&word));
            assert!(known || unsaid.contains(&word), "{word}");
        }
    }
}
