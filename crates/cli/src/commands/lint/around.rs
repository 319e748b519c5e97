//! An engine without rows, for checks that bind.

use crate::arguments::Data;
use crate::commands::test::{Bench, hides};
use crate::failure::Failure;
use crate::rule::{Asked, hidden_rows, request};
use lurcher_engine::Request;
use lurcher_rules::lint::{Binding, Surroundings};
use lurcher_rules::testing::Answered;
use lurcher_rules::{Exclusion, Pack, Rule, Test};
use lurcher_schema::Schemas;
use lurcher_semantics::bound::Program;
use lurcher_syntax::{Diagnostic, Span, Stage};
use lurcher_types::time;
use std::collections::HashSet;
use std::path::Path;

pub struct Around {
    bench: Bench,
    /// The columns of all known tables.
    columns: HashSet<String>,
}

impl Around {
    pub fn new(schema: &[String], functions: Option<&Path>) -> Result<Around, Failure> {
        let bench = Bench::new(&Data::without_rows(schema, functions))?;
        let columns = columns(bench.schemas());
        Ok(Around { bench, columns })
    }

    /// The answer to a query over no data; none if it cannot be run.
    pub fn answer(&self, request: &Request) -> Option<Vec<Answered>> {
        let engine = self.bench.over(Vec::new()).ok()?;
        self.bench.ask(&engine, request).ok()
    }
}

/// Columns of every table that is known.
fn columns(schemas: &Schemas) -> HashSet<String> {
    let tables = schemas.names().into_iter().filter_map(|name| schemas.table(name));
    tables.flat_map(|table| table.columns.into_iter().map(|column| column.name)).collect()
}

/// Any moment would do: what binds at one binds at all.
const NOW: &str = "2026-01-15T12:00:00Z";

impl Surroundings for Around {
    fn bind(&self, binding: &Binding) -> Result<Program, Box<Diagnostic>> {
        let now = time::parse_datetime(NOW).unwrap_or_default();
        let wrong = |why: String| Box::new(Diagnostic::new("LUR115", Stage::Bind, Span::default(), why));
        let mut request = request(binding.rule, binding.about, &Asked { now, ..Asked::default() }).map_err(wrong)?;
        if !binding.with_parameters {
            request.chosen.clear();
        }
        request.hidden = binding.exclusion.map(hidden_rows).into_iter().collect();
        self.bench.check_empty(&request).map(|checked| checked.program).map_err(Box::new)
    }

    fn is_column(&self, name: &str) -> bool {
        self.columns.contains(name)
    }

    fn is_table(&self, name: &str) -> bool {
        self.bench.schemas().names().iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    fn tests_hidden_by(&self, pack: &Pack, rule: &Rule, exclusion: &Exclusion) -> Option<Vec<String>> {
        let hides = |test: &&Test| hides(&self.bench, pack, rule, test, exclusion);
        Some(rule.overlay.tests.iter().filter(hides).map(|test| test.name.clone()).collect())
    }
}
