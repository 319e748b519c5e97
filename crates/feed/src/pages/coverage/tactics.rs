//! The matrix, a tactic after the other: techniques that rules name as cells, the others as a list of gaps.

use super::{badge, class, counted, item};
use crate::Feed;
use crate::html::{Html, el};
use lurcher_rules::attack::Technique;
use lurcher_rules::coverage::{Counts, Coverage, Mapped, State};

const SHOWN: [State; 6] =
    [State::Covered, State::NotRun, State::Tested, State::Degraded, State::DataMissing, State::MappedOnly];

/// A line for each tactic: how many of its techniques are in each state.
pub fn summary(coverage: &Coverage) -> Html {
    let mut head = el("th", &[("scope", "col")], "Tactic");
    for state in SHOWN {
        let sign = el("span", &[("title", state.name()), ("aria-hidden", "true")], state.mark());
        let name = el("span", &[("class", "unseen")], state.name());
        head.push(el("th", &[("scope", "col"), ("class", "number")], sign.and(name)));
    }
    head.push(el("th", &[("scope", "col"), ("class", "number")], "of"));
    let mut rows: Vec<Html> = Vec::new();
    for (position, tactic) in coverage.attack.tactics.iter().enumerate() {
        let to = format!("#{}", anchor(position));
        rows.push(row(el("a", &[("href", &to)], &tactic.name), coverage.counts(position)));
    }
    rows.push(row("Each technique once".into(), coverage.all_counts()));
    let table = el("thead", &[], el("tr", &[], head)).and(el("tbody", &[], rows));
    let table = el("table", &[("class", "numbers-table")], table);
    let scrolled = [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Tactics")];
    el("h2", &[], "Tactics").and(el("div", &scrolled, table))
}

fn row(name: Html, counts: Counts) -> Html {
    let number = |n: usize| el("td", &[("class", "number")], if n == 0 { "–".to_owned() } else { n.to_string() });
    let mut cells = el("th", &[("scope", "row")], name);
    SHOWN.iter().for_each(|state| cells.push(number(counts.of_state(*state))));
    cells.push(number(counts.total()));
    el("tr", &[], cells)
}

/// The place of a technique on the page: `T1566-002`.
pub fn place_of(technique: &str) -> String {
    technique.replace('.', "-")
}

/// The place of a tactic on the page.
fn anchor(position: usize) -> String {
    format!("tactic-{position}")
}

pub fn all(feed: &Feed, coverage: &Coverage) -> Html {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Html::new();
    for position in 0..coverage.attack.tactics.len() {
        out.push(tactic(feed, coverage, position, &mut seen));
    }
    out
}

fn tactic<'a>(feed: &Feed, coverage: &Coverage<'a>, position: usize, seen: &mut Vec<&'a str>) -> Html {
    let Some(about) = coverage.attack.tactics.get(position) else { return Html::new() };
    let (mut cells, mut gaps) = (Vec::new(), Vec::new());
    for technique in coverage.column(position) {
        let rules: Vec<&Mapped> = coverage.cell(position, &technique.id).collect();
        if rules.is_empty() {
            gaps.push(el("li", &[], format!("{} {}", technique.id, technique.name)));
            continue;
        }
        // A technique stands under several tactics, and an address of a page leads to one place.
        let is_first = !seen.contains(&technique.id.as_str());
        seen.push(&technique.id);
        cells.push(cell(feed, technique, coverage.cell_state(position, &technique.id), &rules, is_first));
    }
    let counts = coverage.counts(position);
    let words = format!(
        "{} of {} covered, {} named by a rule",
        counts.of_state(State::Covered),
        counts.total(),
        counts.mapped()
    );
    let mut out = el("h2", &[("id", &anchor(position))], &about.name).and(el("p", &[("class", "note")], words));
    if !cells.is_empty() {
        out.push(el("ul", &[("class", "grid")], cells));
    }
    if !gaps.is_empty() {
        let summary = el("summary", &[], format!("{} that no rule names", counted(gaps.len(), "technique")));
        out.push(el("details", &[], summary.and(el("ul", &[("class", "gaps")], gaps))));
    }
    out
}

fn cell(feed: &Feed, technique: &Technique, state: State, rules: &[&Mapped], is_first: bool) -> Html {
    let filtered = format!("index.html?technique={}", technique.id);
    let title = el("p", &[], el("a", &[("href", &filtered)], &technique.id).and(format!(" {}", technique.name)));
    let items = rules.iter().map(|mapped| {
        let lacks = mapped.state.lacks();
        let lacks = (!lacks.is_empty()).then(|| el("span", &[("class", "note")], format!(" {}", lacks.join("; "))));
        item(feed, mapped, lacks)
    });
    let list = el("ul", &[("class", "plain")], items.collect::<Vec<_>>());
    let details = el("details", &[], el("summary", &[], counted(rules.len(), "rule")).and(list));
    let class = format!("cell {}", class(state));
    let place = place_of(&technique.id);
    let mut attributes = vec![("class", class.as_str()), ("data-state", state.name())];
    if is_first {
        attributes.push(("id", &place));
    }
    el("li", &attributes, title.and(el("p", &[], badge(state))).and(details))
}
