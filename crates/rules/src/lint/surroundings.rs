//! What checks ask of whoever can bind and run queries.

use crate::{About, Exclusion, Pack, Rule};
use lurcher_semantics::bound::Program;
use lurcher_syntax::Diagnostic;

/// A rule as it is to be bound.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'a> {
    pub rule: &'a Rule,
    pub about: &'a About,
    /// With the defaults of the overlay's parameters.
    pub with_parameters: bool,
    /// With this exclusion.
    pub exclusion: Option<&'a Exclusion>,
}

/// Binding, running tests, and what is known of tables.
pub trait Surroundings {
    fn bind(&self, binding: &Binding) -> Result<Program, Box<Diagnostic>>;

    /// Whether any known table has a column of this name.
    fn is_column(&self, name: &str) -> bool;

    /// Whether it is the name of a known table, in any case of letters.
    fn is_table(&self, name: &str) -> bool;

    /// The must-hit tests that hit without this exclusion and no longer do with it. None where tests cannot be run.
    fn tests_hidden_by(&self, pack: &Pack, rule: &Rule, exclusion: &Exclusion) -> Option<Vec<String>>;
}
