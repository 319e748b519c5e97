use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, MvApply, MvColumn, Operator, OperatorKind as Op};
use lurcher_types::Type;

impl Binder<'_> {
    /// `mv-apply x = list on ( subquery )`: the subquery runs over each row's elements alone.
    ///
    /// All rows are expanded at once under a hidden row number; every operator of the subquery keeps that number apart
    /// (as a group key, or as what `take` counts per), and the answer meets its row again by it.
    pub fn mv_apply(&mut self, input: Rel, apply: &MvApply, env: &Env, span: Span) -> Result<Rel> {
        let limit = self.expand_limit(apply.limit.as_ref(), env)?;
        let number = self.col("", Type::Long);
        let call = WindowCall { function: "row_number", args: vec![], output: number.clone(), span };
        let mut numbered_columns = input.columns.clone();
        numbered_columns.push(number.clone());
        let (outer, serialized) = (input.columns.clone(), input.serialized);
        let numbered = self.rel(
            RelKind::Window { input: Box::new(input), calls: vec![call], per: None },
            numbered_columns,
            serialized,
            span,
        )?;

        // Both uses must see the same numbers: compute the numbered input once.
        let step_columns: Vec<Col> = numbered.columns.iter().map(|c| Col { id: self.fresh(), ..c.clone() }).collect();
        let right_columns: Vec<Col> = numbered.columns.iter().map(|c| Col { id: self.fresh(), ..c.clone() }).collect();
        let step = self.add_step(StepKind::Table, numbered);
        let rows = self.rel(RelKind::Step(step), step_columns.clone(), serialized, span)?;
        let again = self.rel(RelKind::Step(step), right_columns.clone(), serialized, span)?;
        let (Some(left_number), Some(inner_number)) = (step_columns.last().cloned(), right_columns.last().cloned())
        else {
            return refuse(TOO_COMPLEX, span, "this `mv-apply` has no input");
        };

        let around = self.partition.replace(inner_number.clone());
        let applied = self
            .expand(again, &apply.parameters, &apply.columns, limit, env, span)
            .and_then(|expanded| self.apply_body(expanded, &apply.body, env));
        self.partition = around;
        let applied = applied?;

        // Outer columns that the subquery still has are its own business: only new or changed names are added.
        let outer_ids: Vec<ColumnId> = right_columns.iter().map(|c| c.id).collect();
        let kept: Vec<ColumnId> = applied.columns.iter().map(|c| c.id).filter(|id| outer_ids.contains(id)).collect();
        let replaced: Vec<String> = expanded_names(&apply.columns, self);
        let on = vec![(Expr::column(&left_number, span), Expr::column(&inner_number, span))];
        let fresh: Vec<Col> = applied.visible().filter(|c| !kept.contains(&c.id)).cloned().collect();
        let joined_columns: Vec<Col> = step_columns.iter().chain(&applied.columns).cloned().collect();
        let joined = self.rel(
            RelKind::Join { kind: JoinKind::Inner, left: Box::new(rows), right: Box::new(applied), on },
            joined_columns,
            false,
            span,
        )?;
        // They keep their ids, so that an `mv-apply` around this one knows them again, and its number of the row too.
        let mut outputs: Vec<(Col, Expr)> = Vec::new();
        for (c, outer) in step_columns.iter().zip(&outer).filter(|(c, _)| !replaced.contains(&c.name)) {
            outputs.push((outer.clone(), Expr::column(c, span)));
        }
        for c in &fresh {
            let item = (self.col_like(c), Expr::column(c, span));
            match outputs.iter_mut().find(|(o, _)| o.name == c.name) {
                Some(outer) => *outer = item,
                None => outputs.push(item),
            }
        }
        self.project_onto(joined, outputs, span)
    }

    fn apply_body(&mut self, mut rel: Rel, body: &[Operator], env: &Env) -> Result<Rel> {
        // The elements of one row stand in the order of its list, so `next(x)` and its kin have a meaning.
        rel.serialized = true;
        for operator in body {
            if !stays_within_its_row(&operator.kind) {
                return unsupported(
                    UNSUPPORTED_OPERATOR,
                    operator.keyword,
                    format!("`{}` inside `mv-apply` is not supported yet", operator.kind.name()),
                );
            }
            rel = self.operator(rel, operator, env, false)?;
        }
        Ok(rel)
    }
}

/// The outer columns that the expansion takes over: `mv-apply Arr on (…)` replaces Arr.
fn expanded_names(columns: &[MvColumn], binder: &Binder) -> Vec<String> {
    columns
        .iter()
        .filter_map(|c| match c.value.names.first() {
            Some(name) => Some(name.text.clone()),
            None => crate::naming::automatic(&c.value.value, binder.language),
        })
        .collect()
}

/// The operators that keep the rows of each subquery apart.
fn stays_within_its_row(operator: &Op) -> bool {
    match operator {
        // The other kinds drop rows of the left side by a look at all of them, or show rows that it does not have.
        Op::Join { parameters, .. } => parameters.iter().any(|p| {
            let kinds = ["inner", "leftouter", "leftsemi", "leftanti", "leftantisemi", "anti"];
            p.name.text == "kind" && matches!(&p.value.kind, ast::ExprKind::Name(n) if kinds.contains(&n.text.as_str()))
        }),
        Op::Where { .. }
        | Op::Extend(_)
        | Op::Project(_)
        | Op::ProjectAway(_)
        | Op::ProjectKeep(_)
        | Op::ProjectRename(_)
        | Op::ProjectReorder(_)
        | Op::Summarize { .. }
        | Op::Lookup { .. }
        | Op::Sort { .. }
        | Op::Top { .. }
        | Op::Take { .. }
        | Op::Distinct { .. }
        | Op::Count { .. }
        | Op::MvExpand(_)
        | Op::MvApply(_)
        | Op::Parse(_)
        | Op::ParseKv { .. }
        | Op::Serialize { .. }
        | Op::Evaluate { .. }
        | Op::Reduce { .. }
        | Op::Scan(_) => true,
        _ => false,
    }
}
