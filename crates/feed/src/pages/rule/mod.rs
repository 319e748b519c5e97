//! One rule's page.

mod about;
mod false_positives;
mod query;
mod testing;
mod upstream;

pub use upstream::difference;

use super::counted;
use super::coverage::badge;
use super::shell::{self, Here};
use crate::enrich;
use crate::html::{Html, el, joined, link};
use crate::model::{TestState, Tests};
use crate::{Entry, Feed};
use lurcher_rules::Severity;
use lurcher_rules::coverage::{self, Coverage};

pub fn page(feed: &Feed, coverage: &Coverage, entry: &Entry) -> String {
    let title = title(entry);
    let sections = sections(feed, coverage, entry);
    let article: Vec<Html> = sections.iter().map(Section::html).collect();
    let contents: Vec<Html> =
        sections.iter().map(|s| el("li", &[], el("a", &[("href", &format!("#{}", s.id))], s.title))).collect();
    let contents = el("h2", &[("id", "contents")], "On this page").and(el("ul", &[], contents));
    let contents = el("nav", &[("class", "toc"), ("aria-labelledby", "contents")], contents);
    let columns = el("div", &[("class", "head")], head(entry)).and(contents).and(el("article", &[], article));
    let main = crumbs().and(el("div", &[("class", "columns")], columns));
    let about = crate::facts::one_line(&entry.rule.description).chars().take(300).collect::<String>();
    shell::page(feed, Here::Rule, &format!("{title} · {}", feed.title), &about, main)
}

/// A part of the page with a heading of its own.
struct Section {
    id: &'static str,
    title: &'static str,
    body: Html,
}

impl Section {
    fn html(&self) -> Html {
        let heading = el("h2", &[("id", self.id)], self.title);
        el("section", &[("aria-labelledby", self.id)], heading.and(self.body.clone()))
    }
}

fn sections(feed: &Feed, coverage: &Coverage, entry: &Entry) -> Vec<Section> {
    let section = |id, title, body| Section { id, title, body };
    let all = vec![
        section("hypothesis", "Hunt hypothesis", about::hypothesis(entry)),
        section("query", "Query", query::query(entry)),
        section("definition", "Definition", query::definition(entry)),
        section("sources", "Required data sources", about::sources(entry)),
        section("attack", "ATT&CK context", about::attack(feed, coverage, entry)),
        section("false-positives", "False-positive guidance", false_positives::guidance(feed, entry)),
        section("tests", "Tests and strength", testing::tests(entry)),
        section("runs", "Last run", testing::runs(entry)),
        section("references", "References", about::references(entry)),
        section("history", "History and origin", upstream::history(feed, entry)),
        section("licence", "Licence", upstream::licence(entry)),
    ];
    all.into_iter().filter(|s| !s.body.is_empty()).collect()
}

pub fn title(entry: &Entry) -> String {
    let name = entry.rule.name.trim();
    if name.is_empty() { entry.rule.id.clone() } else { name.to_owned() }
}

fn crumbs() -> Html {
    let back = el("a", &[("href", "../index.html")], "← All rules");
    el("p", &[("class", "crumbs")], back.and(el("a", &[("href", "../coverage.html")], "Coverage →")))
}

fn head(entry: &Entry) -> Html {
    let plain = |text: &str| el("li", &[], el("span", &[("class", "badge")], text));
    let mut badges = vec![plain("KQL"), severity(entry)];
    if let Some(confidence) = entry.rule.confidence() {
        badges.push(plain(&format!("{} confidence", capital(confidence))));
    }
    badges.push(plain(&entry.source()));
    if let Some(status) = entry.rule.status() {
        badges.push(plain(&format!("Status: {status}")));
    }
    let chip = |kind: &str, value: &str, words: &str| match is_plain(value) {
        true => {
            let address = format!("../index.html?{kind}={value}");
            el("li", &[], el("a", &[("class", "chip"), ("href", &address)], words))
        }
        false => el("li", &[], el("span", &[("class", "chip")], words)),
    };
    let mut chips: Vec<Html> = entry.techniques.iter().map(|t| chip("technique", &t.id, &t.id)).collect();
    chips.extend(entry.tables().into_iter().map(|t| chip("table", t, t)));
    chips.extend(entry.tags().into_iter().map(|t| chip("q", t, t)));
    el("h1", &[], title(entry))
        .and(el("ul", &[("class", "badges"), ("aria-label", "In short")], badges))
        .and(el("ul", &[("class", "tags"), ("aria-label", "Techniques, tables and tags")], chips))
        .and(banner(entry))
        .and(standing(entry))
        .and(origin(entry))
}

