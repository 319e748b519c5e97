//! What a pattern's conditions say to the search in a graph, and what is left for a filter over its matches.

use crate::bound::*;
use crate::error::*;
use crate::expressions::{Asked, AskedValue, GraphScope};
use lurcher_syntax::Span;
use lurcher_types::Type;
use std::collections::HashSet;

/// What the kernel is told: arguments over the graph's rows, and what they are for.
pub struct Search {
    scope: GraphScope,
    pub args: Vec<Expr>,
    pub filters: Vec<(Target, usize)>,
    pub references: Vec<Reference>,
    span: Span,
}

impl Search {
    pub fn new(graph: &Rel, scope: GraphScope, span: Span) -> Search {
        // The kernel builds the graph from these three.
        let args = graph.columns.iter().take(TARGET + 1).map(|c| Expr::column(c, span)).collect();
        Search { scope, args, filters: vec![], references: vec![], span }
    }

    fn argument(&mut self, e: Expr) -> usize {
        if let Some(index) = self.args.iter().position(|a| a.kind == e.kind && a.kql_type == e.kql_type) {
            return index;
        }
        self.args.push(e);
        self.args.len() - 1
    }

    /// Takes what conditions it can into the search, and gives back the others as one.
    pub fn steered(&mut self, conditions: Vec<Expr>, asked: &[Asked], shortest: bool) -> Result<Option<Expr>> {
        let mut residual: Option<Expr> = None;
        for conjunct in conditions {
            if self.steer(&conjunct, asked) {
                continue;
            }
            if shortest && !only_of_nodes(&conjunct, asked) {
                return unsupported(
                    UNSUPPORTED_OPERATOR,
                    conjunct.span,
                    "`graph-shortest-paths` searches by conditions on single ends and by `all`; this one is not supported yet",
                );
            }
            residual = Some(match residual {
                None => conjunct,
                Some(before) => {
                    let span = before.span.to(conjunct.span);
                    Expr { kind: ExprKind::And(Box::new(before), Box::new(conjunct)), kql_type: Type::Bool, span }
                }
            });
        }
        Ok(residual)
    }

    /// Takes a condition into the search, if it speaks of single elements.
    fn steer(&mut self, conjunct: &Expr, asked: &[Asked]) -> bool {
        let of = |id: ColumnId| asked.iter().find(|a| a.output.id == id);
        if let ExprKind::Column(id) = conjunct.kind
            && let Some(Asked { target, gather: Gather::All, value: AskedValue::Expr(value), .. }) = of(id)
        {
            let filter = (*target, self.argument(value.clone()));
            self.filters.push(filter);
            return true;
        }
        let mut read = HashSet::new();
        columns_of(conjunct, &mut read);
        let mut targets = read
            .iter()
            .map(|id| of(*id).filter(|a| a.gather == Gather::Value && a.value != AskedValue::Whole).map(|a| a.target));
        let Some(Some(target)) = targets.next() else { return false };
        if targets.any(|t| t != Some(target)) {
            return false;
        }
        let filter = (target, self.argument(over_elements(conjunct.clone(), asked)));
        self.filters.push(filter);
        true
    }

    pub fn reference(&mut self, asked: &Asked) -> Reference {
        let content = match &asked.value {
            AskedValue::Expr(e) => Content::Argument(self.argument(e.clone())),
            AskedValue::Whole => {
                let nodes = matches!(asked.target, Target::Node(_) | Target::InnerNodes(_));
                let columns = if nodes { self.scope.nodes.clone() } else { self.scope.edges.clone() };
                let (columns, span) = (columns.iter().filter(|c| !c.name.is_empty()), self.span);
                Content::Bag(columns.map(|c| (c.name.clone(), self.argument(Expr::column(c, span)))).collect())
            }
        };
        Reference { target: asked.target, gather: asked.gather, content }
    }
}

/// A condition on one element of a match as one over the rows of the graph.
fn over_elements(mut e: Expr, asked: &[Asked]) -> Expr {
    if let ExprKind::Column(id) = e.kind {
        return match asked.iter().find(|a| a.output.id == id).map(|a| &a.value) {
            Some(AskedValue::Expr(value)) => value.clone(),
            _ => e,
        };
    }
    e.children_mut(&mut |child| *child = over_elements(child.clone(), asked));
    e
}

fn only_of_nodes(e: &Expr, asked: &[Asked]) -> bool {
    let mut read = HashSet::new();
    columns_of(e, &mut read);
    read.iter().all(|id| asked.iter().any(|a| a.output.id == *id && matches!(a.target, Target::Node(_))))
}

pub fn columns_of(e: &Expr, read: &mut HashSet<ColumnId>) {
    if let ExprKind::Column(id) = e.kind {
        read.insert(id);
    }
    e.children().into_iter().for_each(|c| columns_of(c, read));
}

/// The terms of a chain of `and`s.
pub fn conjuncts(e: Expr) -> Vec<Expr> {
    let (mut waiting, mut found) = (vec![e], Vec::new());
    while let Some(e) = waiting.pop() {
        match e.kind {
            ExprKind::And(l, r) => waiting.extend([*r, *l]),
            _ => found.push(e),
        }
    }
    found
}
