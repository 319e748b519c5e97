//! The index: every rule, with search and filters.

use super::shell::{self, Here};
use super::{address, counted, sorted};
use crate::html::{Html, el, void};
use crate::model::TestState;
use crate::{Entry, Feed, enrich};
use lurcher_rules::coverage::{Coverage, State};
use std::borrow::Cow;

pub fn page(feed: &Feed, coverage: &Coverage) -> String {
    let mut main = el("h1", &[], &feed.title);
    if !feed.description.trim().is_empty() {
        main.push(el("p", &[("class", "lead")], feed.description.trim()));
    }
    main.push(numbers(feed, coverage));
    main.push(filters(feed));
    main.push(el("p", &[("id", "nothing"), ("hidden", "")], "No rule fits. Take a filter away, or search for less."));
    let rules: Vec<Html> = feed.entries.iter().map(item).collect();
    main.push(el("ol", &[("class", "rules"), ("id", "rules")], rules));
    if !feed.problems.is_empty() {
        main.push(el("h2", &[], "What could not be published"));
        let problems: Vec<Html> = feed.problems.iter().map(|p| el("li", &[], p)).collect();
        main.push(el("ul", &[], problems));
    }
    shell::page(
        feed,
        Here::Index,
        &feed.title,
        &format!("{}, with their tests", counted(feed.entries.len(), "hunting rule")),
        main,
    )
}

fn numbers(feed: &Feed, coverage: &Coverage) -> Html {
    let count = |state: TestState| feed.entries.iter().filter(|e| e.test_state() == state).count();
    let techniques = sorted(feed.entries.iter().flat_map(|e| &e.techniques).map(|t| Cow::Borrowed(t.id.as_str())));
    let tables = sorted(feed.entries.iter().flat_map(Entry::tables).map(Cow::Borrowed));
    let covered = coverage.all_counts().of_state(State::Covered);
    let unbound = feed.entries.iter().filter(|e| e.facts.is_err()).count();
    let mut all = vec![
        (feed.entries.len(), if feed.entries.len() == 1 { "rule" } else { "rules" }),
        (count(TestState::Passing), "with passing tests"),
        (count(TestState::Failing), "with failing tests"),
        (count(TestState::Unknown), "with tests that were not run"),
        (count(TestState::None), "without tests"),
        (techniques.len(), if techniques.len() == 1 { "technique" } else { "techniques" }),
        (covered, "of them covered"),
        (tables.len(), if tables.len() == 1 { "table" } else { "tables" }),
    ];
    if unbound > 0 {
        all.push((unbound, "refused by the query language"));
    }
    let shown = all.into_iter().enumerate().filter(|(i, (n, _))| *n > 0 || *i < 2);
    let items: Vec<Html> = shown
        .map(|(_, (n, what))| el("li", &[], el("b", &[], n.to_string()).and(" ").and(el("span", &[], what))))
        .collect();
    el("ul", &[("class", "numbers")], items)
}

