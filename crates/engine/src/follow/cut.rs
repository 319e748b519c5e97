//! Rows that an operator does not keep by their values or their order.

use super::ask::{Asker, first, long, number};
use super::predicate::{MAX_EXAMINED, group_keys};
use super::report::{Bits, Drop, Named, Reason};
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use lurcher_types::{Type, Value};

/// Different reasons that are told of one operator.
pub const MAX_DROPS: usize = 20;

/// `take`, `top`: how many are kept of how many, and which it is.
pub async fn taken(asker: &mut Asker<'_>, node: &Rel, lost: Bits) -> Result<Vec<Drop>, Diagnostic> {
    let RelKind::Take { input, per, .. } = &node.kind else { return Ok(Vec::new()) };
    let (kept, _, _) = asker.count(node).await?;
    let (of, _, _) = asker.count(input).await?;
    let by = match sort(input) {
        Some(keys) if per.is_none() => keys,
        _ => Vec::new(),
    };
    let rank = asker.trace.fresh("rank", Type::Long);
    let call = WindowCall { function: "row_number", args: vec![], output: rank.clone(), span: node.span };
    let mut columns = input.columns.clone();
    columns.push(rank.clone());
    let (serialized, span) = (input.serialized, node.span);
    let ranked =
        Rel { kind: RelKind::Window { input: input.clone(), calls: vec![call], per: *per }, columns, serialized, span };
    let Some(own) = asker.with_bits(&ranked, lost) else { return Ok(Vec::new()) };
    let keys = group_keys(input);
    let bits = asker.trace.bits(&own).unwrap_or_else(|| Expr::literal(Value::Long(0), span));
    let mut outputs = vec![bits, Expr::column(&rank, span)];
    outputs.extend(keys.iter().map(|c| Expr::column(c, span)));
    // A projection between the sort and the cut may have left the key behind.
    let by: Vec<SortKey> = by.into_iter().filter(|k| reads_only(&k.value, &own)).collect();
    outputs.extend(by.iter().map(|k| k.value.clone()));
    let question = asker.showing(first(own, MAX_DROPS), outputs);
    let text = asker.request.text.clone();
    let rows = asker.ask(question).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mut rest = row.iter().skip(2).cloned();
            let group =
                keys.iter().zip(rest.by_ref()).map(|(c, value)| Named { name: c.name.clone(), value }).collect();
            let names = by.iter().map(|k| super::ask::text_of(&text, k.value.span));
            let by = names.zip(rest).map(|(name, value)| Named { name, value }).collect();
            let rank = (per.is_none() && sort(input).is_some()).then(|| number(row.get(1)));
            let bits = Bits(long(row.first())) & lost;
            Drop { bits, group, reason: Reason::Cut { kept, of, rank, by } }
        })
        .collect())
}

/// The keys of the sort that a cut stands on.
fn sort(input: &Rel) -> Option<Vec<SortKey>> {
    match &input.kind {
        RelKind::Sort { by, .. } => Some(by.clone()),
        RelKind::Project { input, .. } => sort(input),
        _ => None,
    }
}

fn reads_only(e: &Expr, rel: &Rel) -> bool {
    match &e.kind {
        ExprKind::Column(id) => rel.columns.iter().any(|c| c.id == *id),
        _ => e.children().into_iter().all(|c| reads_only(c, rel)),
    }
}

/// Rows that go by these values.
pub async fn valued(
    asker: &mut Asker<'_>,
    input: &Rel,
    values: Vec<(String, Expr)>,
    lost: Bits,
    reason: fn(Vec<Named>) -> Reason,
) -> Result<Vec<Drop>, Diagnostic> {
    let span = input.span;
    let Some(own) = asker.with_bits(input, lost) else { return Ok(Vec::new()) };
    let bits = asker.trace.bits(&own).unwrap_or_else(|| Expr::literal(Value::Long(0), span));
    let outputs = std::iter::once(bits).chain(values.iter().map(|(_, e)| e.clone())).collect();
    let question = asker.showing(first(own, MAX_EXAMINED), outputs);
    let mut drops: Vec<Drop> = Vec::new();
    for row in asker.ask(question).await? {
        let bits = Bits(long(row.first())) & lost;
        let named = values.iter().zip(row.into_iter().skip(1));
        let reason = reason(named.map(|((name, _), value)| Named { name: name.clone(), value }).collect());
        add(&mut drops, Drop { bits, group: Vec::new(), reason });
    }
    Ok(drops)
}

/// Rows that end for one reason are told together.
pub fn add(drops: &mut Vec<Drop>, new: Drop) {
    match drops.iter_mut().find(|d| d.reason == new.reason && d.group == new.group) {
        Some(known) => known.bits |= new.bits,
        None => drops.push(new),
    }
}
