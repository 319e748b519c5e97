//! Expressions: one dispatcher, one file per idea.

mod aggregate;
mod arithmetic;
mod assertion;
mod binary;
mod call;
mod cast;
mod column_functions;
mod compare;
mod database;
mod elsewhere;
mod file_profile;
mod graph;
mod list;
mod literal;
mod overload;
mod path;
mod pattern;
mod search_term;
mod special;
mod stored;
mod stored_text;
mod text_operator;
mod watchlist;
mod window;

pub use compare::literal_as;
pub(crate) use graph::{Asked, AskedValue, Element, GraphScope, Variable};
pub use search_term::{SOURCE, Terms};
pub use stored::{Gives, StoredFunction};
pub use watchlist::WATCHLIST_TABLE;

use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row, UserFunction};
use binary::Operands;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::Type;
use lurcher_types::describe::Kind;

/// `withsource` calls the rows of a view by its name, and those of another function by their place in the union.
pub fn labelled_by_view(result: Any, function: &UserFunction, name: &ast::Name) -> Any {
    match result {
        Any::Table(rel, _) if function.function.view => Any::Table(rel, Some(name.text.clone())),
        other => other,
    }
}

impl Binder<'_> {
    /// An expression of either sort.
    pub fn any(&mut self, e: &ast::Expr, env: &Env, row: Row) -> Result<Any> {
        if self.level > 0 {
            self.add_weight(1, e.span)?;
        }
        Ok(Any::Scalar(match &e.kind {
            Ast::Name(name) => return self.name(name, env, row),
            Ast::Literal(literal) => {
                let said = self.literal(literal, e.span)?;
                self.chosen_literal(literal, &said)?.unwrap_or(said)
            }
            Ast::Call(call) => return self.call(call, env, row),
            Ast::Paren(inner) => return self.any(inner, env, row),
            Ast::Member { base, name } => match self.qualified(base, name, env)? {
                Some(table) => return Ok(table),
                None => self.path(e, env, row)?,
            },
            Ast::Index { base, index } => match self.pattern_path(base, index, env)? {
                Some(table) => return Ok(table),
                None => self.path(e, env, row)?,
            },
            Ast::Unary { op, operand } => self.unary(*op, operand, env, row, e.span)?,
            Ast::Binary { op, op_span, left, right } => {
                self.binary(*op, Operands { left, right, op_span: *op_span, span: e.span }, env, row)?
            }
            Ast::Between { negated, value, low, high, .. } => {
                self.between(*negated, value, (low, high), env, row, e.span)?
            }
            Ast::InList { op, value, list, op_span } => self.in_list((*op, *op_span), value, list, env, row, e.span)?,
            Ast::Pipe(pipe) => {
                let mut env = env.clone();
                let rel = self.pipe(pipe, &mut env)?;
                return Ok(Any::Table(rel, self.label.take()));
            }
            Ast::Source(operator) => return Ok(Any::Table(self.source_operator(operator, env)?, None)),
            Ast::DataTable(table) => return Ok(Any::Table(self.data_table(table, env, e.span)?, None)),
            Ast::ExternalData(data) => return Ok(Any::Table(self.external_data(data, env, e.span)?, None)),
            Ast::MemberCall { base, call } => return self.call_in_database(base, call, env, row),
            Ast::Star => return refuse(WRONG_KIND, e.span, "`*` stands where a value is wanted"),
            Ast::Wildcard(text) => {
                return refuse(WRONG_KIND, e.span, format!("the pattern `{text}` stands where a value is wanted"));
            }
            Ast::TypeOf(_) => return refuse(WRONG_KIND, e.span, "`typeof(…)` stands where a value is wanted"),
            Ast::Function(_) => return refuse(WRONG_KIND, e.span, "a function can only be given a name with `let`"),
            Ast::List(_) => return refuse(WRONG_KIND, e.span, "a list stands where a value is wanted"),
            Ast::Error => return refuse(WRONG_KIND, e.span, "this could not be read"),
        }))
    }

    /// A bare name: a column, then what a `let` or parameter gave, then a table, then a function without arguments.
    fn name(&mut self, name: &ast::Name, env: &Env, row: Row) -> Result<Any> {
        if let Some(col) = row.col(&name.text) {
            return Ok(Any::Scalar(Expr::column(col, name.span)));
        }
        if let Some(element) = self.graph_name(name) {
            return Ok(Any::Scalar(element));
        }
        if let Some(scope) = &self.aggregates
            && scope.columns.iter().any(|c| c.name == name.text)
            && row.columns.is_empty()
        {
            return refuse_with(
                AGGREGATE_PLACE,
                name.span,
                format!("the column `{}` stands outside an aggregate", name.text),
                Some(format!("put it behind `by`, or into an aggregate such as take_any({})", name.text)),
            );
        }
        match env.get(&name.text) {
            Some(Meaning::Scalar(value)) => {
                self.weigh(value, name.span)?;
                let mut value = (**value).clone();
                value.span = name.span;
                return Ok(Any::Scalar(value));
            }
            Some(Meaning::Table { rel, label }) => {
                let (rel, label) = (rel.clone(), label.clone());
                return Ok(Any::Table(self.reuse(&rel)?, label));
            }
            Some(Meaning::Function(function)) => {
                let function = function.clone();
                let result = self.call_user_function(name, &function, &[], env, row, None)?;
                return Ok(labelled_by_view(result, &function, name));
            }
            Some(Meaning::Pattern(_)) => {
                return refuse(WRONG_KIND, name.span, format!("the pattern `{}` is called with arguments", name.text));
            }
            Some(Meaning::Database) => {
                let message = format!("`{0}` stands for a database: `{0}.T` is its table T", name.text);
                return refuse(WRONG_KIND, name.span, message);
            }
            Some(Meaning::EntityGroup(_)) => {
                return refuse(
                    WRONG_KIND,
                    name.span,
                    format!("the entity group `{}` stands in `macro-expand`", name.text),
                );
            }
            None => {}
        }
        if let Some(value) = self.inferred(name, row) {
            if self.is_function(name) && value.is_unknown() {
                return refuse_with(
                    WRONG_KIND,
                    name.span,
                    format!("`{}` is a function, and stands without its arguments", name.text),
                    Some(format!("write {}(…), or ['{}'] for a column of that name", name.text, name.text)),
                );
            }
            return Ok(Any::Scalar(value));
        }
        if let Some(rel) = self.catalog_table(&name.text, name.span)? {
            return Ok(Any::Table(rel, Some(name.text.clone())));
        }
        if let Some(result) = self.stored_function(name, &[], env, row)? {
            return Ok(result);
        }
        self.unknown_name(name, env, row)
    }

    /// Whether a bare name is a function's of the language: no column is guessed under such a name.
    fn is_function(&self, name: &ast::Name) -> bool {
        let is = |kind| self.language.entry(&name.text, kind).is_some_and(|e| !e.description.name.starts_with("__"));
        !name.quoted && (is(Kind::Scalar) || is(Kind::Aggregate))
    }

    fn unknown_name(&mut self, name: &ast::Name, env: &Env, row: Row) -> Result<Any> {
        if let Some(value) = self.parameter_of_parsers(name) {
            return Ok(Any::Scalar(value));
        }
        if row.columns.is_empty() && self.aggregates.is_none() {
            let near = self.catalog.nearest(&name.text);
            let near: Vec<&str> =
                near.iter().map(String::as_str).chain(lurcher_types::nearest(&name.text, env.names())).collect();
            return refuse_with(
                UNKNOWN_TABLE,
                name.span,
                format!("there is no table, `let` or function named `{}`", name.text),
                did_you_mean(&near),
            );
        }
        let aggregate_columns = self.aggregates.iter().flat_map(|a| &a.columns);
        let names = row.columns.iter().chain(aggregate_columns).map(|c| c.name.as_str()).chain(env.names());
        let near = lurcher_types::nearest(&name.text, names);
        refuse_with(
            UNKNOWN_NAME,
            name.span,
            format!("there is no column or `let` named `{}` here", name.text),
            self.no_name(&name.text).or_else(|| did_you_mean(&near)),
        )
    }

    /// What somebody means who writes a name of another language, or a function without brackets.
    fn no_name(&self, name: &str) -> Option<String> {
        match name.to_ascii_lowercase().as_str() {
            "null" | "none" | "nil" => {
                return Some("isnull(x) asks for a missing value, and isempty(x) for an empty text".into());
            }
            _ => {}
        }
        let kinds = [Kind::Scalar, Kind::Aggregate, Kind::Window];
        let is_function = kinds.iter().any(|kind| self.language.entry(name, *kind).is_some());
        is_function.then(|| format!("`{name}` is a function: write {name}(…)"))
    }

    /// A table of the catalog by its name.
    pub fn catalog_table(&mut self, name: &str, span: Span) -> Result<Option<Rel>> {
        let Some(table) = self.catalog.table(name) else { return Ok(None) };
        self.seen(name, span)?;
        if self.catalog.is_open(name) {
            if !self.program.tables.iter().any(|t| t == name) {
                self.program.tables.push(name.to_owned());
            }
            let rel = self.open_catalog_table(&table, span)?;
            return self.without_hidden(name, rel).map(Some);
        }
        if !self.program.tables.iter().any(|t| t == name) {
            self.program.tables.push(name.to_owned());
        }
        let source_columns = table.columns.iter().map(|c| c.name.clone()).collect();
        let columns: Vec<Col> = table.columns.iter().map(|c| self.col(&c.name, c.kql_type)).collect();
        let rel = self.rel(RelKind::Table { name: name.to_owned(), source_columns }, columns, false, span)?;
        self.without_hidden(name, rel).map(Some)
    }

    /// `pattern("a").view`, `arg("").Resources`, `database("d").T`.
    fn qualified(&mut self, base: &ast::Expr, name: &ast::Name, env: &Env) -> Result<Option<Any>> {
        if let Ast::Call(call) = &base.kind {
            if let Some(Meaning::Pattern(pattern)) = env.get(&call.name.text) {
                return self.pattern_call(&pattern.clone(), call, Some(&name.text), env).map(Some);
            }
            if let Some(table) = self.table_of_function(call, name, env)? {
                return Ok(Some(table));
            }
        }
        match self.is_database(base, env)? {
            true => self.member_of_database(name, env).map(Some),
            false => Ok(None),
        }
    }

    /// A bool; a dynamic is read as one.
    pub fn condition(&mut self, e: &ast::Expr, env: &Env, row: Row) -> Result<Expr> {
        let value = self.scalar(e, env, row)?;
        match value.kql_type {
            Type::Bool => Ok(value),
            Type::Dynamic => self.cast(value, Type::Bool),
            other => {
                let help = match other {
                    Type::String => "compare it, as in `x == \"…\"`, or ask isnotempty(x)",
                    _ => "compare it, as in `x > 0`, or ask isnotnull(x)",
                };
                let message = format!("a condition of type bool is wanted, this is {other}");
                refuse_with(OPERAND_TYPE, e.span, message, Some(help.to_owned()))
            }
        }
    }

    pub fn not(&self, e: Expr) -> Expr {
        let span = e.span;
        Expr { kind: ExprKind::Not(Box::new(e)), kql_type: Type::Bool, span }
    }

    /// A call of a function of the table with arguments of the right types, folded if it is constant.
    pub fn function(&mut self, name: &str, args: Vec<Expr>, returns: Type, span: Span) -> Result<Expr> {
        let Some(entry) = self.language.entry(name, Kind::Scalar) else {
            return unsupported(UNSUPPORTED_FUNCTION, span, format!("this needs `{name}`, which is not supported yet"));
        };
        self.fold_or_call(entry, args, returns, span)
    }
}
