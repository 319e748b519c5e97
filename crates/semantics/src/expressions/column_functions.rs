//! Functions of columns rather than of their values: `column_ifexists`, `pack_all`, and whatever takes a `*`.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn column_if_exists(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let [name, default] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`column_ifexists` takes a column's name and a default");
        };
        match self.column_by_text(&name.value, env, row)? {
            Some(col) => Ok(Expr::column(&col, call.span)),
            None => self.scalar(&default.value, env, row),
        }
    }

    pub fn is_column_exists(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let [name] = call.arguments.as_slice() else {
            return refuse(ARGUMENT_COUNT, call.span, "`iscolumnexists` takes a column's name");
        };
        let found = self.column_by_text(&name.value, env, row)?.is_some();
        Ok(Expr::literal(Value::Bool(found), call.span))
    }

    /// The column whose name is given as a text, or bare.
    pub fn column_by_text(&mut self, name: &ast::Expr, env: &Env, row: Row) -> Result<Option<Col>> {
        let text = match &name.kind {
            Ast::Literal(ast::Literal::String { text, .. }) => text.clone(),
            Ast::Name(n) if row.col(&n.text).is_some_and(|c| c.kql_type != Type::String) => {
                return refuse(ARGUMENT_TYPE, name.span, "the column's name must be a string");
            }
            Ast::Name(n) => match self.scalar(name, env, Row::NONE).ok().and_then(|e| e.as_literal().cloned()) {
                Some(Value::String(text)) => text,
                _ => n.text.clone(),
            },
            _ => return refuse(NOT_CONSTANT, name.span, "the column's name must be a constant string"),
        };
        Ok(self.readable(row).iter().find(|c| c.name == text && !text.is_empty()).cloned())
    }

    pub fn column_names_of(&mut self, call: &ast::Call, env: &Env) -> Result<Expr> {
        let rel = self.one_table(call, env)?;
        let names = rel.visible().map(|c| Dynamic::String(c.name.clone())).collect();
        Ok(Expr::literal(Value::Dynamic(Dynamic::Array(names).encode()), call.span))
    }

    /// The columns that an expression may read here: those of the row, or inside an aggregate's arguments those of its input.
    pub fn readable<'b>(&'b self, row: Row<'b>) -> &'b [Col] {
        match &self.aggregates {
            Some(scope) if row.columns.is_empty() => &scope.columns,
            _ => row.columns,
        }
    }

    /// A function of `*`: its arguments are the columns.
    pub fn over_all_columns(&mut self, function: &'static str, returns: Type, row: Row, span: Span) -> Result<Expr> {
        let columns = self.readable(row).iter().filter(|c| !c.name.is_empty());
        let columns = columns.map(|c| Expr::column(c, span)).collect();
        self.function(function, columns, returns, span)
    }

    pub fn pack_all(&mut self, call: &ast::Call, env: &Env, row: Row) -> Result<Expr> {
        let skip_empty = match call.arguments.as_slice() {
            [] => false,
            [one] => matches!(self.scalar(&one.value, env, row)?.as_literal(), Some(Value::Bool(true))),
            _ => return refuse(ARGUMENT_COUNT, call.span, "`pack_all` takes at most one bool"),
        };
        let columns: Vec<Col> = self.readable(row).iter().filter(|c| !c.name.is_empty()).cloned().collect();
        if skip_empty {
            let flag = Expr::literal(Value::Bool(true), call.span);
            let args = std::iter::once(flag).chain(pairs(&columns, call.span)).collect();
            return self.function("pack_all", args, Type::Dynamic, call.span);
        }
        self.pack(&columns, call.span)
    }

    pub fn pack_columns(&mut self, arguments: &[ast::Argument], row: Row, span: Span) -> Result<Expr> {
        let mut columns = Vec::new();
        for argument in arguments {
            match &argument.value.kind {
                Ast::Name(name) if row.col(&name.text).is_some() => columns.extend(row.col(&name.text).cloned()),
                _ => return refuse(NOT_CONSTANT, argument.value.span, "`bag_pack_columns` takes plain columns"),
            }
        }
        self.pack(&columns, span)
    }

    /// A bag of these columns.
    pub fn pack(&mut self, columns: &[Col], span: Span) -> Result<Expr> {
        self.function("bag_pack", pairs(columns, span).collect(), Type::Dynamic, span)
    }
}

/// Each column's name and its value.
fn pairs(columns: &[Col], span: Span) -> impl Iterator<Item = Expr> {
    columns.iter().flat_map(move |c| [Expr::literal(Value::String(c.name.clone()), span), Expr::column(c, span)])
}
