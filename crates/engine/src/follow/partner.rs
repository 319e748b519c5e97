//! Rows that a join drops: which keys they have, and what the other side has of them.

use super::ask::{Asker, filtered, first, long, text_of};
use super::count::Counts;
use super::cut::add;
use super::onward::as_written;
use super::predicate::{MAX_EXAMINED, examine};
use super::report::{Bits, Drop, Lost, Named, Reason};
use lurcher_semantics::bound::*;
use lurcher_syntax::Diagnostic;
use lurcher_types::Value;

/// Columns that are shown of a row of the other side.
const MAX_COLUMNS: usize = 8;

/// Different keys that are looked up on the other side.
const MAX_KEYS: usize = 5;

/// One side of a join, seen from the other.
struct Sides<'a> {
    own: &'a Rel,
    other: &'a Rel,
    own_keys: Vec<&'a Expr>,
    other_keys: Vec<&'a Expr>,
}

pub async fn drops(
    asker: &mut Asker<'_>,
    counts: &Counts<'_>,
    node: &Rel,
    lost: Bits,
) -> Result<Vec<Drop>, Diagnostic> {
    let RelKind::Join { kind, left, right, on } = &node.kind else { return Ok(Vec::new()) };
    let (left_keys, right_keys): (Vec<&Expr>, Vec<&Expr>) = on.iter().map(|(l, r)| (l, r)).unzip();
    let of_left = Sides { own: left, other: right, own_keys: left_keys.clone(), other_keys: right_keys.clone() };
    let of_right = Sides { own: right, other: left, own_keys: right_keys, other_keys: left_keys };
    let (of_left_lost, of_right_lost) = match kind {
        JoinKind::LeftSemi | JoinKind::LeftAnti => (lost, Bits::default()),
        JoinKind::RightSemi | JoinKind::RightAnti => (Bits::default(), lost),
        _ => (lost & counts.bits(left), lost & counts.bits(right)),
    };
    let mut drops = Vec::new();
    for (sides, lost) in [(of_left, of_left_lost), (of_right, of_right_lost)] {
        if !lost.is_empty() {
            one_side(asker, *kind, &sides, lost, &mut drops).await?;
        }
    }
    Ok(drops)
}

async fn one_side(
    asker: &mut Asker<'_>,
    kind: JoinKind,
    sides: &Sides<'_>,
    lost: Bits,
    drops: &mut Vec<Drop>,
) -> Result<(), Diagnostic> {
    let Some(rows) = asker.with_bits(sides.own, lost) else { return Ok(()) };
    let span = rows.span;
    let bits = asker.trace.bits(&rows).unwrap_or_else(|| Expr::literal(Value::Long(0), span));
    let outputs = std::iter::once(bits).chain(sides.own_keys.iter().map(|k| (*k).clone())).collect();
    let question = asker.showing(first(rows, MAX_EXAMINED), outputs);
    let mut keys: Vec<(Bits, Vec<Value>)> = Vec::new();
    for row in asker.ask(question).await? {
        let bits = Bits(long(row.first())) & lost;
        let values: Vec<Value> = row.into_iter().skip(1).collect();
        match keys.iter_mut().find(|(_, known)| *known == values) {
            Some((known, _)) => *known |= bits,
            None => keys.push((bits, values)),
        }
    }
    let is_anti = matches!(kind, JoinKind::LeftAnti | JoinKind::RightAnti);
    for (at, (bits, values)) in keys.into_iter().enumerate() {
        let named = names(asker, sides).into_iter().zip(values.iter().cloned());
        let named: Vec<Named> = named.filter_map(|(name, value)| Some(Named { name: name?, value })).collect();
        let reason = match at < MAX_KEYS {
            false => Reason::Rule,
            true if is_anti => Reason::Partner { keys: named, row: partner(asker, sides, &values).await? },
            true => without(asker, sides, &values, named).await?,
        };
        add(drops, Drop { bits, group: Vec::new(), reason });
    }
    Ok(())
}

/// How the query calls the keys; a key that the binder made has no name.
fn names(asker: &Asker<'_>, sides: &Sides<'_>) -> Vec<Option<String>> {
    let name = |e: &&Expr| match column(e) {
        Some(id) => sides.own.columns.iter().find(|c| c.id == id && !c.name.is_empty()).map(|c| c.name.clone()),
        None => Some(text_of(&asker.request.text, e.span)),
    };
    sides.own_keys.iter().map(name).collect()
}

/// The column that a key is, whatever number it was made of it.
fn column(e: &Expr) -> Option<ColumnId> {
    match &e.kind {
        ExprKind::Column(id) => Some(*id),
        ExprKind::Call { args, .. } => match args.as_slice() {
            [one] => column(one),
            _ => None,
        },
        _ => None,
    }
}

