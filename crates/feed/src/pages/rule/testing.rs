//! Tests, their strength, and what hunts found.

use super::{super::chart, facts, table};
use crate::Entry;
use crate::html::{Html, el};
use crate::model::{Tested, Tests};
use lurcher_rules::coverage::Availability;

pub fn tests(entry: &Entry) -> Html {
    let written = &entry.rule.overlay.tests;
    let mut out = Html::new();
    match &entry.tests {
        Tests::None => {
            let words = "The rule has no tests. A must-hit and a must-not-hit test in its overlay would show what it finds and what it \
                         leaves alone.";
            return el("p", &[], words);
        }
        Tests::Unknown { .. } => {
            let rows =
                written.iter().map(|t| vec![t.name.as_str().into(), kind(t).into(), "? not known".into()]).collect();
            out.push(table(&["Test", "Kind", "Result"], rows));
        }
        Tests::Ran(ran) => out.push(results(entry, ran)),
    }
    let hits = written.iter().filter(|t| t.is_must_hit()).count();
    let silent = written.iter().filter(|t| t.is_must_not_hit()).count();
    let lacks = match (hits, silent) {
        (0, 0) => Some("No test says that the rule must find something, and none that it must be silent."),
        (0, _) => Some("No test shows that the rule finds anything."),
        (_, 0) => Some("No test shows that the rule is silent where it should be."),
        _ => None,
    };
    if let Some(lacks) = lacks.filter(|_| !written.is_empty()) {
        out.push(el("p", &[("class", "note")], lacks));
    }
    out
}

fn kind(test: &lurcher_rules::Test) -> &'static str {
    match (test.is_must_hit(), test.is_must_not_hit()) {
        (true, false) => "must hit",
        (false, true) => "must not hit",
        _ => "compares",
    }
}

fn results(entry: &Entry, ran: &Tested) -> Html {
    let kind = |name: &str| entry.rule.overlay.tests.iter().find(|t| t.name == name).map_or("—", kind);
    let rows = ran
        .outcomes
        .iter()
        .map(|t| {
            let mut result = Html::from(if t.passed { "✓ passed" } else { "✗ failed" });
            if let Some(message) = &t.message {
                result.push(el("pre", &[("class", "note"), ("tabindex", "0")], message));
            }
            vec![t.name.as_str().into(), kind(&t.name).into(), result]
        })
        .collect();
    let mut out = table(&["Test", "Kind", "Result"], rows);
    match &ran.strength {
        None => out.push(el("p", &[("class", "note")], "Strength is not known: the report has no mutation run.")),
        Some(strength) => {
            let words = match strength.percent() {
                Some(percent) => format!(
                    "Strength {percent} %: of {} changed queries, each with one predicate dropped or negated, the tests noticed {}.",
                    strength.changed, strength.noticed
                ),
                None => "Strength: the query has no predicate that could be changed.".to_owned(),
            };
            out.push(el("p", &[], words));
            if !strength.unnoticed.is_empty() {
                let items: Vec<Html> = strength.unnoticed.iter().map(|u| el("li", &[], el("code", &[], u))).collect();
                out.push(el("p", &[], "No test noticed these changes:").and(el("ul", &[], items)));
            }
        }
    }
    out
}

pub fn runs(entry: &Entry) -> Html {
    let Some(last) = entry.last_run() else {
        return el("p", &[], "No record of a hunt with this rule is at hand.");
    };
    let rows = last.rows.map_or("not known".to_owned(), |r| r.to_string());
    let stale = if last.is_of_another_query(&entry.rule) { "? the query was changed since then" } else { "" };
    let mut out = facts(vec![
        ("Query", stale.into()),
        ("Run", last.at.as_str().into()),
        ("Verdict", last.verdict.as_str().into()),
        ("Rows", rows.into()),
        ("Data", last.availability.as_ref().map(data).unwrap_or_default()),
        ("Because", last.reasons.join("; ").into()),
    ]);
    out.push(chart::hits(&entry.runs));
    out
}

/// Whether the data that it ran over had what it needs.
fn data(availability: &Availability) -> Html {
    let (words, reasons) = match availability {
        Availability::Full => ("✓ every table and column that it needs was there and filled", Vec::new()),
        Availability::Degraded(why) => ("? degraded: some of what it needs was missing or empty", why.clone()),
        Availability::CannotRun(why) => ("✗ no table that it reads had data", why.clone()),
        Availability::Broken(why) => ("✗ the query did not bind", vec![why.clone()]),
    };
    let reasons: Vec<Html> = reasons.iter().map(|r| el("li", &[], r)).collect();
    let list = if reasons.is_empty() { Html::new() } else { el("ul", &[], reasons) };
    Html::from(words).and(list)
}
