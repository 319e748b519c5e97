//! What a request says beside its text: exclusions, chosen values, mutants.

use crate::kql::{engine, memory, query, request, runtime};
use lurcher_engine::catalog::TableSource;
use lurcher_engine::{ChosenValue, HiddenRows, Mutation, Request};
use lurcher_syntax::Diagnostic;
use lurcher_testkit::{Column, Table};
use lurcher_types::Type;
use serde_json::{Value, json};
use std::sync::Arc;

const NOW: &str = "2026-01-15T12:00:00Z";

/// T has a column with 1 to 6 and a null, U one with 3.
fn tables() -> Vec<TableSource> {
    let table = |name: &str, column: &str, values: Vec<Value>| {
        let columns = vec![Column { name: column.into(), kql_type: "long".into() }];
        let rows = values.into_iter().map(|v| vec![v]).collect();
        memory(&Table { name: name.into(), columns, rows }, 3)
    };
    let numbers = vec![json!(1), json!(2), json!(3), json!(4), json!(5), json!(6), json!(null)];
    vec![table("T", "x", numbers), table("U", "y", vec![json!(3)])]
}

fn answer(request: Request) -> Result<Vec<String>, Diagnostic> {
    let runtime = runtime();
    let answer = query(&runtime, Arc::new(engine(tables(), 1)), request)?;
    let mut lines: Vec<String> = answer
        .iter()
        .flat_map(|t| t.rows().collect::<Vec<_>>())
        .map(|row| row.iter().map(|v| v.to_text()).collect::<Vec<_>>().join(" "))
        .collect();
    lines.sort();
    Ok(lines)
}

fn hidden(table: Option<&str>, predicate: &str) -> HiddenRows {
    HiddenRows { name: "e".into(), table: table.map(str::to_owned), predicate: predicate.into(), alone: false }
}

fn hiding(text: &str, rows: Vec<HiddenRows>) -> Result<Vec<String>, Diagnostic> {
    answer(Request { hidden: rows, ..request(text, NOW) })
}

#[test]
fn an_exclusion_hides_rows_of_a_table_before_they_are_counted() {
    let over_three = || vec![hidden(Some("T"), "x > 3")];
    assert_eq!(hiding("T | count", over_three()).unwrap(), ["4"], "a null is not hidden");
    // Wherever the table is read, in a `let` and in a function too.
    let text = "let a = T | where x > 1; let f = () { T }; union a, f() | where isnotnull(x) | summarize n = count(), m = max(x)";
    assert_eq!(hiding(text, over_three()).unwrap(), ["5 3"]);
    // What a predicate itself reads is whole, and other tables are.
    assert_eq!(
        hiding("T", vec![hidden(Some("T"), "isnull(x) or x in ((T | where x < 6)) or x in (U)")]).unwrap(),
        ["6"]
    );
    assert_eq!(hiding("U", over_three()).unwrap(), ["3"]);
    let alone = HiddenRows { alone: true, ..hidden(Some("T"), "x > 3") };
    assert_eq!(hiding("T | count", vec![alone]).unwrap(), ["3"]);
}

#[test]
fn an_exclusion_hides_rows_of_the_answer() {
    let text = "T | summarize n = count() by rest = x % 2";
    assert_eq!(hiding(text, vec![hidden(None, "rest == 1")]).unwrap().len(), 2, "a null is not hidden");
    assert_eq!(hiding("T | count", vec![hidden(None, "Count > 6")]).unwrap(), Vec::<String>::new());
    assert_eq!(hiding("T | count", vec![hidden(None, "Count > 6"), hidden(Some("T"), "x == 1")]).unwrap(), ["6"]);
}

#[test]
fn an_exclusion_that_does_not_bind_is_refused_by_name() {
    for (table, predicate, words) in [
        (Some("T"), "y == 1", "no column"),
        (Some("T"), "x", "type bool"),
        (Some("T"), "x ==", "not a predicate"),
        (Some("T"), "x == 1; T", "one expression"),
        (None, "z == 1", "no column"),
        (Some("T"), "prev(x) == 1", "e"),
    ] {
        let error = hiding("T", vec![hidden(table, predicate)]).unwrap_err();
        assert!(error.message.contains("`e`") || words == "one expression", "{predicate}: {error}");
        assert!(error.message.contains(words), "{predicate}: {error}");
    }
}

