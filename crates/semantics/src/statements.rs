//! Statements, and the tabular expressions they hold.

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::operators;
use crate::scope::{Env, Meaning, Row, UserFunction, UserPattern};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, StatementKind};
use lurcher_types::{Type, Value, text, time};
use std::rc::Rc;

/// A text of `let`s and no expression: it binds, as a library of functions does, and gives no table.
pub const NOTHING_TO_SHOW: &str = "the query has statements but nothing to show: its last one must be an expression";

/// How deep user functions may call one another.
pub const MAX_CALL_DEPTH: u32 = 64;

impl Binder<'_> {
    pub fn query(&mut self, query: &ast::Query) -> Result<()> {
        let mut env = Env::default();
        for (i, statement) in query.statements.iter().enumerate() {
            match &statement.kind {
                StatementKind::Expression(e) => {
                    let result = self.result(e, &mut env)?;
                    // Tables that `graph-to-table` gave names are shown by the statements that use the names.
                    if operators::names_two_tables(e) && i + 1 < query.statements.len() {
                        self.more_results.clear();
                        continue;
                    }
                    let more = std::mem::take(&mut self.more_results);
                    for result in std::iter::once(result).chain(more) {
                        let result = self.with_options(result)?;
                        self.program.results.push(result);
                    }
                }
                _ => env = self.statement(statement, &env)?,
            }
        }
        if self.program.results.is_empty() {
            self.program.warnings.push(NOTHING_TO_SHOW.to_owned());
        }
        Ok(())
    }

    fn result(&mut self, e: &ast::Expr, env: &mut Env) -> Result<ResultTable> {
        self.render = None;
        self.result_name = None;
        self.may_fork = true;
        let bound = self.any_keeping_names(e, env);
        self.may_fork = false;
        let rel = match bound? {
            Any::Table(rel, _) => rel,
            Any::Scalar(value) => {
                // A bare scalar is a one-row print.
                let column = self.col_of("print_0", &value);
                self.project_onto_one_row(vec![(column, value)], e.span)?
            }
        };
        Ok(ResultTable { rel, render: self.render.take(), name: self.result_name.take() })
    }

    /// Like `any`, and names given by `as` stay visible to later statements.
    fn any_keeping_names(&mut self, e: &ast::Expr, env: &mut Env) -> Result<Any> {
        match &e.kind {
            Ast::Pipe(pipe) => Ok(Any::Table(self.pipe(pipe, env)?, None)),
            Ast::Paren(inner) => self.any_keeping_names(inner, env),
            _ => self.any(e, env, Row::NONE),
        }
    }

    pub fn project_onto_one_row(&mut self, items: Vec<(Col, Expr)>, span: Span) -> Result<Rel> {
        let one = self.rel(RelKind::Inline { rows: vec![vec![]] }, vec![], false, span)?;
        let (columns, outputs) = items.into_iter().unzip();
        self.rel(RelKind::Project { input: Box::new(one), outputs }, columns, true, span)
    }

    /// A statement that gives names or settings.
    fn statement(&mut self, statement: &ast::Statement, env: &Env) -> Result<Env> {
        match &statement.kind {
            StatementKind::Let { name, value } => self.let_statement(name, value, env),
            StatementKind::Set { option, value } => {
                self.set_option(option, value.as_ref(), env)?;
                Ok(env.clone())
            }
            StatementKind::QueryParameters(parameters) => self.query_parameters(parameters, env),
            StatementKind::Pattern(pattern) => {
                let name = &pattern.name.text;
                let restriction = self.restriction.clone();
                let pattern = UserPattern { pattern: (**pattern).clone(), env: env.clone(), restriction };
                Ok(env.with(name, Meaning::Pattern(Rc::new(pattern)), self.level))
            }
            StatementKind::Alias { name, value } => {
                self.alias_of_database(name, value, env)?;
                Ok(env.clone())
            }
            StatementKind::Restrict(entities) => self.restrict(entities, env),
            StatementKind::Expression(_) | StatementKind::Error => Ok(env.clone()),
        }
    }

    fn let_statement(&mut self, name: &ast::Name, value: &ast::Expr, env: &Env) -> Result<Env> {
        if env.has_at(&name.text, self.level) {
            return refuse(DUPLICATE_NAME, name.span, format!("`{}` has a `let` already", name.text));
        }
        let meaning = match &value.kind {
            Ast::Function(function) => {
                self.check_parameters(&function.parameters, &name.text);
                let restriction = self.restriction.clone();
                let function = UserFunction { function: (**function).clone(), env: env.clone(), restriction };
                Meaning::Function(Rc::new(function))
            }
            Ast::List(members) => Meaning::EntityGroup(Rc::new((members.clone(), env.clone()))),
            _ => match self.any(value, env, Row::NONE)? {
                Any::Scalar(expr) => Meaning::Scalar(Rc::new(expr)),
                Any::Table(rel, label) => {
                    let label = if matches!(value.kind, Ast::Name(_)) { label } else { Some(name.text.clone()) };
                    Meaning::Table { rel: Rc::new(rel), label }
                }
            },
        };
        Ok(env.with(&name.text, meaning, self.level))
    }

    /// Tables come before scalars, and what has a default stands behind what has none. Microsoft's binder takes any order,
    /// so a function that is out of order binds, and cannot run.
    fn check_parameters(&mut self, parameters: &[ast::FunctionParameter], function: &str) {
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

    fn query_parameters(&mut self, parameters: &[ast::FunctionParameter], env: &Env) -> Result<Env> {
        let mut env = env.clone();
        for parameter in parameters {
            let ast::ParameterKind::Scalar(type_name) = &parameter.kind else {
                return unsupported(UNSUPPORTED, parameter.name.span, "tabular query parameters are not supported");
            };
            let wanted = self.type_named(type_name)?;
            let name = &parameter.name.text;
            let value = match (self.settings.parameters.get(name), &parameter.default) {
                (Some(given), _) => match read_parameter(given, wanted) {
                    Some(value) => Expr::literal(value, parameter.name.span),
                    None => {
                        return refuse(
                            BAD_PARAMETER,
                            parameter.name.span,
                            format!("the value given for `{name}`, `{given}`, is no {wanted}"),
                        );
                    }
                },
                (None, Some(default)) => {
                    let value = self.scalar(default, &env, Row::NONE)?;
                    self.convert_argument(value, wanted, default.span)?
                }
                (None, None) => {
                    return refuse_with(
                        BAD_PARAMETER,
                        parameter.name.span,
                        format!("the query parameter `{name}` has neither a value nor a default"),
                        Some(format!("give one with --param {name}=…")),
                    );
                }
            };
            env = env.with(name, Meaning::Scalar(Rc::new(value)), self.level);
        }
        Ok(env)
    }

    pub fn type_named(&mut self, name: &ast::Name) -> Result<Type> {
        match Type::from_name(&name.text) {
            Some(t) => Ok(t),
            None => {
                let names: Vec<&str> = Type::ALL.iter().map(|t| t.name()).collect();
                refuse(
                    BAD_LITERAL,
                    name.span,
                    format!("`{}` is no type; the types are {}", name.text, names.join(", ")),
                )
            }
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
        let (aggregates, partition) = (self.aggregates.take(), self.partition.take());
        let around = std::mem::replace(&mut self.restriction, function.restriction.clone());
        self.level += 1;
        let result = self.function_body(&function.function.body, inner, name);
        self.level -= 1;
        self.restriction = around;
        (self.aggregates, self.partition) = (aggregates, partition);
        result
    }

    pub fn function_body(&mut self, body: &ast::FunctionBody, mut env: Env, name: &ast::Name) -> Result<Any> {
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

/// What stands inside `datetime(…)`, if the text is such a literal of the wanted type; else the text itself.
fn unwrapped(given: &str, wanted: Type) -> &str {
    let literal = given.trim().strip_suffix(')').and_then(|text| text.split_once('('));
    match literal {
        Some((name, inside)) if wanted != Type::String && Type::from_name(name.trim()) == Some(wanted) => inside.trim(),
        _ => given,
    }
}

/// A query parameter's value arrives as text, plain or as a literal.
fn read_parameter(given: &str, wanted: Type) -> Option<Value> {
    let given = unwrapped(given, wanted);
    Some(match wanted {
        Type::String => Value::String(given.to_owned()),
        Type::Bool => Value::Bool(text::parse_bool(given)?),
        Type::Int => Value::Int(text::parse_int(given)?),
        Type::Long => Value::Long(text::parse_long(given)?),
        Type::Real => Value::Real(text::parse_real(given)?),
        Type::Decimal => Value::Decimal(text::parse_decimal(given)?),
        Type::Datetime => Value::Datetime(time::parse_datetime(given)?),
        Type::Timespan => Value::Timespan(time::parse_timespan_literal(given)?),
        Type::Guid => Value::Guid(text::parse_guid(given)?),
        Type::Dynamic => {
            let json = lurcher_types::dynamic::from_json(given);
            Value::Dynamic(json.or_else(|| lurcher_types::dynamic::from_literal_text(given).ok())?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_plain_or_a_literal() {
        let read = |text: &str, t| read_parameter(text, t).map(|v| v.to_text());
        assert_eq!(read("2024-05-01", Type::Datetime), read("datetime(2024-05-01)", Type::Datetime));
        assert_eq!(read("long( 7 )", Type::Long), Some("7".to_owned()));
        assert_eq!(read("dynamic(['a', 1])", Type::Dynamic), read("[\"a\", 1]", Type::Dynamic));
        assert_eq!(read("string(x)", Type::String), Some("string(x)".to_owned()));
        assert_eq!(read("int(7)", Type::Datetime), None);
    }
}
