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
    tables_with(vec![json!(1), json!(2), json!(3), json!(4), json!(5), json!(6), json!(null)])
}

fn tables_with(numbers: Vec<Value>) -> Vec<TableSource> {
    let table = |name: &str, column: &str, values: Vec<Value>| {
        let columns = vec![Column { name: column.into(), kql_type: "long".into() }];
        let rows = values.into_iter().map(|v| vec![v]).collect();
        memory(&Table { name: name.into(), columns, rows }, 3)
    };
    vec![table("T", "x", numbers), table("U", "y", vec![json!(3)])]
}

fn answer(request: Request) -> Result<Vec<String>, Diagnostic> {
    answer_over(tables(), request)
}

fn answer_over(tables: Vec<TableSource>, request: Request) -> Result<Vec<String>, Diagnostic> {
    let runtime = runtime();
    let answer = query(&runtime, Arc::new(engine(tables, 1)), request)?;
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

/// Rows that are excluded are as good as not there, wherever the table is read.
#[test]
fn an_excluded_row_is_as_one_that_was_never_there() {
    let left = vec![json!(1), json!(2), json!(3), json!(null)];
    for text in [
        "union T, U",
        "union T*",
        "union withsource=Source *",
        "union (T | where x > 1), (T | where x < 5)",
        "T | join kind=inner (T) on x",
        "T | join kind=fullouter (U | project x = y) on x",
        "U | project x = y | join kind=leftanti (T | extend x = x - 1) on x",
        "U | join kind=rightouter (T) on $left.y == $right.x",
        "U | project x = y + 1 | lookup (T | extend more = x * 2) on x",
        "U | where y + 1 in (T)",
        "U | where y !in ((T | project x = x - 1))",
        "print toscalar(T | summarize max(x)), toscalar(T | count)",
        "let m = materialize(T | extend y = x); m | join kind=inner (m) on y",
        "let f = (t: (x: long)) { t | summarize max(x) }; f(T); T | invoke f()",
        "let f = (least: long) { T | where x > least }; union f(1), f(2)",
        "table('T') | summarize sum(x)",
        "find in (T, U) where x > 0 or y > 0 project x, y",
        "search in (T) * | project x",
        "T | partition hint.strategy=native by x (summarize n = count())",
        "T | fork (where x > 1) (count)",
        "T | mv-apply x = range(1, x) to typeof(long) on (summarize n = count())",
        "T | as A; A | count",
        "T | where isnotnull(x) | make-graph x --> x with T on x | graph-match (a) project v = a.x",
        "T | make-series n = count() on x from 0 to 10 step 1",
        "T | serialize | extend before = prev(x) | where isnotnull(before)",
        "T | top 2 by x desc",
        "T | sort by x desc | take 2",
        "T | extend d = bag_pack(strcat('c', x), x) | evaluate bag_unpack(d)",
        "T | where x > 0 | extend k = strcat('c', x) | evaluate pivot(k, count())",
        "T | reduce by tostring(x)",
        "T | sample-distinct 7 of x",
        "T | getschema",
        "T | serialize | scan declare (s: long = 0) with (step a: true => s = x + a.s;)",
    ] {
        let hidden = hiding(text, vec![hidden(Some("T"), "x > 3")]);
        let without = answer_over(tables_with(left.clone()), request(text, NOW));
        match (hidden, without) {
            (Ok(hidden), Ok(without)) => assert_eq!(hidden, without, "{text}"),
            (hidden, without) => panic!("{text}: {hidden:?}, {without:?}"),
        }
    }
}

#[test]
fn an_exclusion_of_the_answer_hides_rows_of_each_result() {
    let over_three = || vec![hidden(None, "x > 3")];
    assert_eq!(hiding("T | where x > 2; T | where x < 5", over_three()).unwrap(), ["1", "2", "3", "3"]);
    assert_eq!(hiding("T | fork (where x > 2) (where x < 5)", over_three()).unwrap(), ["1", "2", "3", "3"]);
    // One that has no such column cannot be left as it is without a word.
    let refused = hiding("T; U", over_three()).unwrap_err();
    assert!(refused.message.contains("the exclusion `e` cannot be applied"), "{refused}");
    // At the end: what was cut before it stays cut.
    assert_eq!(hiding("T | sort by x desc | take 4", over_three()).unwrap(), ["3"]);
    assert_eq!(hiding("T | top 4 by x desc | render table", over_three()).unwrap(), ["3"]);
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
