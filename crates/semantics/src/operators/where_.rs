use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;

impl Binder<'_> {
    /// `where predicate`: the rows for which it is true.
    pub fn where_(&mut self, input: Rel, predicate: &ast::Expr, env: &Env, span: Span) -> Result<Rel> {
        let (input, predicate) = self.over(input, |b, row| b.condition(predicate, env, row))?;
        self.filter(input, predicate, span)
    }

    pub fn filter(&mut self, input: Rel, predicate: Expr, span: Span) -> Result<Rel> {
        if let RelKind::Join { kind: JoinKind::InnerUnique, left, .. } = &input.kind
            && reads_only(&predicate, &left.columns)
        {
            return self.filter_before_unique(input, predicate, span);
        }
        let (columns, serialized) = (input.columns.clone(), input.serialized);
        self.rel(RelKind::Filter { input: Box::new(input), predicate }, columns, serialized, span)
    }

    /// Kusto filters the left side of an `innerunique` join before it cuts it to one row per key.
    fn filter_before_unique(&mut self, mut joined: Rel, predicate: Expr, span: Span) -> Result<Rel> {
        if let RelKind::Join { left, .. } = &mut joined.kind {
            let columns = left.columns.clone();
            let serialized = left.serialized;
            let unfiltered = left.clone();
            **left = self.rel(RelKind::Filter { input: unfiltered, predicate }, columns, serialized, span)?;
        }
        Ok(joined)
    }

    /// Binds expressions over an input; window calls among them become a step between the two.
    pub fn over<T>(&mut self, input: Rel, bind: impl FnOnce(&mut Self, Row) -> Result<T>) -> Result<(Rel, T)> {
        let asked_outside = std::mem::take(&mut self.asked_here);
        let outer = (std::mem::take(&mut self.windows), self.serialized, self.aggregates.take());
        self.serialized = input.serialized;
        let bound = bind(self, Row::of(&input.columns));
        let calls = std::mem::replace(&mut self.windows, outer.0);
        (self.serialized, self.aggregates) = (outer.1, outer.2);
        let asked = std::mem::replace(&mut self.asked_here, asked_outside);
        let bound = bound?;
        let mut input = self.with_unknown_columns(input, asked)?;
        for layer in layers(calls) {
            let mut columns = input.columns.clone();
            columns.extend(layer.iter().map(|c| c.output.clone()));
            let (serialized, span) = (input.serialized, input.span);
            let per = self.partition.as_ref().map(|c| c.id);
            input =
                self.rel(RelKind::Window { input: Box::new(input), calls: layer, per }, columns, serialized, span)?;
        }
        Ok((input, bound))
    }
}

/// Window calls in layers: one that reads another's answer comes after it.
fn layers(calls: Vec<WindowCall>) -> Vec<Vec<WindowCall>> {
    let mut layers: Vec<Vec<WindowCall>> = Vec::new();
    for call in calls {
        let waits = |layer: &[WindowCall]| {
            let outputs: Vec<Col> = layer.iter().map(|c| c.output.clone()).collect();
            call.args.iter().any(|a| reads_any(a, &outputs))
        };
        match layers.last_mut() {
            Some(last) if !waits(last) => last.push(call),
            _ => layers.push(vec![call]),
        }
    }
    layers
}

fn reads_any(e: &Expr, columns: &[Col]) -> bool {
    match &e.kind {
        ExprKind::Column(id) => columns.iter().any(|c| c.id == *id),
        _ => e.children().iter().any(|c| reads_any(c, columns)),
    }
}

fn reads_only(e: &Expr, columns: &[Col]) -> bool {
    match &e.kind {
        ExprKind::Column(id) => columns.iter().any(|c| c.id == *id),
        _ => e.children().iter().all(|c| reads_only(c, columns)),
    }
}
