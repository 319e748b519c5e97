//! Functions made by `let`: their calls are bound to their bodies.

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row, UserFunction};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::Type;
use std::rc::Rc;

/// How deep user functions may call one another.
pub const MAX_CALL_DEPTH: u32 = 64;

impl Binder<'_> {
    /// Tables come before scalars, and what has a default stands behind what has none. Microsoft's binder takes any order,
    /// so a function that is out of order binds, and cannot run.
    pub fn check_parameters(&mut self, parameters: &[ast::FunctionParameter], function: &str) {
        let is_table = |p: &ast::FunctionParameter| matches!(p.kind, ast::ParameterKind::Table { .. });
        for pair in parameters.windows(2) {
            let [first, second] = pair else { continue };
            let (name, before) = (&second.name.text, &first.name.text);
            let message = if is_table(second) && !is_table(first) {
                format!("`{name}` of `{function}` is a table, and must stand before the scalar `{before}`")
            } else if first.default.is_some() && second.default.is_none() {
                format!("`{name}` of `{function}` has no default, and must stand before `{before}`, which has one")
            } else {
                continue;
            };
            self.cannot_run(BAD_PARAMETER, message, second.name.span);
        }
    }

    /// The body of a function called with these meanings for its parameters.
    pub fn call_user_function(
        &mut self,
        name: &ast::Name,
        function: &Rc<UserFunction>,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
        piped: Option<Rel>,
    ) -> Result<Any> {
        if self.level >= MAX_CALL_DEPTH {
            return refuse(
                TOO_COMPLEX,
                name.span,
                format!("functions call one another more than {MAX_CALL_DEPTH} deep"),
            );
        }
        let inner = self.bind_arguments(name, function, arguments, env, row, piped)?;
        let around = std::mem::replace(&mut self.restriction, function.restriction.clone());
        let result = self.function_body(&function.function.body, inner, name);
        self.restriction = around;
        result
    }

    /// A body with statements of its own: its names are one level deeper, and it sees nothing of the operator around its call.
    pub fn function_body(&mut self, body: &ast::FunctionBody, env: Env, name: &ast::Name) -> Result<Any> {
        let around = (self.aggregates.take(), self.partition.take());
        self.level += 1;
        let result = self.statements_of(body, env, name);
        self.level -= 1;
        (self.aggregates, self.partition) = around;
        result
    }

    fn statements_of(&mut self, body: &ast::FunctionBody, mut env: Env, name: &ast::Name) -> Result<Any> {
        for statement in &body.statements {
            env = self.statement(statement, &env)?;
        }
        match &body.result {
            Some(e) => self.any_keeping_names(e, &mut env),
            None => refuse(WRONG_KIND, name.span, format!("the function `{}` ends without an expression", name.text)),
        }
    }

    fn bind_arguments(
        &mut self,
        name: &ast::Name,
        function: &Rc<UserFunction>,
        arguments: &[ast::Argument],
        env: &Env,
        row: Row,
        mut piped: Option<Rel>,
    ) -> Result<Env> {
        let parameters = &function.function.parameters;
        let mut given: Vec<Option<&ast::Expr>> = vec![None; parameters.len()];
        let mut next = usize::from(piped.is_some());
        for argument in arguments {
            let index = match &argument.name {
                Some(n) => parameters.iter().position(|p| p.name.text == n.text),
                None => {
                    while given.get(next).is_some_and(Option::is_some) {
                        next += 1;
                    }
                    Some(next)
                }
            };
            match index.and_then(|i| given.get_mut(i)) {
                Some(slot) => *slot = Some(&argument.value),
                None => {
                    return refuse(
                        ARGUMENT_COUNT,
                        argument.value.span,
                        format!("`{}` has no parameter for this argument", name.text),
                    );
                }
            }
        }
        let mut inner = function.env.clone();
        for (i, (parameter, value)) in parameters.iter().zip(given).enumerate() {
            let meaning = match (&parameter.kind, value, &parameter.default) {
                (ast::ParameterKind::Table { columns, .. }, value, _) => {
                    let rel = match (value, if i == 0 { piped.take() } else { None }) {
                        (_, Some(rel)) => rel,
                        (Some(value), None) => self.table(value, env)?,
                        (None, None) => {
                            return refuse(
                                ARGUMENT_COUNT,
                                name.span,
                                format!("`{}` needs a table for `{}`", name.text, parameter.name.text),
                            );
                        }
                    };
                    self.check_tabular_argument(&rel, columns, name)?;
                    Meaning::Table { rel: Rc::new(rel), label: None }
                }
                (ast::ParameterKind::Scalar(type_name), Some(value), _) => {
                    let wanted = self.type_named(type_name)?;
                    let bound = self.scalar(value, env, row)?;
                    Meaning::Scalar(Rc::new(self.function_argument(bound, wanted, parameter, name, value.span)?))
                }
                (ast::ParameterKind::Scalar(type_name), None, Some(default)) => {
                    let wanted = self.type_named(type_name)?;
                    let bound = self.scalar(default, &function.env, Row::NONE)?;
                    Meaning::Scalar(Rc::new(self.convert_argument(bound, wanted, default.span)?))
                }
                (ast::ParameterKind::Scalar(_), None, None) => {
                    return refuse(
                        ARGUMENT_COUNT,
                        name.span,
                        format!("`{}` needs a value for `{}`", name.text, parameter.name.text),
                    );
                }
            };
            inner = inner.with(&parameter.name.text, meaning, self.level + 1);
        }
        Ok(inner)
    }

    /// Microsoft's binder takes an argument of any type; a call with one that does not fit binds, and cannot run.
    fn function_argument(
        &mut self,
        value: Expr,
        wanted: Type,
        parameter: &ast::FunctionParameter,
        function: &ast::Name,
        span: Span,
    ) -> Result<Expr> {
        if value.is_unknown() || self.fits_parameter(value.kql_type, wanted) {
            return self.convert_argument(value, wanted, span);
        }
        let (parameter, function, given) = (&parameter.name.text, &function.text, value.kql_type);
        let message = format!("`{parameter}` of `{function}` must be a {wanted}, and is a {given}");
        self.cannot_run(ARGUMENT_TYPE, message, span);
        Ok(Expr::unknown(wanted, span))
    }

    fn fits_parameter(&self, given: Type, wanted: Type) -> bool {
        given == wanted
            || matches!((given, wanted), (Type::Dynamic, _) | (_, Type::Dynamic))
            || given.is_number() && wanted.is_number()
    }

    fn check_tabular_argument(
        &mut self,
        rel: &Rel,
        columns: &[ast::ColumnDeclaration],
        name: &ast::Name,
    ) -> Result<()> {
        for declared in columns {
            let wanted = self.type_named(&declared.type_name)?;
            match rel.col(&declared.name.text) {
                Some(c) if c.kql_type == wanted => {}
                Some(c) => {
                    return refuse(
                        ARGUMENT_TYPE,
                        name.span,
                        format!("`{}` wants the column `{}` as {wanted}, it is {}", name.text, c.name, c.kql_type),
                    );
                }
                None => {
                    return refuse(
                        ARGUMENT_TYPE,
                        name.span,
                        format!("`{}` wants a table with the column `{}`", name.text, declared.name.text),
                    );
                }
            }
        }
        Ok(())
    }

    /// A scalar for a parameter of this type: numbers widen, nothing else changes.
    pub fn convert_argument(&mut self, value: Expr, wanted: Type, span: Span) -> Result<Expr> {
        if value.kql_type == wanted {
            return Ok(value);
        }
        if self.fits_parameter(value.kql_type, wanted) {
            self.cast(value, wanted)
        } else {
            refuse(ARGUMENT_TYPE, span, format!("a {} stands where a {wanted} is wanted", value.kql_type))
        }
    }
}
