//! Which techniques and tables the rules look at, and how much that is worth.

use super::shell::{self, Here};
use super::{address, counted, sorted};
use crate::html::{Html, el, joined, link};
use crate::model::TestState;
use crate::{Entry, Feed, Hunted, enrich};
use lurcher_rules::attack::Attack;
use std::borrow::Cow;
use std::collections::BTreeMap;

pub fn page(feed: &Feed) -> String {
    let crumbs = el("p", &[("class", "crumbs")], el("a", &[("href", "index.html")], "← All rules"));
    let lead = "Each technique that a rule names, with what stands behind it. A rule that was never tested, or never ran over \
                data, is a promise and not coverage.";
    let mut main = crumbs.and(el("h1", &[], "Coverage")).and(el("p", &[("class", "lead")], lead)).and(legend());
    main.push(techniques(feed));
    main.push(without_technique(feed));
    main.push(tables(feed));
    shell::page(
        feed,
        Here::Coverage,
        &format!("Coverage · {}", feed.title),
        "Techniques and tables, with the rules that look at them",
        main,
    )
}

/// How much a technique's rules are worth together: that of the best of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Covered,
    Tested,
    Failing,
    Mapped,
}

impl Worth {
    fn of(rules: &[&Entry]) -> Worth {
        let worth = |entry: &&Entry| match entry.tests.state() {
            // Tests that never want a row show that it is silent, and no more.
            TestState::Passing if !entry.is_shown_to_hit() => Worth::Mapped,
            TestState::Passing if has_run(entry) => Worth::Covered,
            TestState::Passing => Worth::Tested,
            TestState::Failing => Worth::Failing,
            TestState::Unknown | TestState::None => Worth::Mapped,
        };
        rules.iter().map(worth).min().unwrap_or(Worth::Mapped)
    }

    fn words(self) -> &'static str {
        match self {
            Worth::Covered => "Covered: tests pass, and it ran over data",
            Worth::Tested => "Tested: tests pass, no run over data is known",
            Worth::Failing => "Failing: its tests do not pass",
            Worth::Mapped => "Named only: no test is known to find it",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Worth::Covered => "cell covered",
            Worth::Tested => "cell tested",
            Worth::Failing => "cell failing",
            Worth::Mapped => "cell mapped",
        }
    }
}

/// Whether the last run was of this query, and could be judged.
fn has_run(entry: &Entry) -> bool {
    let counts = |run: &Hunted| run.rows.is_some() && run.reasons.is_empty() && !entry.is_of_another_query(run);
    entry.last_run().is_some_and(counts)
}

fn legend() -> Html {
    let all = [Worth::Covered, Worth::Tested, Worth::Failing, Worth::Mapped];
    let items: Vec<Html> = all.map(|w| el("li", &[("class", w.class())], w.words())).into();
    el("ul", &[("class", "grid"), ("aria-label", "What the words mean")], items)
}

fn techniques(feed: &Feed) -> Html {
    // In ATT&CK's order; what it does not know comes last.
    let attack = Attack::embedded();
    let mut by_tactic: BTreeMap<(usize, String), BTreeMap<&str, Vec<&Entry>>> = BTreeMap::new();
    for entry in &feed.entries {
        for technique in &entry.techniques {
            for tactic in tactics_of(entry, &technique.tactics) {
                let place = attack.tactic(&tactic).unwrap_or(usize::MAX);
                let rules = by_tactic.entry((place, tactic)).or_default().entry(&technique.id).or_default();
                if !rules.iter().any(|r| r.page == entry.page) {
                    rules.push(entry);
                }
            }
        }
    }
    let mut out = Html::new();
    for ((_, tactic), techniques) in by_tactic {
        let title = if tactic.is_empty() { "Tactic not said".to_owned() } else { enrich::spaced(&tactic) };
        out.push(el("h2", &[], title));
        let cells: Vec<Html> = techniques.into_iter().map(|(id, rules)| cell(feed, id, &rules)).collect();
        out.push(el("ul", &[("class", "grid")], cells));
    }
    out
}

/// The tactics under which a technique is listed: those of the rule that ATT&CK has for it, else all of the rule's.
fn tactics_of(entry: &Entry, of_technique: &[String]) -> Vec<String> {
    let said = entry.rule.tactics();
    let both: Vec<String> = said.iter().filter(|t| of_technique.contains(t)).cloned().collect();
    match (both.is_empty(), said.is_empty(), of_technique.is_empty()) {
        (false, _, _) => both,
        (true, false, _) => said.to_vec(),
        (true, true, false) => of_technique.to_vec(),
        (true, true, true) => vec![String::new()],
    }
}

fn cell(feed: &Feed, id: &str, rules: &[&Entry]) -> Html {
    let worth = Worth::of(rules);
    let name = feed.entries.iter().flat_map(|e| &e.techniques).find(|t| t.id == id).and_then(|t| t.name.as_deref());
    let filtered = format!("index.html?technique={id}");
    // An id that ATT&CK could not have is a text, not a part of an address.
    let is_id = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    let title = match is_id {
        true => el("a", &[("href", &filtered)], id),
        false => el("strong", &[], id),
    };
    let title = title.and(name.map(|n| Html::from(format!(" {n}"))));
    let names = joined(rules.iter().map(|e| el("a", &[("href", &address(&e.page))], super::rule::title(e))), ", ");
    let details = el("details", &[], el("summary", &[], counted(rules.len(), "rule")).and(el("p", &[], names)));
    let words = el("p", &[("class", "soft")], worth.words());
    el("li", &[("class", worth.class())], el("p", &[], title).and(words).and(details))
}

fn without_technique(feed: &Feed) -> Html {
    let rules: Vec<Html> = feed
        .entries
        .iter()
        .filter(|e| e.techniques.is_empty())
        .map(|e| el("li", &[], el("a", &[("href", &address(&e.page))], super::rule::title(e))))
        .collect();
    if rules.is_empty() {
        return Html::new();
    }
    el("h2", &[], "Rules that name no technique").and(el("ul", &[], rules))
}

fn tables(feed: &Feed) -> Html {
    let names = sorted(feed.entries.iter().flat_map(Entry::tables).map(Cow::Borrowed));
    if names.is_empty() {
        return Html::new();
    }
    let rows: Vec<Html> = names
        .iter()
        .map(|name| {
            let rules: Vec<&Entry> = feed.entries.iter().filter(|e| e.tables().contains(&name.as_str())).collect();
            let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            let filtered = format!("index.html?table={name}");
            let counted = counted(rules.len(), "rule");
            let count = if is_plain { el("a", &[("href", &filtered)], counted) } else { counted.into() };
            let documented = enrich::documentation(name).map(|address| link(&address, "columns"));
            let cells = el("th", &[("scope", "row")], el("code", &[], name))
                .and(el("td", &[("data-label", "Rules")], count))
                .and(el("td", &[("data-label", "What it has")], enrich::notes(name).unwrap_or("—")))
                .and(el("td", &[("data-label", "Documentation")], documented));
            el("tr", &[], cells)
        })
        .collect();
    let head = ["Table", "Rules", "What it has", "Documentation"].map(|h| el("th", &[("scope", "col")], h));
    let table = el("thead", &[], el("tr", &[], Vec::from(head))).and(el("tbody", &[], rows));
    el("h2", &[], "Tables").and(el("div", &[("class", "scroll")], el("table", &[("class", "stack")], table)))
}
