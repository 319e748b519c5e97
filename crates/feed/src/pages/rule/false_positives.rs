//! What is harmless: exclusions that run, prose, and what the query itself suggests.

use super::{about, derived, facts};
use crate::enrich;
use crate::html::{Html, el, link, query as highlighted};
use crate::pages::counted;
use crate::{Entry, Feed, Hidden};
use lurcher_rules::{AppliesTo, Exclusion};

pub fn guidance(feed: &Feed, entry: &Entry) -> Html {
    let mut out = Html::new();
    let tables = entry.tables();
    let of_pack = entry.about.exclusions.iter().filter(|e| match &e.applies_to {
        AppliesTo::Table(name) => tables.contains(&name.as_str()),
        AppliesTo::Result => true,
    });
    let exclusions: Vec<&Exclusion> = entry.rule.overlay.exclusions.iter().chain(of_pack).collect();
    if exclusions.is_empty() {
        out.push(el("p", &[], "No exclusion stands for this rule: a hunt shows every row that the query finds."));
    } else {
        let words = "Exclusions are predicates that Lurcher puts into the query's plan. Each has an owner and a reason, and every \
                     row that it hides is counted.";
        out.push(el("p", &[("class", "prose")], words));
        out.push(exclusions.into_iter().map(|e| exclusion(feed, entry, e)).collect::<Vec<_>>());
    }
    let prose = &entry.rule.overlay.false_positives;
    if !prose.is_empty() {
        let items: Vec<Html> = prose.iter().map(|p| el("li", &[], crate::facts::one_line(p))).collect();
        let list = el("h3", &[], "In prose").and(el("ul", &[("class", "prose")], items));
        out.push(about::with_drafter(entry, "falsePositives", list));
    }
    if let Ok(found) = &entry.facts {
        let hints = enrich::look_alikes(found);
        let hints: Vec<Html> = hints
            .into_iter()
            .map(|hint| {
                let because = Html::from("Because of ").and(el("code", &[], hint.because)).and(". ").and(hint.check);
                el("li", &[], el("strong", &[], format!("{}. ", hint.scenario)).and(because))
            })
            .collect();
        if !hints.is_empty() {
            out.push(el("h3", &[], "What the query is likely to find besides"));
            out.push(derived(
                "Derived from the bound query; weigh each before you exclude anything.",
                el("ul", &[("class", "prose")], hints),
            ));
        }
    }
    out
}

/// What it hid when it was counted for the last time.
fn last_count(hidden: &Hidden) -> String {
    let verb = if hidden.is_preview { "would have hidden" } else { "hid" };
    let findings = hidden.findings.map(|n| format!(" and {}", counted(n as usize, "finding"))).unwrap_or_default();
    format!("it {verb} {}{findings} ({})", counted(hidden.rows as usize, "row"), hidden.at)
}

fn exclusion(feed: &Feed, entry: &Entry, e: &Exclusion) -> Html {
    let scope = match &e.applies_to {
        AppliesTo::Table(name) => Html::from("rows of ").and(el("code", &[], name)).and(", before the query sees them"),
        AppliesTo::Result => "rows of the answer".into(),
    };
    let state = match (e.enabled, feed.now) {
        (false, _) => "switched off: it hides nothing",
        (true, Some(now)) if e.is_expired(now) => "expired: it hides nothing any more",
        (true, Some(_)) => "in force",
        (true, None) => "switched on",
    };
    let last = entry.hidden.iter().rev().find(|h| h.exclusion == e.id);
    let counted = match last {
        Some(hidden) => last_count(hidden),
        None if !e.enabled => "never: it is switched off".to_owned(),
        None => "not known: no ledger of hidden rows was given".to_owned(),
    };
    let code = el(
        "div",
        &[("class", "code")],
        el(
            "pre",
            &[("tabindex", "0"), ("role", "group"), ("aria-label", "Predicate")],
            el("code", &[], highlighted(e.predicate.text.trim_end(), &[])),
        ),
    );
    let ticket = e.ticket.as_deref().map(|t| link(t, t));
    let pairs = vec![
        ("Hides", scope),
        ("Last counted", counted.into()),
        ("State", state.into()),
        ("Reason", crate::facts::one_line(&e.reason).into()),
        ("Owner", e.owner.as_str().into()),
        ("Ticket", ticket.into()),
        ("Created", e.created.text.as_str().into()),
        ("Expires", e.expires.as_ref().map_or("never", |x| x.text.as_str()).into()),
        ("Id", el("code", &[], &e.id)),
    ];
    let head = el("h3", &[], crate::facts::one_line(&e.scenario)).and(drafter(e));
    el("div", &[("class", "card")], head.and(code).and(facts(pairs)))
}

/// Which model wrote it, where one did. Only a person switches it on.
fn drafter(e: &Exclusion) -> Html {
    let Some(by) = &e.drafted else { return Html::new() };
    let then = if e.enabled { "switched on by its owner" } else { "not reviewed" };
    el("p", &[("class", "note")], format!("{}, {then}.", about::drafted(by)))
}