/// Rows that have these keys: a null key meets a null key.
fn having(rel: &Rel, keys: &[&Expr], values: &[Value]) -> Rel {
    let span = rel.span;
    let same = keys.iter().zip(values).map(|(key, value)| match value.is_null() {
        true => Expr::call("isnull", vec![(*key).clone()], lurcher_types::Type::Bool, span),
        false => {
            let right = Box::new(Expr::literal(value.clone(), span));
            let kind = ExprKind::Compare { op: CompareOp::Equal, left: Box::new((*key).clone()), right };
            Expr { kind, kql_type: lurcher_types::Type::Bool, span }
        }
    });
    let all = same.reduce(|left, right| {
        let kind = ExprKind::And(Box::new(left), Box::new(right));
        Expr { kind, kql_type: lurcher_types::Type::Bool, span }
    });
    match all {
        Some(predicate) => filtered(rel.clone(), predicate),
        None => rel.clone(),
    }
}

/// A row of the other side with these keys.
async fn partner(asker: &mut Asker<'_>, sides: &Sides<'_>, values: &[Value]) -> Result<Vec<Named>, Diagnostic> {
    let rows = having(sides.other, &sides.other_keys, values);
    let columns: Vec<Col> = rows.visible().filter(|c| !asker.trace.is_bits(c.id)).take(MAX_COLUMNS).cloned().collect();
    let outputs = columns.iter().map(|c| Expr::column(c, rows.span)).collect();
    let question = asker.showing(first(rows, 1), outputs);
    let row = asker.ask(question).await?.pop().unwrap_or_default();
    Ok(columns.into_iter().zip(row).map(|(c, value)| Named { name: c.name, value }).collect())
}

/// Why the other side has no row with these keys; or, if it has, that the join keeps another row of this side.
async fn without(
    asker: &mut Asker<'_>,
    sides: &Sides<'_>,
    values: &[Value],
    keys: Vec<Named>,
) -> Result<Reason, Diagnostic> {
    // From the other side's last operator down to the last one that still has the keys.
    let mut levels: Vec<(&Rel, Vec<Expr>)> =
        vec![(sides.other, sides.other_keys.iter().map(|k| (*k).clone()).collect())];
    while let Some((rel, keys)) = levels.last() {
        match below(rel, keys) {
            Some(next) => levels.push(next),
            None => break,
        }
    }
    let (others, _, _) = asker.count(sides.other).await?;
    let mut had = None;
    for (at, (rel, keys)) in levels.iter().enumerate() {
        let with = having(rel, &keys.iter().collect::<Vec<_>>(), values);
        let (rows, _, _) = asker.count(&with).await?;
        if rows > 0 {
            had = Some((at, rows));
            break;
        }
    }
    if had.is_some_and(|(at, _)| at == 0) {
        return Ok(Reason::NotTheOne(keys));
    }
    let lost = match had.and_then(|(at, rows)| Some((rows, levels.get(at)?, levels.get(at.checked_sub(1)?)?))) {
        None => None,
        Some((count, (rows, row_keys), (losing, _))) => {
            let why = match &losing.kind {
                RelKind::Filter { predicate, .. } if predicate.span != losing.span => {
                    let keys: Vec<&Expr> = row_keys.iter().collect();
                    let rows = having(rows, &keys, values);
                    examine(asker, rows, as_written(predicate, losing), &[])
                        .await?
                        .into_iter()
                        .next()
                        .map(|(_, _, why)| why)
                }
                _ => None,
            };
            Some(Lost { span: losing.span, rows: count, why: why.unwrap_or_default() })
        }
    };
    Ok(Reason::NoPartner { keys, others, lost })
}

/// The input of a relation, with what the keys are there, where they are its columns.
fn below<'a>(rel: &'a Rel, keys: &[Expr]) -> Option<(&'a Rel, Vec<Expr>)> {
    match &rel.kind {
        RelKind::Filter { input, .. }
        | RelKind::Sort { input, .. }
        | RelKind::Take { input, .. }
        | RelKind::Parse { input, .. }
        | RelKind::ParseKv { input, .. }
        | RelKind::MvExpand { input, .. }
        | RelKind::Window { input, .. } => {
            let has = |key: &Expr| reads(key).iter().all(|id| input.columns.iter().any(|c| c.id == *id));
            keys.iter().all(has).then(|| (&**input, keys.to_vec()))
        }
        RelKind::Project { input, outputs } => {
            let keys = keys.iter().map(|key| renamed(key, &rel.columns, outputs)).collect::<Option<_>>()?;
            Some((input, keys))
        }
        RelKind::Aggregate { input, keys: by, .. } => {
            let keys = keys.iter().map(|key| renamed(key, rel.columns.get(..by.len())?, by)).collect::<Option<_>>()?;
            Some((input, keys))
        }
        _ => None,
    }
}

/// A key over the columns of the input: what each column of it was made of.
fn renamed(key: &Expr, columns: &[Col], outputs: &[Expr]) -> Option<Expr> {
    if let ExprKind::Column(id) = key.kind {
        let at = columns.iter().position(|c| c.id == id)?;
        return outputs.get(at).cloned();
    }
    let mut changed = key.clone();
    let mut known = true;
    changed.children_mut(&mut |c| match renamed(c, columns, outputs) {
        Some(below) => *c = below,
        None => known = false,
    });
    known.then_some(changed)
}

fn reads(e: &Expr) -> Vec<ColumnId> {
    match e.kind {
        ExprKind::Column(id) => vec![id],
        _ => e.children().into_iter().flat_map(reads).collect(),
    }
}
