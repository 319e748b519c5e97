//! Stored functions whose text is at hand: they are called like those of a `let`.

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row, UserFunction};
use lurcher_syntax::ast;
use std::rc::Rc;

impl Binder<'_> {
    /// Binds the function's text in the place of its call. Its own places mean nothing to a reader of the query, so
    /// everything in it, errors too, points at the call.
    pub fn text_function(
        &mut self,
        name: &ast::Name,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
        piped: Option<Rel>,
    ) -> Result<Option<Any>> {
        let Some(function) = self.catalog.function_text(&name.text) else { return Ok(None) };
        self.call_text(function, name, arguments, env, row, piped).map(Some)
    }

    /// A call of a function by its text, which stands outside the query: whatever comes of it points at the call.
    pub fn call_text(
        &mut self,
        function: ast::Function,
        name: &ast::Name,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
        piped: Option<Rel>,
    ) -> Result<Any> {
        let function = Rc::new(UserFunction { function, env: Env::default(), restriction: None });
        let steps_before = self.program.steps.len();
        let external_before = self.program.external.len();
        let result = self.call_user_function(name, &function, arguments, env, row, piped);
        for step in self.program.steps.iter_mut().skip(steps_before) {
            step.rel.point_at(name.span);
        }
        for source in self.program.external.iter_mut().skip(external_before) {
            source.span = name.span;
        }
        match result {
            Ok(Any::Table(mut rel, _)) => {
                rel.point_at(name.span);
                Ok(Any::Table(rel, Some(name.text.clone())))
            }
            Ok(Any::Scalar(mut value)) => {
                value.point_at(name.span);
                Ok(Any::Scalar(value))
            }
            Err(mut error) => {
                if error.span != name.span {
                    error.span = name.span;
                    error.message = format!("in the function `{}`: {}", name.text, error.message);
                }
                Err(error)
            }
        }
    }
}
