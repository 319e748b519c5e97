//! Calls of patterns: `p("a").b`, `p("a")["b"]`, `p("a")`.

use crate::binder::{Any, Binder};
use crate::error::*;
use crate::scope::{Env, Meaning, Row, UserPattern};
use crate::user_functions::MAX_CALL_DEPTH;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal};
use lurcher_types::Value;
use std::rc::Rc;

impl Binder<'_> {
    /// `p("a")["b"]` and `p("a").["b"]`, if `p` is a pattern.
    pub fn pattern_path(&mut self, base: &ast::Expr, index: &ast::Expr, env: &Env) -> Result<Option<Any>> {
        let (Ast::Call(call), Ast::Literal(Literal::String { text, .. })) = (&base.kind, &index.kind) else {
            return Ok(None);
        };
        match env.get(&call.name.text) {
            Some(Meaning::Pattern(pattern)) => self.pattern_call(&pattern.clone(), call, Some(text), env).map(Some),
            _ => Ok(None),
        }
    }

    /// The body that a pattern gives for these texts.
    pub fn pattern_call(
        &mut self,
        pattern: &Rc<UserPattern>,
        call: &ast::Call,
        path: Option<&str>,
        env: &Env,
    ) -> Result<Any> {
        if self.level >= MAX_CALL_DEPTH {
            let message = format!("patterns and functions call one another more than {MAX_CALL_DEPTH} deep");
            return refuse(TOO_COMPLEX, call.span, message);
        }
        let (restriction, pattern, defined) = (&pattern.restriction, &pattern.pattern, &pattern.env);
        let mut given = Vec::with_capacity(call.arguments.len());
        for argument in &call.arguments {
            given.push(self.pattern_text(&argument.value, env)?);
        }
        for body in &pattern.matches {
            let mut wanted = Vec::with_capacity(body.arguments.len());
            for argument in &body.arguments {
                wanted.push(self.pattern_text(argument, defined)?);
            }
            let wanted_path = body.path.as_ref().map(|p| self.pattern_text(p, defined)).transpose()?;
            if wanted == given && wanted_path.as_deref() == path {
                let around = std::mem::replace(&mut self.restriction, restriction.clone());
                let bound = self.function_body(&body.body, defined.clone(), &call.name);
                self.restriction = around;
                return bound;
            }
        }
        let path = path.map(|p| format!(".['{p}']")).unwrap_or_default();
        let given: Vec<String> = given.iter().map(|g| format!("'{g}'")).collect();
        refuse(
            UNKNOWN_NAME,
            call.span,
            format!("the pattern `{}` says nothing of ({}){path}", call.name.text, given.join(", ")),
        )
    }

    fn pattern_text(&mut self, e: &ast::Expr, env: &Env) -> Result<String> {
        match self.scalar(e, env, Row::NONE)?.as_literal() {
            Some(Value::String(text)) => Ok(text.clone()),
            _ => refuse(NOT_CONSTANT, e.span, "a pattern goes by constant texts"),
        }
    }
}
