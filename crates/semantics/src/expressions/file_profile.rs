//! `T | invoke FileProfile(SHA1)` over a table of files at hand that is called `FileProfile`.
//!
//! The product looks a hash up in what it knows of all files; here the user's table is all that is known. A row of it
//! serves whichever of its hashes is asked for.

use crate::binder::{Any, Binder};
use crate::bound::Rel;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::ast::{self, ExprKind, Literal, StatementKind};
use lurcher_types::{Column, Type};

pub const FILE_PROFILE: &str = "FileProfile";

const HASHES: [&str; 3] = ["SHA1", "SHA256", "MD5"];

/// The name of the column that both sides meet by; no table has it.
const KEY: &str = "['the hash asked for']";

impl Binder<'_> {
    pub fn file_profile(&mut self, input: Rel, call: &ast::Call, gives: &[Column], env: &Env) -> Result<Rel> {
        if call.arguments.len() > 2 || call.arguments.iter().any(|a| a.name.is_some()) {
            let message = "`FileProfile` takes a column of hashes and a number of records";
            return refuse(ARGUMENT_COUNT, call.span, message);
        }
        let column = match call.arguments.first().map(|a| &a.value) {
            None => HASHES[0].to_owned(),
            Some(value) => column_name(value)?,
        };
        if let Some(number) = call.arguments.get(1) {
            self.any(&number.value, env, Row::NONE)?;
        }
        let Some(function) = function(&text(&column, gives)) else {
            return refuse(WRONG_KIND, call.span, format!("`{column}` cannot be looked up by `FileProfile`"));
        };
        match self.call_text(function, &call.name, &[], env, Row::NONE, Some(input))? {
            Any::Table(rel, _) => Ok(rel),
            Any::Scalar(_) => refuse(WRONG_KIND, call.span, "`FileProfile` gives a table"),
        }
    }
}

/// The column is named bare, or as a text.
fn column_name(value: &ast::Expr) -> Result<String> {
    match &value.kind {
        ExprKind::Name(name) => Ok(name.text.clone()),
        ExprKind::Literal(Literal::String { text, .. }) => Ok(text.clone()),
        _ => refuse(WRONG_KIND, value.span, "`FileProfile` takes a column's name"),
    }
}

/// What the product would do, in its own language: the columns of the user's table in the types they have there.
fn text(column: &str, gives: &[Column]) -> String {
    let given = |c: &Column| {
        let read = match c.kql_type {
            Type::Int => "toint",
            Type::Bool => "tobool",
            Type::Datetime => "todatetime",
            _ => "tostring",
        };
        format!("{0} = {read}(column_ifexists('{0}', ''))", c.name)
    };
    let columns: Vec<String> = gives.iter().map(given).collect();
    let (columns, hashes) = (columns.join(", "), HASHES.join(", "));
    format!(
        "(T: (*)) {{ T | extend {KEY} = tolower(['{column}'])
        | lookup kind=leftouter ({FILE_PROFILE}
            | project {columns}
            | extend {KEY} = pack_array({hashes})
            | mv-expand {KEY} to typeof(string)
            | extend {KEY} = tolower({KEY})
            | where isnotempty({KEY})
            | summarize take_any(*) by {KEY}) on {KEY}
        | project-away {KEY} }}"
    )
}

fn function(text: &str) -> Option<ast::Function> {
    let parsed = lurcher_syntax::parse(&format!("let f = {text};"));
    let statement = parsed.query.statements.into_iter().next().filter(|_| parsed.diagnostics.is_empty())?;
    let StatementKind::Let { value, .. } = statement.kind else { return None };
    match &value.kind {
        ExprKind::Function(function) => Some((**function).clone()),
        _ => None,
    }
}
