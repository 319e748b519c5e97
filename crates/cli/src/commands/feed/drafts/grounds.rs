//! What drafts are checked against: the binder, the tests and the tables that `lurcher lint` asks too.

use crate::commands::lint::Around;
use crate::failure::Failure;
use lurcher_engine::Request;
use lurcher_feed::drafting::Grounds;
use lurcher_rules::lint::{Binding, Surroundings};
use lurcher_rules::{Exclusion, Pack, Rule};
use lurcher_semantics::bound::Program;
use lurcher_syntax::Diagnostic;
use std::path::Path;

pub struct Ground(Around);

impl Ground {
    pub fn new(schema: &[String], functions: Option<&Path>) -> Result<Ground, Failure> {
        Around::new(schema, functions).map(Ground)
    }
}

impl Surroundings for Ground {
    fn bind(&self, binding: &Binding) -> Result<Program, Box<Diagnostic>> {
        self.0.bind(binding)
    }

    fn is_column(&self, name: &str) -> bool {
        self.0.is_column(name)
    }

    fn tests_hidden_by(&self, pack: &Pack, rule: &Rule, exclusion: &Exclusion) -> Option<Vec<String>> {
        self.0.tests_hidden_by(pack, rule, exclusion)
    }
}

impl Grounds for Ground {
    fn has_rows(&self, query: &str) -> Option<bool> {
        let request = Request { text: query.to_owned(), ..Request::default() };
        let answered = self.0.answer(&request)?;
        Some(answered.iter().any(|table| !table.rows.is_empty()))
    }
}
