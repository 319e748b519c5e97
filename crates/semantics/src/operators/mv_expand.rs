use super::columns::same;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::{self, Wish, free};
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, MvColumn, MvExpand, Parameter};
use lurcher_types::{Type, Value};

/// The old spelling `mvexpand` stops here, per input row.
const LEGACY_LIMIT: u64 = 128;

impl Binder<'_> {
    /// `mv-expand a, b = c to typeof(long) limit n`: a row per element; several lists go in step.
    pub fn mv_expand(&mut self, input: Rel, expand: &MvExpand, env: &Env, span: Span) -> Result<Rel> {
        let limit = match self.expand_limit(expand.limit.as_ref(), env)? {
            None if expand.legacy => Some(LEGACY_LIMIT),
            other => other,
        };
        self.expand(input, &expand.parameters, &expand.columns, limit, env, span)
    }

    pub fn expand_limit(&mut self, limit: Option<&ast::Expr>, env: &Env) -> Result<Option<u64>> {
        let Some(e) = limit else { return Ok(None) };
        let value = self.scalar(e, env, Row::NONE)?;
        match value.as_literal() {
            Some(Value::Long(v)) => Ok(Some(u64::try_from(*v).unwrap_or(0))),
            Some(Value::Int(v)) => Ok(Some(u64::try_from(*v).unwrap_or(0))),
            _ => refuse(NOT_CONSTANT, e.span, "the limit of `mv-expand` must be a constant whole number"),
        }
    }

    pub fn expand(
        &mut self,
        input: Rel,
        parameters: &[Parameter],
        items: &[MvColumn],
        limit: Option<u64>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let mut kind = ExpandKind::Bag;
        let mut index_name = None;
        for p in parameters {
            match (p.name.text.as_str(), &p.value.kind) {
                ("kind" | "bagexpansion", Ast::Name(n)) if n.text == "array" => kind = ExpandKind::Array,
                ("kind" | "bagexpansion", Ast::Name(n)) if n.text == "bag" => kind = ExpandKind::Bag,
                ("with_itemindex", Ast::Name(n)) => index_name = Some(n.text.clone()),
                (name, _) if name.starts_with("hint.") => {}
                _ => {
                    return refuse(
                        BAD_OPTION,
                        p.name.span,
                        format!("`mv-expand` has no option `{}` of this kind", p.name.text),
                    );
                }
            }
        }
        let (input, bound) = self.over(input, |b, row| b.expanded(items, env, row))?;
        let taken: Vec<&str> = input.columns.iter().map(|c| c.name.as_str()).collect();
        let wishes: Vec<Wish> = bound.iter().map(|(w, _)| w.clone()).collect();
        let names = naming::assign(&wishes, &taken)?;

        let mut columns = input.columns.clone();
        let mut lists = Vec::new();
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for (name, (_, list)) in names.into_iter().zip(bound) {
            let raw = self.col("", list.to_type.unwrap_or(Type::Dynamic));
            columns.push(raw.clone());
            let shown = Col { name: name.clone(), ..self.col_like(&raw) };
            let value = Expr::column(&raw, span);
            match outputs.iter_mut().find(|(c, _)| c.name == name) {
                Some(old) => *old = (shown, value),
                None => outputs.push((shown, value)),
            }
            lists.push(list);
        }
        if let Some(name) = &index_name {
            let raw = self.col("", Type::Long);
            columns.push(raw.clone());
            let name = free(name, |n| outputs.iter().any(|(c, _)| c.name == n));
            outputs.push((self.col(name, Type::Long), Expr::column(&raw, span)));
        }
        let serialized = input.serialized;
        let with_index = index_name.is_some();
        let expanded = self.rel(
            RelKind::MvExpand { input: Box::new(input), lists, kind, limit, with_index },
            columns,
            serialized,
            span,
        )?;
        self.project_onto(expanded, outputs, span)
    }

    fn expanded(&mut self, items: &[MvColumn], env: &Env, row: Row) -> Result<Vec<(Wish, ExpandedList)>> {
        let mut bound = Vec::with_capacity(items.len());
        for item in items {
            let value = self.scalar(&item.value.value, env, row)?;
            if value.kql_type != Type::Dynamic {
                return refuse_with(
                    OPERAND_TYPE,
                    item.value.value.span,
                    format!("only a dynamic can be expanded, this is {}", value.kql_type),
                    Some("parse_json() or split() make one".into()),
                );
            }
            let to_type = item.to_type.as_ref().map(|t| self.type_named(t)).transpose()?;
            let wish = match self.wish(&item.value) {
                Wish::None => match only_column(&value) {
                    // An unnamed expression takes over the only column that it reads.
                    Some(id) => {
                        row.columns.iter().find(|c| c.id == id).map_or(Wish::None, |c| Wish::Automatic(c.name.clone()))
                    }
                    None => Wish::None,
                },
                wish => wish,
            };
            bound.push((wish, ExpandedList { value, to_type }));
        }
        Ok(bound)
    }
}

/// The one column that an expression reads, if it reads just one.
fn only_column(e: &Expr) -> Option<ColumnId> {
    fn gather(e: &Expr, ids: &mut Vec<ColumnId>) {
        if let ExprKind::Column(id) = e.kind
            && !ids.contains(&id)
        {
            ids.push(id);
        }
        e.children().into_iter().for_each(|c| gather(c, ids));
    }
    let mut ids = Vec::new();
    gather(e, &mut ids);
    match ids.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