/// `medium` as a word that begins.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Letters that an address may hold as they are.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// What a reader has to know before anything else: whether somebody showed that the rule works.
fn banner(entry: &Entry) -> Html {
    let (state, strong, words) = match &entry.tests {
        Tests::Ran(ran) => {
            let failed = ran.outcomes.iter().filter(|t| !t.passed).count();
            let (all, unrun) = (ran.outcomes.len(), ran.not_run);
            match entry.test_state() {
                TestState::Passing if entry.state.tests == coverage::Tests::NeverHitting => (
                    TestState::Passing,
                    format!("✓ Tests pass: {all} of {all}."),
                    "None of them wants the rule to find anything, so nothing shows yet that it does.".to_owned(),
                ),
                TestState::Passing => (
                    TestState::Passing,
                    format!("✓ Tests pass: {all} of {all}."),
                    "They show that the rule finds what it was written for, on rows made for it; run it over your own data \
                     before it alerts anybody."
                        .to_owned(),
                ),
                TestState::Failing => (
                    TestState::Failing,
                    format!("✗ Tests fail: {failed} of {all}."),
                    "The rule does not do what its owners expect of it. Do not deploy it as it is.".to_owned(),
                ),
                _ => (
                    TestState::Unknown,
                    format!("? Not all tests ran: {unrun} of {} did not.", all + unrun),
                    "Nobody can tell yet whether the rule works. Run its tests before you rely on it.".to_owned(),
                ),
            }
        }
        Tests::Unknown { written } => (
            TestState::Unknown,
            format!("? {}, with no result at hand.", counted(*written, "test")),
            "Whether the rule works is unknown here. Run its tests before you rely on it.".to_owned(),
        ),
        Tests::None => (
            TestState::None,
            "– No tests.".to_owned(),
            "Nothing shows that this rule finds what it was written for. Try it where an alert harms nobody."
                .to_owned(),
        ),
    };
    let class = format!("banner {}", class(state));
    let mut body = el("p", &[], el("strong", &[], strong).and(" ").and(words));
    if let Err(why) = &entry.facts {
        body.push(el("p", &[], el("strong", &[], "✗ The query is refused.").and(" ").and(why)));
    } else if let Ok(facts) = &entry.facts
        && !facts.missing.is_empty()
    {
        body.push(el("p", &[], format!("? It binds, and needs more to run: {}.", enrich::listed(&facts.missing))));
    }
    el("div", &[("class", &class)], body)
}

fn class(state: TestState) -> &'static str {
    match state {
        TestState::Passing => "state-passing",
        TestState::Failing => "state-failing",
        TestState::Unknown => "state-unknown",
        TestState::None => "state-none",
    }
}

/// A badge with the state of the tests: a sign and words, never a colour alone.
pub fn tests(state: TestState) -> Html {
    let words = match state {
        TestState::Passing => "✓ tests pass",
        TestState::Failing => "✗ tests fail",
        TestState::Unknown => "? tests not run",
        TestState::None => "– no tests",
    };
    el("li", &[], el("span", &[("class", &format!("badge {}", class(state)))], words))
}

pub fn severity(entry: &Entry) -> Html {
    let (class, words) = match entry.rule.severity() {
        Some(Severity::High) => ("badge sev-high", "High severity"),
        Some(Severity::Medium) => ("badge sev-medium", "Medium severity"),
        Some(Severity::Low) => ("badge", "Low severity"),
        Some(Severity::Informational) => ("badge", "Informational"),
        None => ("badge", "Severity not said"),
    };
    el("li", &[], el("span", &[("class", class)], words))
}

