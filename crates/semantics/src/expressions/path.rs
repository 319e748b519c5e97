//! Paths into dynamic values: `a.b[0]["c d"]`, gathered into one call.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn path(&mut self, e: &ast::Expr, env: &Env, row: Row) -> Result<Expr> {
        if let (Ast::Member { base, name }, Some((left, right))) = (&e.kind, row.sides)
            && let Ast::Name(side) = &base.kind
        {
            let columns = if side.text == "$left" { left } else { right };
            if !columns.iter().any(|c| c.name == name.text) && self.infer(columns, &name.text) {
                return Ok(Expr::unknown(Type::Dynamic, e.span));
            }
        }
        if let Some(column) = side_column(e, row)? {
            return Ok(column);
        }
        if let Some(column) = self.record_column(e)? {
            return Ok(column);
        }
        if let Some(property) = self.graph_property(e)? {
            return Ok(property);
        }
        let (base, step) = match &e.kind {
            Ast::Member { base, name } => (base, Expr::literal(Value::String(name.text.clone()), name.span)),
            Ast::Index { base, index } => (base, self.scalar(index, env, row)?),
            _ => return self.scalar(e, env, row),
        };
        let base = self.scalar(base, env, row).map_err(|mut e| {
            // As in SQL's `T.a`.
            if e.code == WRONG_KIND {
                e.help = Some("a column is named alone: no table's name stands before it".to_owned());
            }
            e
        })?;
        if base.kql_type != Type::Dynamic {
            return refuse_with(
                OPERAND_TYPE,
                e.span,
                format!("a path goes into a dynamic, this is {}", base.kql_type),
                (base.kql_type == Type::String).then(|| "parse_json() reads a text as dynamic".to_owned()),
            );
        }
        // A bool counts as 0 or 1.
        let step = if step.kql_type == Type::Bool { self.cast(step, Type::Long)? } else { step };
        match step.as_literal() {
            Some(Value::String(_) | Value::Long(_)) => self.extend_path(base, step, e.span),
            Some(Value::Int(v)) => {
                let step = Expr::literal(Value::Long(i64::from(*v)), step.span);
                self.extend_path(base, step, e.span)
            }
            _ if matches!(step.kql_type, Type::String | Type::Long | Type::Int | Type::Dynamic) => {
                self.function("__index", vec![base, step], Type::Dynamic, e.span)
            }
            _ => refuse(
                OPERAND_TYPE,
                step.span,
                format!("an index is a string or a whole number, this is {}", step.kql_type),
            ),
        }
    }

    /// `step.column` of `scan`.
    fn record_column(&self, e: &ast::Expr) -> Result<Option<Expr>> {
        let Ast::Member { base, name } = &e.kind else { return Ok(None) };
        let Ast::Name(record) = &base.kind else { return Ok(None) };
        let Some(record) = self.records.iter().find(|r| r.name == record.text) else { return Ok(None) };
        match record.columns.iter().find(|c| c.name == name.text && !c.name.is_empty()) {
            Some(col) => Ok(Some(Expr::column(col, e.span))),
            None => {
                let near = lurcher_types::nearest(&name.text, record.columns.iter().map(|c| c.name.as_str()));
                refuse_with(
                    UNKNOWN_NAME,
                    name.span,
                    format!("`{}` has no column `{}`", record.name, name.text),
                    did_you_mean(&near),
                )
            }
        }
    }

    /// Adds a constant step to a path, so that a chain of steps reads its text once.
    fn extend_path(&mut self, base: Expr, step: Expr, span: lurcher_syntax::Span) -> Result<Expr> {
        let (function, args) = match base.kind {
            ExprKind::Call { function: function @ ("__path" | "__json_path"), mut args } => {
                args.push(step);
                (function, args)
            }
            ExprKind::Call { function: "parse_json", args }
                if args.first().is_some_and(|a| a.kql_type == Type::String) =>
            {
                ("__json_path", args.into_iter().chain([step]).collect())
            }
            kind => {
                let base = Expr { kind, kql_type: Type::Dynamic, span: base.span };
                ("__path", vec![base, step])
            }
        };
        self.function(function, args, Type::Dynamic, span)
    }
}

/// `$left.a` or `$right.a`.
fn side_column(e: &ast::Expr, row: Row) -> Result<Option<Expr>> {
    let Ast::Member { base, name } = &e.kind else { return Ok(None) };
    let Ast::Name(side) = &base.kind else { return Ok(None) };
    let Some((left, right)) = row.sides else { return Ok(None) };
    let columns = match side.text.as_str() {
        "$left" => left,
        "$right" => right,
        _ => return Ok(None),
    };
    match columns.iter().find(|c| c.name == name.text && !c.name.is_empty()) {
        Some(col) => Ok(Some(Expr::column(col, e.span))),
        None => {
            let near = lurcher_types::nearest(&name.text, columns.iter().map(|c| c.name.as_str()));
            refuse_with(
                UNKNOWN_NAME,
                name.span,
                format!("`{}` has no column `{}`", side.text, name.text),
                did_you_mean(&near),
            )
        }
    }
}
