//! Pairs of queries that mean the same.

use super::columns::{Col, Scope, written};
use super::expressions::{anything, expression};
use super::query::Query;
use super::tables::COLUMNS;
use lurcher_testkit::Chance;
use lurcher_types::Type;

type Rewrite = fn(&str, &Scope, &mut Chance) -> (String, String);

const REWRITES: [Rewrite; 12] =
    [two_wheres, swapped, thrice, extends, counted, stored, kept, unioned, as_column, negated, in_a_let, renamed];

/// Some rewritings of a query.
pub fn of(query: &Query, chance: &mut Chance) -> Vec<(String, String)> {
    if query.text.contains("evaluate") {
        // A plugin's columns may depend on the data, and then the scope does not name them all.
        return Vec::new();
    }
    (0..2).map(|_| REWRITES[chance.below(REWRITES.len())](&query.text, &query.scope, chance)).collect()
}

fn boolean(s: &Scope, c: &mut Chance) -> String {
    expression(Type::Bool, s, 2, c)
}

fn two_wheres(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let (a, b) = (boolean(s, c), boolean(s, c));
    (format!("{q}\n| where {a} and {b}"), format!("{q}\n| where {a}\n| where {b}"))
}

fn swapped(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let (a, b) = (boolean(s, c), boolean(s, c));
    (format!("{q}\n| where {a} or {b}"), format!("{q}\n| where {b} or {a}"))
}

/// True, false and null rows are all rows.
fn thrice(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let p = boolean(s, c);
    let all =
        format!("let Q = materialize({q});\nunion (Q | where {p}), (Q | where not({p})), (Q | where isnull({p}))");
    (format!("{q}\n| where true"), all)
}

fn extends(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let (a, b) = (anything(s, 2, c), anything(s, 2, c));
    // It packs the other column where there is one already.
    let a = if a.contains("pack_all") { "1".to_owned() } else { a };
    let swapped = "project-rename x_c = x_b\n| extend x_b = x_c\n| project-away x_c";
    let apart = format!("{q}\n| extend x_b = {b}\n| extend x_a = {a}\n| {swapped}");
    (format!("{q}\n| extend x_a = {a}, x_b = {b}"), apart)
}

fn counted(q: &str, _: &Scope, _: &mut Chance) -> (String, String) {
    (
        format!("{q}\n| count"),
        format!("{q}\n| extend one = 1\n| summarize Count = sum(one)\n| project Count = coalesce(Count, 0)"),
    )
}

fn stored(q: &str, _: &Scope, _: &mut Chance) -> (String, String) {
    (q.to_owned(), format!("let Q = materialize({q});\nQ"))
}

fn kept(q: &str, s: &Scope, _: &mut Chance) -> (String, String) {
    let names: Vec<String> = s.0.iter().map(|c| written(&c.name)).collect();
    (q.to_owned(), format!("{q}\n| extend x_z = 1\n| project {}", names.join(", ")))
}

fn unioned(q: &str, _: &Scope, _: &mut Chance) -> (String, String) {
    (q.to_owned(), format!("let Q = materialize({q});\nunion (Q | where true), (Q | where false)"))
}

fn as_column(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let p = boolean(s, c);
    (format!("{q}\n| where {p}"), format!("{q}\n| extend x_p = {p}\n| where x_p\n| project-away x_p"))
}

fn negated(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let (a, b) = (boolean(s, c), boolean(s, c));
    (format!("{q}\n| where not({a} and {b})"), format!("{q}\n| where not({a}) or not({b})"))
}

fn in_a_let(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let e = anything(s, 2, c);
    (format!("{q}\n| extend x_e = {e}\n| project x_e"), format!("let Q = {q};\nQ\n| extend x_e = {e}\n| project x_e"))
}

fn renamed(q: &str, s: &Scope, c: &mut Chance) -> (String, String) {
    let p = boolean(s, c);
    (format!("{q}\n| where {p}\n| as Named\n| count"), format!("{q}\n| summarize Count = countif({p})"))
}

/// An expression over a table's rows, and over the values of each row as constants.
pub fn row_by_row(rows: &[Vec<String>], chance: &mut Chance) -> Option<(String, Vec<String>)> {
    if rows.is_empty() {
        return None;
    }
    let columns = COLUMNS.iter().map(|(name, t)| Col { name: (*name).to_owned(), kql_type: *t });
    let e = anything(&Scope(columns.collect()), 3, chance);
    if e.contains("pack_all") {
        // It packs other columns where there are others.
        return None;
    }
    let alone = rows.iter().map(|row| {
        let lets = COLUMNS.iter().zip(row).map(|((name, _), value)| format!("let {name} = {value}; "));
        format!("{}print id = id, x_e = {e}", lets.collect::<String>())
    });
    Some((format!("T\n| project id, x_e = {e}"), alone.collect()))
}
