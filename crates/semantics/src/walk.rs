//! Visiting every column id and every input of a bound tree, so that passes over it stay short.

use crate::bound::*;
use lurcher_syntax::Span;
use std::collections::HashMap;

impl Rel {
    /// A copy with new column ids, for a second use of one tabular expression.
    pub fn refreshed(&self, fresh: &mut impl FnMut() -> ColumnId) -> Rel {
        let mut copy = self.clone();
        let mut seen = HashMap::new();
        copy.map_ids(&mut |id| *seen.entry(id).or_insert_with(&mut *fresh));
        copy
    }

    /// Replaces every column id, those of all inputs too. A table step's own columns are not reached through a reference to it.
    pub fn map_ids(&mut self, f: &mut impl FnMut(ColumnId) -> ColumnId) {
        for column in &mut self.columns {
            column.id = f(column.id);
        }
        self.kind.own_columns(&mut |c| c.id = f(c.id));
        self.kind.expressions(&mut |e| e.map_ids(f));
        if let RelKind::Take { per: Some(id), .. } | RelKind::Window { per: Some(id), .. } = &mut self.kind {
            *id = f(*id);
        }
        for input in self.kind.inputs_mut() {
            input.map_ids(f);
        }
    }

    /// Gives everything in it this place in the text.
    pub fn point_at(&mut self, span: Span) {
        self.span = span;
        match &mut self.kind {
            RelKind::Aggregate { aggregates, .. } => aggregates.iter_mut().for_each(|a| a.span = span),
            RelKind::Window { calls, .. } => calls.iter_mut().for_each(|c| c.span = span),
            _ => {}
        }
        self.kind.expressions(&mut |e| e.point_at(span));
        for input in self.kind.inputs_mut() {
            input.point_at(span);
        }
    }

    /// This relation and all below it, outermost first.
    pub fn each<'a>(&'a self, f: &mut impl FnMut(&'a Rel)) {
        f(self);
        for input in self.kind.inputs() {
            input.each(f);
        }
    }
}

impl Step {
    /// The relations that a step computes, with those of its parts.
    pub fn each_rel<'a>(&'a self, f: &mut impl FnMut(&'a Rel)) {
        f(&self.rel);
        if let Some(per) = &self.per {
            f(&per.input);
            per.steps.iter().for_each(|s| s.each_rel(f));
        }
    }
}

impl RelKind {
    pub fn inputs(&self) -> Vec<&Rel> {
        match self {
            RelKind::Table { .. } | RelKind::Inline { .. } | RelKind::Step(_) | RelKind::Range { .. } => vec![],
            RelKind::Filter { input, .. }
            | RelKind::Project { input, .. }
            | RelKind::Aggregate { input, .. }
            | RelKind::Sort { input, .. }
            | RelKind::Take { input, .. }
            | RelKind::Sample { input, .. }
            | RelKind::FirstPer { input, .. }
            | RelKind::ParseKv { input, .. }
            | RelKind::MvExpand { input, .. }
            | RelKind::Parse { input, .. }
            | RelKind::Window { input, .. }
            | RelKind::Rows { input, .. } => vec![input],
            RelKind::MakeSeries(series) => vec![&series.input],
            RelKind::Plugin(call) => vec![&call.input],
            RelKind::Join { left, right, .. } => vec![left, right],
            RelKind::Union { legs, .. } => legs.iter().collect(),
        }
    }

    pub fn inputs_mut(&mut self) -> Vec<&mut Rel> {
        match self {
            RelKind::Table { .. } | RelKind::Inline { .. } | RelKind::Step(_) | RelKind::Range { .. } => vec![],
            RelKind::Filter { input, .. }
            | RelKind::Project { input, .. }
            | RelKind::Aggregate { input, .. }
            | RelKind::Sort { input, .. }
            | RelKind::Take { input, .. }
            | RelKind::Sample { input, .. }
            | RelKind::FirstPer { input, .. }
            | RelKind::ParseKv { input, .. }
            | RelKind::MvExpand { input, .. }
            | RelKind::Parse { input, .. }
            | RelKind::Window { input, .. }
            | RelKind::Rows { input, .. } => vec![input],
            RelKind::MakeSeries(series) => vec![&mut series.input],
            RelKind::Plugin(call) => vec![&mut call.input],
            RelKind::Join { left, right, .. } => vec![left, right],
            RelKind::Union { legs, .. } => legs.iter_mut().collect(),
        }
    }

    /// Output columns that the operator itself lists beside `Rel::columns`.
    fn own_columns(&mut self, f: &mut impl FnMut(&mut Col)) {
        match self {
            RelKind::Aggregate { aggregates, .. } => aggregates.iter_mut().flat_map(|a| &mut a.outputs).for_each(f),
            RelKind::Window { calls, .. } => calls.iter_mut().map(|c| &mut c.output).for_each(f),
            _ => {}
        }
    }

