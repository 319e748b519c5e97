//! Queries over functions whose text is not at hand bind, and do not run.

use crate::kql;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Engine, Limits};
use lurcher_schema::Schemas;
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
