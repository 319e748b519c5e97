//! What a check looks at.

use super::surroundings::{Binding, Surroundings};
use super::tree::Tree;
use crate::{About, Exclusion, Pack, Rule};
use lurcher_semantics::bound::Program;
use lurcher_syntax::{Diagnostic, Span};

/// A rule, its tree and what it binds to.
pub struct Subject<'a> {
    pub pack: &'a Pack,
    pub rule: &'a Rule,
    /// Empty where the text is no KQL.
    pub tree: &'a Tree<'a>,
    pub bound: Result<Program, Box<Diagnostic>>,
    pub around: &'a dyn Surroundings,
    /// For what expires.
    pub now: i64,
}

/// All rules of a run.
pub struct Packs<'a> {
    /// Each with the number of its pack.
    pub rules: Vec<(usize, &'a Rule)>,
    pub packs: &'a [Pack],
    /// What each rule was before, by its id in small letters.
    pub before: &'a [Before],
}

/// A rule in the state that is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    pub id: String,
    pub version: Option<String>,
    /// See [`super::baseline::fingerprint`].
    pub query: String,
}

impl Subject<'_> {
    pub fn about(&self) -> &About {
        &self.pack.about
    }

    pub fn text(&self, span: Span) -> &str {
        span.of(&self.rule.query)
    }

    /// What the rule binds to, if it does.
    pub fn program(&self) -> Option<&Program> {
        self.bound.as_ref().ok()
    }

    pub fn bind(&self, with_parameters: bool, exclusion: Option<&Exclusion>) -> Result<Program, Box<Diagnostic>> {
        self.around.bind(&Binding { rule: self.rule, about: self.about(), with_parameters, exclusion })
    }

    /// The file beside the rule, or the rule's own.
    pub fn overlay_path(&self) -> &str {
        self.rule.overlay.path.as_deref().unwrap_or(&self.rule.path)
    }

    /// The columns of the answers; none where some are not known before the query runs.
    pub fn answer_columns(&self) -> Option<Vec<&str>> {
        let program = self.program()?;
        let open = program.results.iter().any(|result| result.rel.markers().next().is_some());
        let names = program.results.iter().flat_map(|result| result.rel.visible()).map(|col| col.name.as_str());
        (!open && !program.results.is_empty()).then(|| names.collect())
    }
}
