//! `in`, `in~`, `has_any`, `has_all` with their lists and subqueries.

use super::compare::literal_as;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, ListOp};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn in_list(
        &mut self,
        (op, op_span): (ListOp, Span),
        value: &ast::Expr,
        list: &[ast::Expr],
        env: &Env,
        row: Row,
        span: Span,
    ) -> Result<Expr> {
        let (function, negated) = match op {
            ListOp::In => ("in", false),
            ListOp::NotIn => ("in", true),
            ListOp::InTilde => ("in~", false),
            ListOp::NotInTilde => ("in~", true),
            ListOp::HasAny => ("has_any", false),
            ListOp::HasAll => ("has_all", false),
        };
        if matches!(value.kind, Ast::Star) {
            let positive = self.any_column_in(function, list, value.span, env, row, span)?;
            return Ok(if negated { self.not(positive) } else { positive });
        }
        let value = self.scalar(value, env, row)?;
        if function != "in" && !matches!(value.kql_type, Type::String | Type::Dynamic) {
            return refuse(
                OPERAND_TYPE,
                op_span,
                format!("`{function}` takes a string on its left, this is {}", value.kql_type),
            );
        }
        let positive = self.membership(function, value, list, env, row, span)?;
        Ok(if negated { self.not(positive) } else { positive })
    }

    fn membership(
        &mut self,
        function: &'static str,
        value: Expr,
        list: &[ast::Expr],
        env: &Env,
        row: Row,
        span: Span,
    ) -> Result<Expr> {
        let mut items = vec![value.clone()];
        let mut tables = Vec::new();
        for item in list {
            match self.any(item, env, row)? {
                Any::Table(rel, _) => tables.push(self.in_table(function, value.clone(), rel, span)?),
                Any::Scalar(e) => match e.as_literal() {
                    Some(Value::Dynamic(encoded)) => {
                        let items_of = array_items(encoded, value.kql_type, e.span);
                        match items_of {
                            Some(flat) => items.extend(flat),
                            None => items.push(e),
                        }
                    }
                    _ => items.push(self.list_item(e, value.kql_type)?),
                },
            }
        }
        if items.len() > 1 || tables.is_empty() {
            tables.push(self.function(function, items, Type::Bool, span)?);
        }
        // The values of several tables, and those that stand alone, are one list.
        let joined = tables.into_iter().reduce(|left, right| {
            let (left, right) = (Box::new(left), Box::new(right));
            let kind = if function == "has_all" { ExprKind::And(left, right) } else { ExprKind::Or(left, right) };
            Expr { kind, kql_type: Type::Bool, span }
        });
        match joined {
            Some(condition) => Ok(condition),
            None => refuse(ARGUMENT_COUNT, span, format!("`{function}` needs a list")),
        }
    }

    /// `* in ("a", "b")`, `* has_any (…)`: true where it is of any column.
    fn any_column_in(
        &mut self,
        function: &'static str,
        list: &[ast::Expr],
        star: Span,
        env: &Env,
        row: Row,
        span: Span,
    ) -> Result<Expr> {
        let mut result: Option<Expr> = None;
        for col in row.columns.iter().filter(|c| !c.name.is_empty()) {
            if function.starts_with("in") && col.kql_type != Type::String {
                let message = format!(
                    "`* {function} (…)` over the column `{}` of type {} is not supported: whether Kusto compares it as a \
                     text or as what it is, is not documented; name the columns, joined by `or`",
                    col.name, col.kql_type
                );
                return unsupported(UNSUPPORTED, star, message);
            }
            let text = self.cast(Expr::column(col, star), Type::String)?;
            let one = self.membership(function, text, list, env, row, span)?;
            result = Some(match result {
                None => one,
                Some(so_far) => {
                    Expr { kind: ExprKind::Or(Box::new(so_far), Box::new(one)), kql_type: Type::Bool, span }
                }
            });
        }
        match result {
            Some(condition) => Ok(condition),
            None => refuse(WRONG_KIND, star, "`*` has no columns to stand for here"),
        }
    }

    /// An item in the type of what it is compared with.
    fn list_item(&mut self, item: Expr, wanted: Type) -> Result<Expr> {
        let t = item.kql_type;
        if t == wanted || t == Type::Dynamic || wanted == Type::Dynamic {
            return Ok(item);
        }
        let number = |t: Type| t.is_number();
        if t == Type::Bool && number(wanted) || number(t) && wanted == Type::Bool {
            return self.cast(item, wanted);
        }
        if number(t) && number(wanted) {
            // Widening the item is exact only upwards; the kernel compares numbers of two types by value.
            return Ok(item);
        }
        if wanted == Type::String {
            // `ResultType in (0, 50126)` over a column of text.
            return self.cast(item, Type::String);
        }
        match literal_as(&item, wanted) {
            Some(read) => Ok(read),
            None => {
                let message = format!("a {t} stands in a list that {wanted} is looked for in");
                self.cannot_run(OPERAND_TYPE, message, item.span);
                Ok(Expr::unknown(wanted, item.span))
            }
        }
    }

    fn in_table(&mut self, function: &'static str, value: Expr, rel: Rel, span: Span) -> Result<Expr> {
        let Some(first) = rel.visible().next().cloned() else {
            return refuse(WRONG_KIND, rel.span, "the table has no column to compare with");
        };
        let (v, f) = (value.kql_type, first.kql_type);
        let fits =
            v == f || v.is_number() && f.is_number() || v == Type::Dynamic || f == Type::Dynamic || function != "in";
        if !fits {
            return refuse(
                OPERAND_TYPE,
                span,
                format!("`{function}` compares a {v} with the column `{}` of type {f}", first.name),
            );
        }
        let set = self.add_step(StepKind::Set, rel);
        Ok(Expr { kind: ExprKind::InSet { function, value: Box::new(value), set }, kql_type: Type::Bool, span })
    }
}

/// The items of a constant dynamic array as literals of the wanted type; nothing if they do not all fit.
fn array_items(encoded: &str, wanted: Type, span: Span) -> Option<Vec<Expr>> {
    let Dynamic::Array(items) = Dynamic::parse(encoded) else { return None };
    items
        .into_iter()
        .map(|item| {
            let value = match (&item, wanted) {
                (Dynamic::String(s), Type::String | Type::Dynamic) => Value::String(s.clone()),
                (Dynamic::Long(v), Type::Long) => Value::Long(*v),
                (Dynamic::Long(v), Type::Int) => Value::Int(i32::try_from(*v).ok()?),
                _ => return None,
            };
            Some(Expr::literal(value, span))
        })
        .collect::<Option<Vec<_>>>()
        .filter(|items| !items.is_empty())
}
