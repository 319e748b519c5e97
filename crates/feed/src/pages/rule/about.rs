//! Hypothesis, data sources, ATT&CK and references.

use super::{code_list, derived, prose, table};
use crate::enrich;
use crate::html::{Html, el, joined, link};
use crate::pages::coverage::{place_of, words};
use crate::{Entry, Feed};
use lurcher_rules::DraftedBy;
use lurcher_rules::coverage::Coverage;

pub fn hypothesis(entry: &Entry) -> Html {
    match entry.rule.hypothesis() {
        Some(said) => with_drafter(entry, "hypothesis", prose(said)),
        None => derived(
            "Derived from the query, ATT&CK and the rule's own text; nobody has confirmed it.",
            prose(&enrich::hypothesis(entry)),
        ),
    }
}

/// What a key of the overlay says, marked where a model wrote it.
pub fn with_drafter(entry: &Entry, key: &str, said: Html) -> Html {
    match entry.rule.overlay.drafted_by(key) {
        Some(by) => derived(&format!("{}, not reviewed.", drafted(by)), said),
        None => said,
    }
}

/// `Drafted by small-model on 2026-02-01`.
pub fn drafted(by: &DraftedBy) -> String {
    format!("Drafted by {} on {}", by.model, by.date.text)
}

/// The tables that the query reads, and those that only its author names.
pub fn sources(entry: &Entry) -> Html {
    let said = entry.rule.data_types();
    let mut rows = Vec::new();
    let read = entry.tables();
    for name in &read {
        let columns =
            entry.facts.iter().flat_map(|f| &f.tables).find(|t| t.name == *name).map(|t| t.columns.as_slice());
        rows.push(row(entry, name, columns.unwrap_or_default(), !said.is_empty() && !said.contains(name)));
    }
    let unread: Vec<&str> = said.iter().copied().filter(|name| entry.facts.is_ok() && !read.contains(name)).collect();
    let mut out = match rows.is_empty() {
        true => el("p", &[], "The query reads no table that is known by name."),
        false => table(&["Table", "Columns that the query names", "Notes", "Documentation"], rows),
    };
    if !unread.is_empty() {
        let words = Html::from("The author also names ")
            .and(code_list(&unread))
            .and(", which the query as it stands does not read.");
        out.push(el("p", &[("class", "note")], words));
    }
    if let Err(why) = &entry.facts {
        out.push(el(
            "p",
            &[("class", "note")],
            format!("As the author says it; the query itself could not be read: {why}"),
        ));
    }
    out
}

fn row(entry: &Entry, name: &str, columns: &[String], is_unsaid: bool) -> Vec<Html> {
    let mut notes: Vec<String> = enrich::notes(name).map(str::to_owned).into_iter().collect();
    let connector = entry.rule.connectors.iter().find(|c| c.data_types.iter().any(|t| t == name));
    match (connector, enrich::connector(name)) {
        (Some(connector), _) => notes.push(format!("Data connector: {}.", connector.id)),
        (None, Some(connector)) => notes.push(format!("Data connector: {connector}.")),
        (None, None) => {}
    }
    if is_unsaid {
        notes.push("The author does not name it among the required data.".to_owned());
    }
    vec![
        el("code", &[], name),
        if columns.is_empty() { "none by name".into() } else { code_list(columns) },
        if notes.is_empty() { "—".into() } else { notes.join(" ").into() },
        enrich::documentation(name).map_or("—".into(), |address| link(&address, format!("{name} columns"))),
    ]
}

pub fn attack(feed: &Feed, coverage: &Coverage, entry: &Entry) -> Html {
    let tactics: Vec<String> = entry.rule.tactics().iter().map(|t| enrich::spaced(t)).collect();
    let mut out = match tactics.is_empty() {
        true => el("p", &[], "The rule names no tactic."),
        false => el("p", &[], format!("Tactics: {}.", enrich::listed(&tactics))),
    };
    if entry.techniques.is_empty() {
        return out.and(el("p", &[], "The rule names no technique, so no coverage is counted for it."));
    }
    let others = |id: &str| {
        feed.entries.iter().filter(|e| e.page != entry.page && e.techniques.iter().any(|t| t.id == id)).count()
    };
    let rows = entry
        .techniques
        .iter()
        .map(|t| {
            let name = t.name.as_deref().unwrap_or("not in the table of ATT&CK at hand");
            let note = t.note.as_deref().map(|n| el("p", &[("class", "note")], n));
            let tactics: Vec<String> = t.tactics.iter().map(|t| enrich::spaced(t)).collect();
            vec![
                technique(&t.id),
                Html::from(name).and(note),
                if tactics.is_empty() { "—".into() } else { tactics.join(", ").into() },
                standing(coverage, &t.id),
                others(&t.id).to_string().into(),
            ]
        })
        .collect();
    out.push(table(&["Technique", "Name", "Tactics in ATT&CK", "Coverage here", "Other rules here"], rows));
    out.push(el("p", &[("class", "note")], format!("By {}.", feed.attack.label())));
    out
}

/// How far the rules of the feed have come with a technique, and the way to it on the coverage page.
fn standing(coverage: &Coverage, id: &str) -> Html {
    if coverage.rules_of(id).is_empty() {
        return "—".into();
    }
    el("a", &[("href", &format!("../coverage.html#{}", place_of(id)))], words(coverage.state_of(id)))
}

/// The technique's page at MITRE.
fn technique(id: &str) -> Html {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let (number, sub) =
        id.strip_prefix('T').map_or(("", None), |n| n.split_once('.').map_or((n, None), |(n, s)| (n, Some(s))));
    match (digits(number, 4), sub) {
        (true, None) => link(&format!("https://attack.mitre.org/techniques/T{number}/"), id),
        (true, Some(sub)) if digits(sub, 3) => {
            link(&format!("https://attack.mitre.org/techniques/T{number}/{sub}/"), id)
        }
        _ => id.into(),
    }
}

pub fn references(entry: &Entry) -> Html {
    let items: Vec<Html> = entry.rule.overlay.references.iter().map(|r| el("li", &[], link(r, r))).collect();
    let mut out = if items.is_empty() { Html::new() } else { el("ul", &[], items) };
    let found = addresses(&entry.rule.description);
    let found: Vec<Html> = found
        .into_iter()
        .filter(|a| !entry.rule.overlay.references.iter().any(|r| r == a))
        .map(|a| link(a, a))
        .collect();
    if !found.is_empty() {
        out.push(el("p", &[], Html::from("In the rule's description: ").and(joined(found, ", "))));
    }
    out
}

/// The web addresses that a text names.
fn addresses(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().map(|w| w.trim_matches(['(', ')', ',', '.', ';', '<', '>', '"', '\'']));
    let mut found: Vec<&str> = Vec::new();
    for word in words.filter(|w| w.starts_with("https://") || w.starts_with("http://")) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}
