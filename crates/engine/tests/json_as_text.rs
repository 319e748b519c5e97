//! JSON that a query only walks into stays text, and the answers are those of parsing it first.

use crate::kql;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Engine, Limits, Request};
use lurcher_schema::Schemas;
use lurcher_semantics::bound::{Expr, ExprKind, Rel};
use lurcher_testkit::chance::{Chance, json_or_not};
use lurcher_testkit::{Column, Table};
use serde_json::Value as Json;
use std::sync::Arc;

/// How many times each of the functions is called.
fn calls(query: &str) -> (usize, usize) {
    let catalog = Arc::new(FileCatalog::open(vec![]).unwrap());
    let engine = Engine::new(catalog, Arc::new(Schemas::builtin()), Limits::default());
    let request: Request = kql::request(query, "2024-05-05");
    let checked = kql::runtime().block_on(engine.unwrap().check(&request)).unwrap_or_else(|d| panic!("{query}: {d}"));
    let (mut parsed, mut walked) = (0, 0);
    let mut count = |e: &Expr| {
        each(e, &mut |e| {
            if let ExprKind::Call { function, .. } = &e.kind {
                parsed += usize::from(*function == "parse_json");
                walked += usize::from(*function == "__json_path");
            }
        })
    };
    let rels = checked.program.steps.iter().map(|s| &s.rel).chain(checked.program.results.iter().map(|r| &r.rel));
    rels.for_each(|rel| rel.each(&mut |r: &Rel| r.kind.each_expression(&mut |e| count(e))));
    (parsed, walked)
}

fn each(e: &Expr, f: &mut dyn FnMut(&Expr)) {
    f(e);
    e.children().into_iter().for_each(|c| each(c, f));
}

#[test]
fn what_is_only_walked_into_is_not_parsed() {
    const MAIL: &str = "EmailEvents | extend d = parse_json(AuthenticationDetails)";
    for (rest, expected) in [
        ("where d.DMARC == 'fail' | summarize count() by tostring(d.SPF), tostring(d.DKIM)", (0, 3)),
        ("where d.a.b[0] == 1 | count", (0, 1)),
        ("extend e = d | where e.a == 1 | sort by Timestamp asc | project x = e.b, y = d.c", (0, 3)),
        ("mv-expand x = d.list | project x, d.other", (0, 2)),
        ("extend i = parse_json(tostring(d.inner)) | project i.a, i.b", (0, 3)),
        // Read whole somewhere, or shown.
        ("where d.a == 1", (1, 0)),
        ("extend e = d | project d.a, e", (1, 0)),
        ("project d.a, n = array_length(d)", (1, 0)),
        ("where isnotnull(d) | project d.a", (1, 0)),
        ("project x = d[Subject], d.a", (1, 0)),
        ("summarize make_list(d) | project set_list_d[0]", (1, 0)),
        ("union (print d = dynamic(1)) | project d.a", (1, 0)),
        ("join (EmailUrlInfo) on NetworkMessageId | project d.a", (1, 0)),
        ("serialize p = prev(d) | project d.a, p.a", (1, 0)),
    ] {
        let rest = rest.replace("set_list_d", "list_d");
        assert_eq!(calls(&format!("{MAIL} | {rest}")), expected, "{rest}");
    }
}

/// Texts that are JSON, nearly so, and not at all.
fn texts(count: usize) -> Vec<String> {
    let mut chance = Chance::new(3);
    let whole = |n: usize, v: usize| match n {
        0 => format!("{{\"a\":{{\"b\":{v}}},\"c\":[{v}]}}"),
        1 => format!("{{ \"a\" : [{v}, \"y\"], \"a\": {{\"b\": null}}, \"c\": \"\\u0041{v}\"}}"),
        2 => format!("[{v}, {{\"a\": {v}}}]"),
        _ => "zz".to_owned(),
    };
    (0..count)
        .map(|_| match chance.below(3) {
            0 => json_or_not(&mut chance, 9),
            _ => whole(chance.below(4), chance.below(3)),
        })
        .collect()
}

#[test]
fn the_answers_are_those_of_parsing_first() {
    let runtime = kql::runtime();
    let rows = texts(3000).into_iter().enumerate().map(|(n, text)| vec![Json::from(n), Json::from(text)]).collect();
    let column = |name: &str, kql_type: &str| Column { name: name.to_owned(), kql_type: kql_type.to_owned() };
    let table = Table { name: "Texts".to_owned(), columns: vec![column("n", "long"), column("t", "string")], rows };
    let engine = Arc::new(kql::engine(vec![kql::memory(&table, 700)], 2));
    let rows = |text: String| {
        let answer = kql::query(&runtime, engine.clone(), kql::request(&text, "2024-05-05"));
        let tables = answer.unwrap_or_else(|d| panic!("{text}: {d}"));
        tables[0].rows().map(|row| row.into_iter().take(6).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    const PATHS: &str = "a = tostring(d.a), ab = d.a.b, c = d.c, first = d[0], last = d.a[-1]";
    for middle in ["where n >= 0", "where d.a.b != 7", "extend e = d | where isnull(e.zz) | extend d = e"] {
        let query = |shown: &str| {
            format!("Texts | extend d = parse_json(t) | {middle} | sort by n asc | project n, {PATHS}{shown}")
        };
        let (text, parsed) = (rows(query("")), rows(query(", d")));
        assert_eq!(text.len(), 3000);
        assert_eq!(text, parsed, "{middle}");
        assert!(text.iter().filter(|row| !row[2].is_null()).count() > 300, "most paths lead nowhere");
    }
}
