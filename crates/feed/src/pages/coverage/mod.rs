//! Which techniques and tables the rules look at, and how much that is worth: the matrix of `lurcher coverage`.

mod tables;
mod tactics;

pub use tactics::place_of;

use super::shell::{self, Here};
use super::{address, counted, rule};
use crate::html::{Html, el};
use crate::{Entry, Feed};
use lurcher_rules::coverage::{Coverage, Mapped, State};

pub fn page(feed: &Feed, coverage: &Coverage) -> String {
    let crumbs = el("p", &[("class", "crumbs")], el("a", &[("href", "index.html")], "← All rules"));
    let lead = "A technique is covered only where a rule that names it has passing tests, has all its data, and ran over them. \
                Anything less is a promise, and says what is missing.";
    let mut main = crumbs.and(el("h1", &[], "Coverage")).and(el("p", &[("class", "lead")], lead));
    main.push(el("p", &[], coverage.summary()));
    main.push(legend(coverage));
    main.push(tactics::summary(coverage));
    main.push(tactics::all(feed, coverage));
    main.push(without_technique(feed, coverage));
    main.push(doubts(feed, coverage));
    main.push(tables::tables(feed));
    main.push(files());
    shell::page(
        feed,
        Here::Coverage,
        &format!("Coverage · {}", feed.title),
        "Techniques and tables, with the rules that look at them",
        main,
    )
}

/// A state by its sign and its name, never by colour alone.
pub fn badge(state: State) -> Html {
    el("span", &[("class", &format!("badge {}", class(state)))], words(state))
}

pub fn words(state: State) -> String {
    format!("{} {}", state.mark(), state.name())
}

pub fn class(state: State) -> &'static str {
    match state {
        State::Covered => "cov-covered",
        State::NotRun => "cov-not-run",
        State::Tested => "cov-tested",
        State::Degraded => "cov-degraded",
        State::DataMissing => "cov-data-missing",
        State::MappedOnly => "cov-mapped-only",
        State::None => "cov-none",
    }
}

/// The states with their meaning, and how many techniques are so.
fn legend(coverage: &Coverage) -> Html {
    let counts = coverage.all_counts();
    let rows = State::ALL.iter().map(|state| {
        let cells = el("th", &[("scope", "row")], badge(*state))
            .and(el("td", &[("class", "number")], counts.of_state(*state).to_string()))
            .and(el("td", &[], state.meaning()));
        el("tr", &[], cells)
    });
    let rows: Vec<Html> = rows.collect();
    let head = el("th", &[("scope", "col")], "State")
        .and(el("th", &[("scope", "col"), ("class", "number")], "Techniques"))
        .and(el("th", &[("scope", "col")], "Meaning"));
    let caption = el("caption", &[], "Techniques and sub-techniques, each counted once, by their furthest rule");
    let table = caption.and(el("thead", &[], el("tr", &[], head))).and(el("tbody", &[], rows));
    el("div", &[("class", "scroll")], el("table", &[("class", "legend")], table))
}

/// A rule with its state, and what keeps it from covering.
fn item(feed: &Feed, mapped: &Mapped, more: Option<Html>) -> Html {
    let state = mapped.state.state();
    let mark = el("span", &[("class", "mark"), ("title", state.name())], state.mark());
    let Some(entry) = feed.entries.get(mapped.number) else { return Html::new() };
    el("li", &[], mark.and(" ").and(link(entry)).and(more))
}

fn link(entry: &Entry) -> Html {
    el("a", &[("href", &address(&entry.page))], rule::title(entry))
}

fn without_technique(feed: &Feed, coverage: &Coverage) -> Html {
    let rules: Vec<Html> = coverage.unmapped().map(|mapped| item(feed, mapped, None)).collect();
    if rules.is_empty() {
        return Html::new();
    }
    let words = "They cover nothing, however good they are: nobody said what they look for.";
    el("h2", &[], "Rules without a technique of the matrix").and(el("p", &[("class", "note")], words)).and(el(
        "ul",
        &[("class", "plain")],
        rules,
    ))
}

/// What rules name and ATT&CK does not have, or no longer.
fn doubts(feed: &Feed, coverage: &Coverage) -> Html {
    let doubtful = coverage.rules.iter().filter(|m| !m.doubts.is_empty());
    let rules: Vec<Html> = doubtful
        .map(|mapped| {
            let doubts: Vec<Html> = mapped.doubts.iter().map(|d| el("li", &[], d)).collect();
            item(feed, mapped, Some(el("ul", &[], doubts)))
        })
        .collect();
    if rules.is_empty() {
        return Html::new();
    }
    el("h2", &[], "Names to look at")
        .and(el("p", &[("class", "note")], format!("By {}.", coverage.attack.label())))
        .and(el("ul", &[("class", "plain")], rules))
}

fn files() -> Html {
    let json = el("a", &[("href", "coverage.json")], "coverage.json");
    let layer = el("a", &[("href", "attack-layer.json")], "attack-layer.json");
    let words = json.and(" is this page for programs, ").and(layer).and(" a layer for ATT&CK Navigator.");
    el("h2", &[], "The same as files").and(el("p", &[], words))
}
