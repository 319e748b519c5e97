//! Groups that show the values of one of their rows: is it a followed one?

use super::ask::{Asker, filtered, first, positive};
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use lurcher_types::{Type, Value};

/// The aggregates that show one row of a group.
const PICKING: [&str; 3] = ["arg_max", "arg_min", "take_any"];

/// Groups that are counted.
const MAX_GROUPS: usize = 10_000;

/// How many groups with followed rows show the values of another row.
pub async fn others(asker: &mut Asker<'_>, node: &Rel) -> Result<u64, Diagnostic> {
    let RelKind::Aggregate { input, aggregates, .. } = &node.kind else { return Ok(0) };
    let Some(call) = aggregates.iter().find(|a| PICKING.contains(&a.function)) else { return Ok(0) };
    let (Some(picks_by), Some(bits)) = (call.args.first(), asker.trace.bits(input)) else { return Ok(0) };
    let span = node.span;
    let picked = asker.trace.fresh("", Type::Long);
    let outputs = vec![asker.trace.fresh("", picks_by.kql_type), picked.clone()];
    let again = AggregateCall { function: call.function, args: vec![picks_by.clone(), bits], outputs, span };
    let mut asked = node.clone();
    asked.columns.extend(again.outputs.iter().cloned());
    if let RelKind::Aggregate { aggregates, .. } = &mut asked.kind {
        aggregates.push(again);
    }
    let Some(own) = asker.trace.bits(&asked) else { return Ok(0) };
    let other =
        Expr { kind: ExprKind::Not(Box::new(positive(Expr::column(&picked, span)))), kql_type: Type::Bool, span };
    let rows = filtered(filtered(asked, positive(own)), other);
    let question = asker.showing(first(rows, MAX_GROUPS), vec![Expr::literal(Value::Long(1), span)]);
    Ok(asker.ask(question).await?.len() as u64)
}
