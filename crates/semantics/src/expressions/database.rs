//! `database().T`, `database("name").f(…)`, `X.T` inside `macro-expand`: there is one database here, the data at hand.

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::Value;

impl Binder<'_> {
    /// Whether an expression names the data at hand as a database; refused where it names another. Nothing where it is no
    /// database at all.
    pub fn is_database(&mut self, e: &ast::Expr, env: &Env) -> Result<bool> {
        match &e.kind {
            Ast::Paren(inner) => self.is_database(inner, env),
            Ast::Name(name) => Ok(matches!(env.get(&name.text), Some(Meaning::Database))),
            Ast::Call(call) if call.name.text == "database" && env.get("database").is_none() => {
                self.own_database(call, env).map(|()| true)
            }
            Ast::MemberCall { base, call } if call.name.text == "database" && is_own_cluster(base) => {
                self.own_database(call, env).map(|()| true)
            }
            Ast::MemberCall { base, .. } if is_call_of(base, &["cluster"]) => {
                unsupported(UNSUPPORTED, base.span, elsewhere("cluster"))
            }
            Ast::Call(call) if is_call_of(e, &["cluster", "workspace", "app", "resource"]) => {
                unsupported(UNSUPPORTED, e.span, elsewhere(&call.name.text))
            }
            _ => Ok(false),
        }
    }

    /// `database()` is the one in scope, and so is one by the name that the data was given.
    fn own_database(&mut self, call: &ast::Call, env: &Env) -> Result<()> {
        let [argument] = call.arguments.as_slice() else {
            return match call.arguments.is_empty() {
                true => Ok(()),
                false => refuse(ARGUMENT_COUNT, call.span, "`database` takes one name"),
            };
        };
        let name = self.scalar(&argument.value, env, Row::NONE)?;
        let Some(Value::String(name)) = name.as_literal() else {
            return refuse(NOT_CONSTANT, argument.value.span, "the name in `database(…)` must be a constant string");
        };
        if self.catalog.database().is_some_and(|own| own == *name) {
            return Ok(());
        }
        if let Some(named) = self.aliases.get(name.as_str()) {
            return named.clone();
        }
        let message = format!(
            "`database(\"{name}\")` names another database; only the data at hand can be queried. If that is the data of \
             this database, give `--database {name}`; else name the tables alone"
        );
        unsupported(UNSUPPORTED, call.span, message)
    }

    /// `alias database a = cluster("c").database("d")`: `database("a")` is then that database. One that is not at hand may
    /// have a name; what reads it is refused.
    pub fn alias_of_database(&mut self, name: &ast::Name, value: &ast::Expr, env: &Env) -> Result<()> {
        let named = match self.is_database(value, env) {
            Ok(true) => Ok(()),
            Ok(false) => {
                let message = "`alias database` gives a name to a database: `database(\"…\")`";
                return refuse(WRONG_KIND, value.span, message);
            }
            Err(error) => Err(error),
        };
        self.aliases.insert(name.text.clone(), named);
        Ok(())
    }

    /// A table or function of the database at hand, without what the query itself gave names to.
    pub fn member_of_database(&mut self, name: &ast::Name, env: &Env) -> Result<Any> {
        match name.text.as_str() {
            "$current_database" => return self.current_database(name.span),
            "$current_cluster_endpoint" => return unsupported(UNSUPPORTED, name.span, NO_CLUSTER),
            _ => {}
        }
        if let Some(rel) = self.catalog_table(&name.text, name.span)? {
            return Ok(Any::Table(rel, Some(name.text.clone())));
        }
        if let Some(result) = self.stored_function(name, &[], env, Row::NONE)? {
            return Ok(result);
        }
        let near = self.catalog.nearest(&name.text);
        let message = format!("the data at hand has no table or function named `{}`", name.text);
        refuse_with(UNKNOWN_TABLE, name.span, message, did_you_mean(&near))
    }

    /// `database().f(…)`, `database().table("T")`.
    pub fn call_in_database(&mut self, base: &ast::Expr, call: &ast::Call, env: &Env, row: Row) -> Result<Any> {
        if !self.is_database(base, env)? {
            let message =
                format!("`{}(…)` stands behind a point: only a database has functions of its own", call.name.text);
            return refuse(WRONG_KIND, call.span, message);
        }
        if matches!(call.name.text.as_str(), "table" | "external_table" | "materialized_view")
            && let Some(result) = self.special(call, env, row)?
        {
            return Ok(result);
        }
        if let Some(result) = self.stored_function(&call.name, &call.arguments, env, row)? {
            return Ok(result);
        }
        if call.arguments.is_empty()
            && let Some(rel) = self.catalog_table(&call.name.text, call.span)?
        {
            return Ok(Any::Table(rel, Some(call.name.text.clone())));
        }
        let message = format!("the data at hand has no stored function named `{}`", call.name.text);
        refuse_with(UNKNOWN_FUNCTION, call.name.span, message, Some("`--functions DIR` gives stored functions".into()))
    }

    /// The name that the data was given.
    pub fn current_database(&self, span: lurcher_syntax::Span) -> Result<Any> {
        match self.catalog.database() {
            Some(name) => Ok(Any::Scalar(Expr::literal(Value::String(name), span))),
            None => {
                let message = "the data at hand has no name as a database: `--database NAME` gives it one";
                unsupported(UNSUPPORTED_FUNCTION, span, message)
            }
        }
    }
}

const NO_CLUSTER: &str = "there is no cluster here: the data at hand has no address";

fn elsewhere(function: &str) -> String {
    format!("`{function}(…)` names data elsewhere; only the data at hand can be queried: name the tables alone")
}

/// `cluster()` without a name: where the query runs.
fn is_own_cluster(e: &ast::Expr) -> bool {
    matches!(&e.kind, Ast::Call(call) if call.name.text == "cluster" && call.arguments.is_empty())
}

fn is_call_of(e: &ast::Expr, names: &[&str]) -> bool {
    matches!(&e.kind, Ast::Call(call) if names.contains(&call.name.text.as_str()))
}