    /// The expressions that stand directly in this operator.
    pub fn each_expression<'a>(&'a self, f: &mut impl FnMut(&'a Expr)) {
        match self {
            RelKind::Table { .. } | RelKind::Inline { .. } | RelKind::Step(_) => {}
            RelKind::Range { from, to, step } => [from, to, step].into_iter().for_each(f),
            RelKind::Filter { predicate, .. } => f(predicate),
            RelKind::Project { outputs, .. } => outputs.iter().for_each(f),
            RelKind::Aggregate { keys, aggregates, .. } => {
                keys.iter().chain(aggregates.iter().flat_map(|a| &a.args)).for_each(f);
            }
            RelKind::Join { on, .. } => on.iter().flat_map(|(l, r)| [l, r]).for_each(f),
            RelKind::Union { columns, .. } => columns.iter().flatten().flatten().for_each(f),
            RelKind::Sort { by, .. } => by.iter().map(|k| &k.value).for_each(f),
            RelKind::Take { count, .. } | RelKind::Sample { count, .. } => f(count),
            RelKind::MvExpand { lists, .. } => lists.iter().map(|l| &l.value).for_each(f),
            RelKind::FirstPer { count, keys, .. } => {
                f(count);
                keys.iter().for_each(f);
            }
            RelKind::Parse { source, .. } | RelKind::ParseKv { source, .. } => f(source),
            RelKind::MakeSeries(s) => s.from.iter().chain(s.to.iter()).chain([&s.step]).for_each(f),
            RelKind::Plugin(call) => call.args.iter().chain(&call.constants).for_each(f),
            RelKind::Window { calls, .. } => calls.iter().flat_map(|c| &c.args).for_each(f),
            RelKind::Rows { args, .. } => args.iter().for_each(f),
        }
    }

    /// The same, to change them.
    pub fn expressions(&mut self, f: &mut impl FnMut(&mut Expr)) {
        match self {
            RelKind::Table { .. } | RelKind::Inline { .. } | RelKind::Step(_) => {}
            RelKind::Range { from, to, step } => [from, to, step].into_iter().for_each(f),
            RelKind::Filter { predicate, .. } => f(predicate),
            RelKind::Project { outputs, .. } => outputs.iter_mut().for_each(f),
            RelKind::Aggregate { keys, aggregates, .. } => {
                keys.iter_mut().chain(aggregates.iter_mut().flat_map(|a| &mut a.args)).for_each(f);
            }
            RelKind::Join { on, .. } => on.iter_mut().for_each(|(l, r)| {
                f(l);
                f(r);
            }),
            RelKind::Union { columns, .. } => columns.iter_mut().flatten().flatten().for_each(f),
            RelKind::Sort { by, .. } => by.iter_mut().map(|k| &mut k.value).for_each(f),
            RelKind::Take { count, .. } | RelKind::Sample { count, .. } => f(count),
            RelKind::MvExpand { lists, .. } => lists.iter_mut().map(|l| &mut l.value).for_each(f),
            RelKind::FirstPer { count, keys, .. } => {
                f(count);
                keys.iter_mut().for_each(f);
            }
            RelKind::Parse { source, .. } | RelKind::ParseKv { source, .. } => f(source),
            RelKind::MakeSeries(s) => {
                s.from.iter_mut().chain(s.to.iter_mut()).for_each(&mut *f);
                f(&mut s.step);
            }
            RelKind::Plugin(call) => call.args.iter_mut().chain(&mut call.constants).for_each(f),
            RelKind::Window { calls, .. } => calls.iter_mut().flat_map(|c| &mut c.args).for_each(f),
            RelKind::Rows { args, .. } => args.iter_mut().for_each(f),
        }
    }
}

impl Expr {
    fn map_ids(&mut self, f: &mut impl FnMut(ColumnId) -> ColumnId) {
        if let ExprKind::Column(id) = &mut self.kind {
            *id = f(*id);
        }
        self.children_mut(&mut |e| e.map_ids(f));
    }

    pub fn point_at(&mut self, span: Span) {
        self.span = span;
        self.children_mut(&mut |e| e.point_at(span));
    }

    pub fn children_mut(&mut self, f: &mut dyn FnMut(&mut Expr)) {
        match &mut self.kind {
            ExprKind::Column(_) | ExprKind::Unknown | ExprKind::Literal(_) | ExprKind::Scalar(_) => {}
            ExprKind::Call { args, .. } => args.iter_mut().for_each(f),
            ExprKind::Compare { left, right, .. } | ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                f(left);
                f(right);
            }
            ExprKind::Not(e) | ExprKind::InSet { value: e, .. } => f(e),
        }
    }

    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Column(_) | ExprKind::Unknown | ExprKind::Literal(_) | ExprKind::Scalar(_) => vec![],
            ExprKind::Call { args, .. } => args.iter().collect(),
            ExprKind::Compare { left, right, .. } | ExprKind::And(left, right) | ExprKind::Or(left, right) => {
                vec![left, right]
            }
            ExprKind::Not(e) | ExprKind::InSet { value: e, .. } => vec![e],
        }
    }

    /// Whether it is, or is made of, a value whose type nobody knows: it may be constant for all that is known.
    pub fn depends_on_unknown(&self) -> bool {
        self.kind == ExprKind::Unknown || self.children().iter().any(|c| c.depends_on_unknown())
    }

    /// Whether the expression reads any column.
    pub fn reads_columns(&self) -> bool {
        matches!(self.kind, ExprKind::Column(_) | ExprKind::Unknown)
            || self.children().iter().any(|c| c.reads_columns())
    }
}
