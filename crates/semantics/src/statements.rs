//! Statements, and the tabular expressions they hold.

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::operators;
use crate::scope::{Env, Meaning, Row, UserFunction, UserPattern};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, StatementKind};
use lurcher_types::Type;
use std::rc::Rc;

/// A text of `let`s and no expression: it binds, as a library of functions does, and gives no table.
pub const NOTHING_TO_SHOW: &str = "the query has statements but nothing to show: its last one must be an expression";

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
                        let rel = self.answer_without_hidden(result.rel)?;
                        let result = self.with_options(ResultTable { rel, ..result })?;
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
    pub fn any_keeping_names(&mut self, e: &ast::Expr, env: &mut Env) -> Result<Any> {
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
    pub fn statement(&mut self, statement: &ast::Statement, env: &Env) -> Result<Env> {
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
                Any::Scalar(expr) => {
                    let chosen = self.chosen_let(&name.text, &expr)?;
                    Meaning::Scalar(Rc::new(chosen.unwrap_or(expr)))
                }
                Any::Table(rel, label) => {
                    let label = if matches!(value.kind, Ast::Name(_)) { label } else { Some(name.text.clone()) };
                    Meaning::Table { rel: Rc::new(rel), label }
                }
            },
        };
        Ok(env.with(&name.text, meaning, self.level))
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
}
