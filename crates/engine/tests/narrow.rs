//! A query reads the columns it names, not all that its tables have.

use crate::kql;
use lurcher_engine::Engine;
use lurcher_engine::catalog::FileCatalog;
use lurcher_engine::{Limits, Request};
use lurcher_schema::Schemas;
use lurcher_semantics::bound::{Rel, RelKind};
use std::sync::Arc;

/// The columns that a query reads from tables, but for the two of time.
fn read(query: &str) -> Vec<String> {
    let engine =
        Engine::new(Arc::new(FileCatalog::open(vec![]).unwrap()), Arc::new(Schemas::builtin()), Limits::default());
    let request: Request = kql::request(query, "2024-05-05");
    let checked = kql::runtime().block_on(engine.unwrap().check(&request)).unwrap_or_else(|d| panic!("{query}: {d}"));
    let mut columns = Vec::new();
    let rels = checked.program.steps.iter().map(|s| &s.rel).chain(checked.program.results.iter().map(|r| &r.rel));
    rels.for_each(|rel| {
        rel.each(&mut |r: &Rel| {
            if let RelKind::Table { source_columns, .. } = &r.kind {
                columns.extend(source_columns.iter().filter(|c| !c.starts_with("Time")).cloned());
            }
        });
    });
    columns.sort();
    columns
}

#[test]
fn only_what_is_named_is_read() {
    for (query, columns) in [
        ("EmailEvents | count", ""),
        (
            "EmailEvents | where Subject has 'x' | extend A = strcat(EmailLanguage, Connectors) | project A",
            "Connectors EmailLanguage Subject",
        ),
        (
            "EmailEvents | extend A = strcat(EmailLanguage, Connectors) | summarize count() by EmailDirection",
            "EmailDirection",
        ),
        ("EmailEvents | summarize arg_max(EmailSize, Subject) by EmailLanguage", "EmailLanguage EmailSize Subject"),
        ("EmailEvents | top 5 by EmailSize | project Subject", "EmailSize Subject"),
        (
            "EmailEvents | sort by EmailLanguage asc | extend P = prev(Connectors) | project P",
            "Connectors EmailLanguage",
        ),
        ("EmailEvents | mv-expand x = split(EmailLanguage, ';') | project tostring(x)", "EmailLanguage"),
        ("EmailEvents | parse Subject with A ':' B | project B", "Subject"),
        (
            "EmailEvents | join (EmailUrlInfo | project NetworkMessageId, Url) on NetworkMessageId | project Subject, Url",
            "NetworkMessageId NetworkMessageId Subject Url",
        ),
        ("union EmailEvents, EmailUrlInfo | project NetworkMessageId, Url", "NetworkMessageId NetworkMessageId Url"),
        (
            "EmailEvents | where EmailLanguage in (EmailEvents | project Connectors) | project Subject",
            "Connectors EmailLanguage Subject",
        ),
        ("EmailEvents | distinct EmailLanguage | count", "EmailLanguage"),
        ("let t = materialize(EmailEvents); t | project EmailLanguage", "EmailLanguage"),
        (
            "let t = materialize(EmailEvents); t | where EmailSize > 1 | join (t | project Subject) on Subject | project Connectors",
            "Connectors EmailSize Subject",
        ),
        (
            "let t = materialize(EmailEvents | where EmailLanguage == 'x'); let u = materialize(t | where EmailSize > 1); u | project Subject",
            "EmailLanguage EmailSize Subject",
        ),
        (
            "EmailEvents | mv-apply x = split(EmailLanguage, ';') on (summarize n = count()) | project Subject, n",
            "EmailLanguage Subject",
        ),
    ] {
        assert_eq!(read(query).join(" "), columns, "{query}");
    }
}

#[test]
fn what_is_shown_stays() {
    assert!(read("EmailEvents").len() > 50);
    assert!(read("EmailEvents | where EmailLanguage == 'x' | take 3").len() > 50);
    assert!(read("let t = materialize(EmailEvents); t").len() > 50);
    assert!(read("let t = materialize(EmailEvents); t | project EmailLanguage; t | where EmailSize > 1").len() > 50);
}