fn origin(entry: &Entry) -> Html {
    let mut parts = Vec::new();
    let provenance = entry.provenance.as_ref();
    let repository = provenance.and_then(|p| p.repository.as_deref());
    match (provenance.and_then(|p| p.original.as_deref()), repository) {
        (Some(original), _) => parts.push(link(original, format!("Original at {} →", entry.source()))),
        (None, Some(repository)) => parts.push(Html::from("From ").and(link(repository, repository))),
        (None, None) => {}
    }
    if let Some(retrieved) = provenance.and_then(|p| p.retrieved.as_deref()) {
        parts.push(format!("Retrieved {retrieved}").into());
    }
    if let Some(owner) = entry.rule.overlay.owner.as_deref().or(entry.about.owner.as_deref()) {
        parts.push(format!("Owner {owner}").into());
    }
    parts.push(Html::from("Id ").and(el("code", &[], &entry.rule.id)));
    el("p", &[("class", "note")], joined(parts, " · "))
}

/// How strong its tests are, what its last run found, and how far it has come: the rest of the page says why.
fn standing(entry: &Entry) -> Html {
    let mut parts = Vec::new();
    let strength = match &entry.tests {
        Tests::Ran(ran) => ran.strength.as_ref().and_then(|s| s.percent()),
        _ => None,
    };
    if let Some(percent) = strength {
        parts.push(el("a", &[("href", "#tests")], format!("Test strength {percent} %")));
    }
    if let Some(run) = entry.last_run() {
        let rows = run.rows.map(|n| format!(", {}", counted(n as usize, "row"))).unwrap_or_default();
        let at: String = run.at.chars().take(10).collect();
        parts.push(el("a", &[("href", "#runs")], format!("Last run {at}: {}{rows}", run.verdict)));
    }
    if entry.rule.techniques().is_empty() {
        // Whatever its tests and data: there is nothing that it could cover.
        parts.push("It names no technique, and covers none".into());
        return el("p", &[("class", "note")], joined(parts, " · "));
    }
    let state = Html::from("Coverage ").and(badge(entry.state.state()));
    let lacks = entry.state.lacks();
    let lacks = if lacks.is_empty() { Html::new() } else { format!(": {}", lacks.join("; ")).into() };
    parts.push(state.and(lacks));
    el("p", &[("class", "note")], joined(parts, " · "))
}

/// Words that were not written by the rule's author, marked as such.
fn derived(how: &str, body: impl Into<Html>) -> Html {
    el("div", &[("class", "derived")], el("p", &[("class", "mark")], how).and(body))
}

/// A table that becomes blocks on a narrow screen: head words, and rows of cells whose first is the row's head.
fn table(heads: &[&'static str], rows: Vec<Vec<Html>>) -> Html {
    let head: Vec<Html> = heads.iter().map(|h| el("th", &[("scope", "col")], *h)).collect();
    let row = |cells: Vec<Html>| {
        let cells = cells.into_iter().zip(heads).enumerate();
        let cells: Vec<Html> = cells
            .map(|(i, (cell, head))| match i {
                0 => el("th", &[("scope", "row")], cell),
                _ => el("td", &[("data-label", head)], cell),
            })
            .collect();
        el("tr", &[], cells)
    };
    let body: Vec<Html> = rows.into_iter().map(row).collect();
    let table = el("thead", &[], el("tr", &[], head)).and(el("tbody", &[], body));
    el("div", &[("class", "scroll")], el("table", &[("class", "stack")], table))
}

/// Names and values one under the other; what is empty is left out.
fn facts(pairs: Vec<(&'static str, Html)>) -> Html {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let items: Vec<Html> = pairs.map(|(name, value)| el("dt", &[], name).and(el("dd", &[], value))).collect();
    if items.is_empty() { Html::new() } else { el("dl", &[("class", "facts")], items) }
}

/// Paragraphs of prose; blank lines part them.
fn prose(text: &str) -> Html {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let paragraphs: Vec<Html> = paragraphs.map(|p| el("p", &[], with_code(&crate::facts::one_line(p)))).collect();
    el("div", &[("class", "prose")], paragraphs)
}

/// Words between back-ticks are code, as in Markdown; a back-tick without its pair is a character like any other.
fn with_code(text: &str) -> Html {
    let parts: Vec<&str> = text.split('`').collect();
    let is_paired = parts.len() % 2 == 1;
    let part = |(i, part): (usize, &&str)| match i % 2 {
        1 if !part.is_empty() => el("code", &[], *part),
        _ => Html::from(*part),
    };
    if is_paired { parts.iter().enumerate().map(part).collect::<Vec<_>>().into() } else { text.into() }
}

fn code_list<S: AsRef<str>>(names: &[S]) -> Html {
    joined(names.iter().map(|n| el("code", &[], n.as_ref())), ", ")
}