fn choosing(
    text: &str,
    name: &str,
    kql_type: Type,
    value: &str,
    replaces: Option<&str>,
) -> Result<Vec<String>, Diagnostic> {
    let chosen = ChosenValue { name: name.into(), kql_type, text: value.into(), replaces: replaces.map(str::to_owned) };
    answer(Request { chosen: vec![chosen], ..request(text, NOW) })
}

#[test]
fn a_chosen_value_stands_for_a_let_or_for_a_literal() {
    let text = "let low = 2; let word = 'a'; T | where x > low | extend w = word, v = 'a' | where x < 2 + 3";
    assert_eq!(choosing(text, "low", Type::Long, "3", None).unwrap(), ["4 a a"]);
    assert_eq!(choosing(text, "w", Type::String, "b", Some("\"a\"")).unwrap(), ["3 b b", "4 b b"]);
    assert_eq!(choosing(text, "three", Type::Long, "2", Some("3")).unwrap(), ["3 a a"]);
    let window = "print d = bin(now() - 90m, 1h), e = ago(24h)";
    assert_eq!(
        choosing(window, "w", Type::Timespan, "1d", Some("1h")).unwrap(),
        ["2026-01-15T00:00:00.0000000Z 2026-01-14T12:00:00.0000000Z"]
    );
}

#[test]
fn a_chosen_value_that_changes_nothing_or_is_of_another_type_is_refused() {
    let text = "let low = 2; T | where x > low";
    for (name, kql_type, value, replaces, words) in [
        ("high", Type::Long, "3", None, "no `let high"),
        ("low", Type::String, "3", None, "is a string"),
        ("low", Type::Long, "three", None, "is no long"),
        ("word", Type::String, "3", Some("'a'"), "has no literal"),
        ("word", Type::String, "3", Some("a b"), "is no literal"),
    ] {
        let error = choosing(text, name, kql_type, value, replaces).unwrap_err();
        assert_eq!(error.code, "LUR115");
        assert!(error.message.contains(words), "{error}");
    }
}

#[test]
fn mutants_drop_or_negate_one_predicate() {
    let text = "let small = T | where x < 3; T | where x > 1 and not(x == 6 or x == 5) | where x in (small) or x == 4";
    let runtime = runtime();
    let engine = engine(tables(), 1);
    let program = runtime.block_on(engine.check(&request(text, NOW))).unwrap().program;
    let sites = program.predicates();
    let texts: Vec<&str> = sites.iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
    assert_eq!(texts, ["x < 3", "x > 1", "x == 6", "x == 5", "x in (small)", "x == 4"]);
    assert_eq!(answer(request(text, NOW)).unwrap(), ["2", "4"]);
    let mutant = |at: usize, how| answer(Request { mutations: vec![(sites[at], how)], ..request(text, NOW) }).unwrap();
    assert_eq!(mutant(0, Mutation::Drop), ["2", "3", "4"]);
    assert_eq!(mutant(0, Mutation::Negate), ["3", "4"]);
    assert_eq!(mutant(1, Mutation::Drop), ["1", "2", "4"]);
    assert_eq!(mutant(2, Mutation::Negate), ["4"].repeat(0));
    assert_eq!(mutant(4, Mutation::Drop), ["4"]);
    assert_eq!(mutant(5, Mutation::Drop), ["2"]);
}

/// Bounds of an axis are filters in the plan, and no predicates of the text.
#[test]
fn only_predicates_of_the_text_have_mutants() {
    let text = "T | where x > 1 | make-series n = count() on x from 1 to 6 step 1";
    let runtime = runtime();
    let program = runtime.block_on(engine(tables(), 1).check(&request(text, NOW))).unwrap().program;
    let texts: Vec<&str> = program.predicates().iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
    assert_eq!(texts, ["x > 1"]);
}