/// Shown by the script, without which it would do nothing.
fn filters(feed: &Feed) -> Html {
    let entries = &feed.entries;
    let of = |f: fn(&Entry) -> Vec<Cow<str>>| sorted(entries.iter().flat_map(f));
    let plain = |values: Vec<String>| values.into_iter().map(|v| (v.clone(), v)).collect::<Vec<_>>();
    let techniques = of(techniques).into_iter().map(|id| {
        let name = entries.iter().flat_map(|e| &e.techniques).find(|t| t.id == id).and_then(|t| t.name.as_deref());
        (id.clone(), name.map_or(id.clone(), |name| format!("{id} {name}")))
    });
    let tactics = of(tactics).into_iter().map(|t| (t.clone(), enrich::spaced(&t)));
    let states = TestState::ALL.into_iter().filter(|s| entries.iter().any(|e| e.test_state() == *s));
    let severities = ["High", "Medium", "Low", "Informational", "not said"].into_iter().map(str::to_owned);
    let severities = severities.filter(|s| entries.iter().any(|e| severity(e) == *s)).collect();
    let confidences = ["high", "medium", "low", "not said"].into_iter().map(str::to_owned);
    let confidences = confidences.filter(|c| entries.iter().any(|e| confidence(e) == *c)).collect();
    let search = el(
        "label",
        &[("class", "search")],
        Html::from("Search in names, descriptions, tags, tables, columns and techniques")
            .and(void("input", &[("type", "search"), ("name", "q"), ("autocomplete", "off")])),
    );
    let fields = vec![
        search,
        choice("tactic", "Tactic", tactics.collect()),
        choice("technique", "Technique", techniques.collect()),
        choice("table", "Table", plain(of(|e| e.tables().into_iter().map(Cow::Borrowed).collect()))),
        choice("severity", "Severity", plain(severities)),
        choice("confidence", "Confidence", plain(confidences)),
        choice("tests", "Tests", states.map(|s| (s.name().to_owned(), s.name().to_owned())).collect()),
        choice("source", "Source", plain(of(|e| vec![Cow::Owned(e.source())]))),
        el(
            "div",
            &[("class", "last")],
            el("p", &[("id", "count"), ("role", "status")], "").and(el("button", &[("type", "reset")], "Clear")),
        ),
    ];
    el(
        "form",
        &[("id", "filters"), ("class", "filters"), ("role", "search"), ("aria-label", "Filter rules"), ("hidden", "")],
        fields,
    )
}

fn choice(name: &str, words: &str, values: Vec<(String, String)>) -> Html {
    let any = el("option", &[("value", "")], "any");
    let options: Vec<Html> = values.iter().map(|(value, words)| el("option", &[("value", value)], words)).collect();
    el("label", &[], Html::from(words).and(el("select", &[("name", name)], any.and(options))))
}

fn tactics(entry: &Entry) -> Vec<Cow<'_, str>> {
    entry.rule.tactics().iter().map(|t| Cow::Borrowed(t.as_str())).collect()
}

fn techniques(entry: &Entry) -> Vec<Cow<'_, str>> {
    entry.techniques.iter().map(|t| Cow::Borrowed(t.id.as_str())).collect()
}

fn severity(entry: &Entry) -> &'static str {
    entry.rule.severity().map_or("not said", |s| s.name())
}

fn confidence(entry: &Entry) -> &str {
    entry.rule.confidence().unwrap_or("not said")
}

fn item(entry: &Entry) -> Html {
    let rule = &entry.rule;
    let all = |values: Vec<Cow<str>>| values.join("\n");
    let columns = entry.facts.iter().flat_map(|f| &f.tables).flat_map(|t| &t.columns).cloned().collect::<Vec<_>>();
    let known = entry.techniques.iter().filter_map(|t| t.name.clone()).collect::<Vec<_>>();
    let hypothesis = rule.hypothesis().unwrap_or_default();
    let tags = entry.tags().join(" ");
    let text = format!("{} {} {tags} {} {} {hypothesis}", rule.id, rule.path, columns.join(" "), known.join(" "));
    let (tactic, technique) = (all(tactics(entry)), all(techniques(entry)));
    let (table, source) = (entry.tables().join("\n"), entry.source());
    let state = entry.test_state();
    let attributes = [
        ("data-tactic", tactic.as_str()),
        ("data-technique", &technique),
        ("data-table", &table),
        ("data-severity", severity(entry)),
        ("data-confidence", confidence(entry)),
        ("data-tests", state.name()),
        ("data-source", &source),
        ("data-text", &text),
    ];
    let title = el("h2", &[], el("a", &[("href", &address(&entry.page))], super::rule::title(entry)));
    let mut badges = vec![super::rule::severity(entry), super::rule::tests(state)];
    badges.extend(entry.techniques.iter().map(|t| el("li", &[], el("span", &[("class", "badge")], &t.id))));
    badges.extend(entry.tables().into_iter().map(|t| el("li", &[], el("span", &[("class", "badge")], t))));
    let about = rule.description.trim();
    let about = if about.is_empty() { Html::new() } else { el("p", &[], crate::facts::one_line(about)) };
    el("li", &attributes, title.and(about).and(el("ul", &[("class", "badges")], badges)))
}
