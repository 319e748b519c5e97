//! The bits of a table's rows, where the table is read.

use super::{FollowedTable, Trace};
use crate::bound::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::collections::HashMap;

/// The table with the bits behind its columns.
pub fn marked(table: &FollowedTable, mut scan: Rel, trace: &mut Trace) -> Rel {
    let shown = scan.columns.clone();
    let ids = same_columns(table, &mut scan, trace);
    let span = scan.span;
    let mut predicate = table.predicate.clone();
    predicate.point_at(span);
    map(&mut predicate, &ids);
    let mut choices = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let bit = Expr::literal(Value::Long(1 << (table.first_bit + at)), span);
        choices.push((is_row(row, &table.rel, &ids, span), bit));
    }
    let none = || Expr::literal(Value::Long(0), span);
    let which = match choices.as_slice() {
        [] => none(),
        [(None, bit)] => bit.clone(),
        _ => {
            let pairs = choices.into_iter().flat_map(|(is, bit)| [is.unwrap_or_else(|| truth(span)), bit]);
            Expr::call("case", pairs.chain([none()]).collect(), Type::Long, span)
        }
    };
    let bits = Expr::call("iff", vec![predicate, which, none()], Type::Long, span);
    let mut outputs: Vec<Expr> = shown.iter().map(|c| Expr::column(c, span)).collect();
    outputs.push(bits);
    let mut columns = shown;
    columns.push(trace.column());
    let serialized = scan.serialized;
    Rel { kind: RelKind::Project { input: Box::new(scan), outputs }, columns, serialized, span }
}

/// The ids in this scan of the columns that the followed table has; what the scan lacks, it reads too.
fn same_columns(table: &FollowedTable, scan: &mut Rel, trace: &mut Trace) -> HashMap<ColumnId, ColumnId> {
    let mut ids = HashMap::new();
    let RelKind::Table { source_columns: known, .. } = &table.rel.kind else { return ids };
    let RelKind::Table { source_columns, .. } = &mut scan.kind else { return ids };
    for (source, col) in known.iter().zip(&table.rel.columns) {
        let own = source_columns.iter().position(|own| own == source).and_then(|at| scan.columns.get(at));
        let id = match own {
            Some(own) => own.id,
            None => {
                let added = trace.fresh(&col.name, col.kql_type);
                source_columns.push(source.clone());
                scan.columns.push(added.clone());
                added.id
            }
        };
        ids.insert(col.id, id);
    }
    ids
}

/// What tells this row from the other followed ones, if there are any.
fn is_row(row: &[(ColumnId, Value)], rel: &Rel, ids: &HashMap<ColumnId, ColumnId>, span: Span) -> Option<Expr> {
    let same = row.iter().filter_map(|(id, value)| {
        let col = rel.columns.iter().find(|c| c.id == *id)?;
        let column = Expr { kind: ExprKind::Column(*ids.get(id)?), kql_type: col.kql_type, span };
        Some(match value.is_null() {
            true => Expr::call("isnull", vec![column], Type::Bool, span),
            false => {
                let value = Box::new(Expr::literal(value.clone(), span));
                let kind = ExprKind::Compare { op: CompareOp::Equal, left: Box::new(column), right: value };
                Expr { kind, kql_type: Type::Bool, span }
            }
        })
    });
    same.reduce(|left, right| Expr { kind: ExprKind::And(Box::new(left), Box::new(right)), kql_type: Type::Bool, span })
}

fn truth(span: Span) -> Expr {
    Expr::literal(Value::Bool(true), span)
}

fn map(e: &mut Expr, ids: &HashMap<ColumnId, ColumnId>) {
    if let ExprKind::Column(id) = &mut e.kind
        && let Some(own) = ids.get(id)
    {
        *id = *own;
    }
    e.children_mut(&mut |c| map(c, ids));
}
