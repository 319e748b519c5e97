//! What drafts are checked against: the binder, the tests and the tables that `lurcher lint` asks too.

use crate::commands::lint::Around;
use crate::failure::Failure;
use lurcher_engine::Request;
use lurcher_feed::drafting::{Grounds, Known};
use lurcher_rules::lint::{Binding, Surroundings};
use lurcher_rules::{About, Exclusion, Pack, Rule};
use lurcher_semantics::bound::Program;
use lurcher_syntax::Diagnostic;
use lurcher_types::time::parse_datetime;
use std::path::Path;

/// Any moment would do, but it has to have a past.
const NOW: &str = "2026-01-15T12:00:00Z";

pub struct Ground(Around);

impl Ground {
    pub fn new(schema: &[String], functions: Option<&Path>) -> Result<Ground, Failure> {
        Around::new(schema, functions).map(Ground)
    }

    /// The rule's query without drafts, and the names that there are; none where it is refused.
    pub fn bound(&self, rule: &Rule, about: &About) -> Option<(Program, Known)> {
        let program = self.bind(&Binding { rule, about, with_parameters: true, exclusion: None }).ok()?;
        let known = Known::of(&program, rule, self);
        Some((program, known))
    }
}

impl Surroundings for Ground {
    fn bind(&self, binding: &Binding) -> Result<Program, Box<Diagnostic>> {
        self.0.bind(binding)
    }

    fn is_column(&self, name: &str) -> bool {
        self.0.is_column(name)
    }

    fn is_table(&self, name: &str) -> bool {
        self.0.is_table(name)
    }

    fn tests_hidden_by(&self, pack: &Pack, rule: &Rule, exclusion: &Exclusion) -> Option<Vec<String>> {
        self.0.tests_hidden_by(pack, rule, exclusion)
    }
}

impl Grounds for Ground {
    fn has_rows(&self, query: &str) -> Option<bool> {
        let now = parse_datetime(NOW).unwrap_or_default();
        let request = Request { text: query.to_owned(), now, ..Request::default() };
        let answered = self.0.answer(&request)?;
        Some(answered.iter().any(|table| !table.rows.is_empty()))
    }
}
