use super::columns::same;
use super::join::{beside_left, key_names};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Parameter};

impl Binder<'_> {
    /// `lookup`: a left outer join that keeps no key of the right side.
    pub fn lookup(
        &mut self,
        left: Rel,
        parameters: &[Parameter],
        right: &ast::Expr,
        on: &[ast::Expr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let kind = match parameters.iter().find(|p| p.name.text == "kind") {
            None => JoinKind::LeftOuter,
            Some(p) => match &p.value.kind {
                Ast::Name(n) if n.text == "leftouter" => JoinKind::LeftOuter,
                Ast::Name(n) if n.text == "inner" => JoinKind::Inner,
                _ => return refuse(BAD_OPTION, p.value.span, "`lookup` knows the kinds leftouter and inner"),
            },
        };
        let right = self.table_beside(right, env)?;
        let (left, right) = self.open_keys(on, left, right)?;
        let mut keys: Vec<(bool, bool, &str)> = Vec::new();
        on.iter().for_each(|e| key_names(e, &mut keys));
        let is_key = |c: &Col| keys.iter().any(|(_, of_right, name)| *of_right && *name == c.name);
        let on = self.join_keys(on, &left, &right, env)?;
        let right_keys: Vec<ColumnId> = right.visible().filter(|c| is_key(c)).map(|c| c.id).collect();
        let shown: Vec<Col> = right.visible().filter(|c| !is_key(c)).cloned().collect();
        let names = beside_left(&left, &shown);
        let names: Vec<(ColumnId, String)> = shown.iter().map(|c| c.id).zip(names).collect();
        let columns = left.columns.iter().chain(&right.columns).cloned().collect();
        let joined =
            self.rel(RelKind::Join { kind, left: Box::new(left), right: Box::new(right), on }, columns, false, span)?;
        self.without_columns(joined, &right_keys, &names, span)
    }

    /// The joined columns without some, and some under other names.
    fn without_columns(
        &mut self,
        joined: Rel,
        drop: &[ColumnId],
        names: &[(ColumnId, String)],
        span: Span,
    ) -> Result<Rel> {
        let mut outputs: Vec<(Col, Expr)> = Vec::new();
        for c in joined.columns.iter().filter(|c| !drop.contains(&c.id)) {
            let mut item = same(c, span);
            if let Some((_, name)) = names.iter().find(|(id, _)| *id == c.id) {
                item.0 = Col { name: name.clone(), ..self.col_like(c) };
            }
            outputs.push(item);
        }
        self.project_onto(joined, outputs, span)
    }
}
