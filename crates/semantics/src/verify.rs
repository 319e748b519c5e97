//! The last look at a bound program: every expression reads only columns that its operator has.
//!
//! A step such as `toscalar(…)` runs on its own, so a value of an outer row that reached it through a parameter has
//! nothing to stand for there.

use crate::bound::*;
use crate::error::*;
use std::collections::HashSet;

pub fn verify(program: &Program) -> Result<()> {
    let mut rels: Vec<&Rel> = program.results.iter().map(|r| &r.rel).collect();
    program.steps.iter().for_each(|s| s.each_rel(&mut |r| rels.push(r)));
    for rel in rels {
        if graph_columns(rel).is_some() {
            return refuse_with(
                WRONG_KIND,
                rel.span,
                "a graph is no table",
                Some("`graph-match` and `graph-to-table` make tables of graphs".into()),
            );
        }
        let mut found = Ok(());
        rel.each(&mut |r| {
            if found.is_ok() {
                found = operator(r);
            }
        });
        found?;
    }
    Ok(())
}

fn operator(rel: &Rel) -> Result<()> {
    let inputs = rel.kind.inputs();
    let known: HashSet<ColumnId> = inputs.iter().flat_map(|i| i.columns.iter().map(|c| c.id)).collect();
    let mut found = Ok(());
    rel.kind.each_expression(&mut |e| {
        if found.is_ok() {
            found = expression(e, &known);
        }
    });
    found
}

fn expression(e: &Expr, known: &HashSet<ColumnId>) -> Result<()> {
    if let ExprKind::Column(id) = e.kind
        && !known.contains(&id)
    {
        return refuse(
            UNKNOWN_NAME,
            e.span,
            "a value of the outer row cannot be read here: this part of the query runs on its own",
        );
    }
    e.children().into_iter().try_for_each(|c| expression(c, known))
}
