//! Queries over functions whose text is not at hand bind, and do not run.

use crate::kql;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Engine, Limits};
use lurcher_schema::Schemas;
use lurcher_testkit::{Column, Table};
use std::sync::Arc;

fn engine() -> Arc<Engine> {
    let catalog = Arc::new(FileCatalog::open(vec![]).unwrap());
    Arc::new(Engine::new(catalog, Arc::new(Schemas::builtin()), Limits::default()).unwrap())
}

/// The columns that a query binds to, as `name: type`.
fn columns(query: &str) -> String {
    let checked = kql::runtime().block_on(engine().check(&kql::request(query, "2024-05-05")));
    let tables = checked.unwrap_or_else(|d| panic!("{query}: {d}")).tables;
    tables[0].iter().map(|c| format!("{}: {}", c.name, c.type_name())).collect::<Vec<_>>().join(", ")
}

fn refusal(query: &str) -> (String, String) {
    let result = kql::query(&kql::runtime(), engine(), kql::request(query, "2024-05-05"));
    let d = result.expect_err(query);
    (d.code.to_owned(), d.message)
}

#[test]
fn a_parser_has_the_columns_that_a_query_names() {
    for (query, expected) in [
        ("Cloudflare", "TimeGenerated: datetime"),
        (
            "Cloudflare | where Action == 'x' | extend B = 1, C = Ray",
            "TimeGenerated: datetime, Action: unknown, Ray: unknown, B: long, C: unknown",
        ),
        (
            "Cloudflare | summarize count(), max(Bytes), make_set(Ray) by Host",
            "Host: unknown, count_: long, max_Bytes: unknown, set_Ray: dynamic",
        ),
        (
            "Cloudflare | project a = strcat(Host, '/'), b = Size > 3, c = Start - TimeGenerated, d = todatetime(End)",
            "a: string, b: bool, c: timespan, d: datetime",
        ),
        (
            "Cloudflare | join (Cloudflare | project Host) on Host | project Host, Host1",
            "Host: unknown, Host1: unknown",
        ),
        ("_Im_Dns(starttime=ago(1d)) | project TimeGenerated, DnsQuery", "TimeGenerated: datetime, DnsQuery: string"),
    ] {
        assert_eq!(columns(query), expected, "{query}");
    }
}

#[test]
fn it_is_refused_when_it_would_run() {
    let (code, message) = refusal("Cloudflare | where Action == 'x' | count");
    assert_eq!(code, "LUR202");
    assert!(message.contains("`Cloudflare`"), "{message}");
}

#[test]
fn other_names_are_still_mistakes() {
    assert_eq!(refusal("Cloudflare | project Host | where Ray == 1").0, "LUR101");
    assert!(refusal("_Im_Dns(nosuch=1)").1.contains("no parameter"));
    assert_eq!(refusal("NoSuchParser | count").0, "LUR102");
}

/// What services wrote into `AzureDiagnostics` differs from workspace to workspace.
#[test]
fn a_column_that_no_row_of_an_open_table_has_is_empty() {
    let query = "AzureDiagnostics | where isempty(thing_s) | summarize make_list(size_d), max(at_t) by flag_b, Other";
    let answer = kql::runtime().block_on(engine().query(&kql::request(query, "2024-05-05"))).unwrap();
    let types: Vec<&str> = answer.tables[0].columns.iter().map(|c| c.kql_type.name()).collect();
    assert_eq!(types, ["bool", "string", "dynamic", "datetime"]);
    let said = answer.warnings.iter().filter(|w| w.starts_with("no row at hand has the column `")).count();
    assert_eq!(said, 5, "{:?}", answer.warnings);
    assert!(columns(query).starts_with("flag_b: unknown"));
}

#[test]
fn a_column_that_no_row_of_an_open_table_has_is_renamed_too() {
    let query = "AzureDiagnostics | project-rename Who = by_s | project Who, Category";
    let answer = kql::runtime().block_on(engine().query(&kql::request(query, "2024-05-05"))).unwrap();
    let columns: Vec<&str> = answer.tables[0].columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(columns, ["Who", "Category"]);
}

#[test]
fn data_of_an_open_table_brings_its_own_columns() {
    let rows = kql::memory(
        &Table {
            name: "AzureDiagnostics".to_owned(),
            columns: vec![Column::new("Category", "string"), Column::new("thing_s", "string")],
            rows: vec![vec!["a".into(), "b".into()]],
        },
        10,
    );
    let engine = Arc::new(kql::engine(vec![rows], 1));
    let request = kql::request("AzureDiagnostics | project thing_s, none_s", "2024-05-05");
    let tables = kql::query(&kql::runtime(), engine, request).unwrap();
    assert_eq!(kql::comparable(&tables[0]).rows, [["b", ""]]);
}

#[test]
fn a_column_that_was_left_out_of_an_open_table_is_wanted() {
    let catalog = Arc::new(FileCatalog::open(vec![]).unwrap());
    let engine = Engine::new(catalog, Arc::new(Schemas::builtin()), Limits::default()).unwrap();
    let engine = engine.with_left_out(["AzureDiagnostics.thing_s".to_owned()].into());
    let request = kql::request("AzureDiagnostics | where thing_s == 'x'", "2024-05-05");
    let refused = kql::query(&kql::runtime(), Arc::new(engine), request).unwrap_err();
    assert!(refused.message.contains("left out"), "{}", refused.message);
}
