//! What must be true of rows: the parts of `where`, each as the query writes it.

use super::columns::{Origins, each_rel};
use super::{Condition, ConditionKind};
use lurcher_semantics::bound::*;
use lurcher_types::{Type, Value};

pub fn all(program: &Program, origins: &Origins, query: &str, now: i64) -> Vec<Condition> {
    let places = program.predicates();
    let mut found: Vec<(u32, Condition)> = Vec::new();
    each_rel(program, &mut |rel| {
        if let RelKind::Filter { predicate, .. } = &rel.kind {
            leaves(predicate, &mut |e| {
                let text = one_line(e.span.of(query));
                if places.contains(&e.span) && !text.is_empty() {
                    let mut columns = Vec::new();
                    origins.read_by(e, &mut columns);
                    let columns: Vec<String> = columns.into_iter().map(|o| o.column.clone()).collect();
                    let kind = kind(e, columns.is_empty(), now);
                    found.push((e.span.start, Condition { text, kind, columns }));
                }
            });
        }
    });
    found.sort_by(|a, b| (a.0, &a.1.text).cmp(&(b.0, &b.1.text)));
    found.dedup_by(|a, b| a.0 == b.0 && a.1.text == b.1.text);
    found.into_iter().map(|(_, condition)| condition).collect()
}

fn leaves<'a>(e: &'a Expr, f: &mut impl FnMut(&'a Expr)) {
    match &e.kind {
        ExprKind::And(left, right) | ExprKind::Or(left, right) => {
            leaves(left, f);
            leaves(right, f);
        }
        ExprKind::Not(inner) => leaves(inner, f),
        _ => f(e),
    }
}

/// Functions that look for words in a text.
const WORDS: &[&str] = &["has", "contains", "startswith", "endswith", "hasprefix", "hassuffix", "matches"];

fn kind(e: &Expr, is_computed: bool, now: i64) -> ConditionKind {
    match &e.kind {
        ExprKind::Compare { left, right, .. } => {
            let literal = left.as_literal().or(right.as_literal());
            match literal {
                Some(value) if left.kql_type == Type::Datetime => {
                    ConditionKind::Window { ticks_back: back(value, now) }
                }
                Some(Value::Int(_) | Value::Long(_) | Value::Real(_) | Value::Decimal(_)) if is_computed => {
                    ConditionKind::Threshold
                }
                _ => ConditionKind::Other,
            }
        }
        ExprKind::Call { function, args } if function.contains("between") => {
            let is_time = args.first().is_some_and(|a| a.kql_type == Type::Datetime);
            let earliest = args.iter().filter_map(Expr::as_literal).filter_map(|v| back(v, now)).max();
            if is_time { ConditionKind::Window { ticks_back: earliest } } else { ConditionKind::Other }
        }
        ExprKind::Call { function, .. } | ExprKind::InSet { function, .. }
            if WORDS.iter().any(|w| function.trim_start_matches('!').starts_with(w)) =>
        {
            ConditionKind::Words
        }
        _ => ConditionKind::Other,
    }
}

/// How long before the clock a moment lies.
fn back(value: &Value, now: i64) -> Option<i64> {
    match value {
        Value::Datetime(ticks) => now.checked_sub(*ticks).filter(|back| *back > 0),
        _ => None,
    }
}

/// The text with its blanks and line breaks as single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
