//! Values that a hunt chooses in place of those in the query's text.

use crate::binder::Binder;
use crate::bound::Expr;
use crate::error::*;
use crate::query_parameters::read_parameter;
use lurcher_syntax::{Diagnostic, Span, Stage, ast};
use lurcher_types::{Type, Value};

/// A value for a parameter of a rule.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// What errors call it.
    pub name: String,
    pub place: ChosenPlace,
    pub value: Value,
}

/// What of the query it stands for.
#[derive(Debug, Clone)]
pub enum ChosenPlace {
    /// The scalar that a `let` of this name gives.
    Let(String),
    /// Every literal that is like this one.
    Literal(ast::Literal),
}

impl Chosen {
    /// A value from its text, or from a literal such as `datetime(2026-01-31)`.
    pub fn read(text: &str, wanted: Type) -> Option<Value> {
        read_parameter(text, wanted)
    }
}

impl Binder<'_> {
    /// What was chosen for a `let` of the query itself.
    pub fn chosen_let(&mut self, name: &str, said: &Expr) -> Result<Option<Expr>> {
        if self.level > 0 {
            return Ok(None);
        }
        self.chosen(said, |place| matches!(place, ChosenPlace::Let(own) if own == name))
    }

    pub fn chosen_literal(&mut self, literal: &ast::Literal, said: &Expr) -> Result<Option<Expr>> {
        if self.hiding {
            return Ok(None);
        }
        self.chosen(said, |place| matches!(place, ChosenPlace::Literal(own) if own == literal))
    }

    fn chosen(&mut self, said: &Expr, is_meant: impl Fn(&ChosenPlace) -> bool) -> Result<Option<Expr>> {
        let settings = self.settings;
        let Some(at) = settings.chosen.iter().position(|c| is_meant(&c.place)) else { return Ok(None) };
        let Some(chosen) = settings.chosen.get(at) else { return Ok(None) };
        self.chosen_met.insert(at);
        let given = chosen.value.kql_type();
        if given != said.kql_type {
            let message =
                format!("the parameter `{}` is a {given}, and the query has a {} here", chosen.name, said.kql_type);
            return refuse(BAD_PARAMETER, said.span, message);
        }
        Ok(Some(Expr::literal(chosen.value.clone(), said.span)))
    }

    /// A value that changes nothing would be a silent mistake.
    pub fn all_chosen_met(&self) -> std::result::Result<(), Diagnostic> {
        let unmet = self.settings.chosen.iter().enumerate().find(|(at, _)| !self.chosen_met.contains(at));
        let Some((_, chosen)) = unmet else { return Ok(()) };
        let wanted = match &chosen.place {
            ChosenPlace::Let(name) => format!("`let {name} = …`"),
            ChosenPlace::Literal(_) => "literal like the one that it replaces".to_owned(),
        };
        let message = format!("the query has no {wanted}, which the parameter `{}` stands for", chosen.name);
        Err(Diagnostic::new(BAD_PARAMETER, Stage::Bind, Span::default(), message))
    }
}
