//! The matrix as a page that stands alone: a column for each tactic, a cell for each technique.
//!
//! A cell says its state by a sign and a word beside its colour. Those with rules open and name them; no script is needed.

use crate::output::html::{escape, styled_page};
use lurcher_rules::attack::{COPYRIGHT, Technique};
use lurcher_rules::coverage::{Coverage, Mapped, State};
use std::collections::BTreeMap;

pub fn page(coverage: &Coverage) -> String {
    styled_page("Coverage", STYLE, &body(coverage))
}

fn body(coverage: &Coverage) -> String {
    let mut out = format!("<h1>Coverage</h1>\n<p>{}</p>\n", escape(&coverage.summary()));
    out.push_str(&legend(coverage));
    out.push_str("<h2 id=\"matrix\">Matrix</h2>\n<div class=\"matrix\" role=\"region\" aria-labelledby=\"matrix\" tabindex=\"0\">\n");
    for position in 0..coverage.attack.tactics.len() {
        out.push_str(&column(coverage, position));
    }
    out.push_str("</div>\n");
    out.push_str(&rules(coverage));
    out.push_str(&format!(
        "<footer><p class=\"note\">{}. {}</p></footer>",
        escape(&coverage.attack.label()),
        escape(COPYRIGHT)
    ));
    out
}

/// The signs with their meaning and how many techniques are so.
fn legend(coverage: &Coverage) -> String {
    let counts = coverage.all_counts();
    let mut out = "<table class=\"legend\"><caption>Techniques and sub-techniques, each counted once</caption>\
        <thead><tr><th scope=\"col\">State</th><th scope=\"col\">Number</th><th scope=\"col\">Meaning</th></tr></thead><tbody>\n"
        .to_owned();
    for state in State::ALL {
        out.push_str(&format!(
            "<tr><td><span class=\"badge {}\">{} {}</span></td><td class=\"number\">{}</td><td>{}</td></tr>\n",
            class(state),
            state.mark(),
            state.name(),
            counts.of_state(state),
            escape(state.meaning())
        ));
    }
    out.push_str("</tbody></table>\n");
    out
}

fn column(coverage: &Coverage, tactic: usize) -> String {
    let Some(about) = coverage.attack.tactics.get(tactic) else { return String::new() };
    let counts = coverage.counts(tactic);
    let mut out = format!(
        "<section aria-labelledby=\"{id}\"><h3 id=\"{id}\">{}</h3><p class=\"note\">{} of {} covered, {} mapped</p>\n<ul>\n",
        escape(&about.name),
        counts.of_state(State::Covered),
        counts.total(),
        counts.mapped(),
        id = escape(&about.id)
    );
    // Sub-techniques stand below their parent, where it is of this tactic.
    let mut parts: BTreeMap<&str, Vec<&Technique>> = BTreeMap::new();
    let mut heads: Vec<&Technique> = Vec::new();
    for technique in coverage.column(tactic) {
        match technique.parent() {
            Some(parent) if heads.iter().any(|h| h.id == parent) => parts.entry(parent).or_default().push(technique),
            _ => heads.push(technique),
        }
    }
    for technique in heads {
        let parts = parts.get(technique.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        out.push_str(&format!(
            "<li>{}{}</li>\n",
            cell(coverage, tactic, technique),
            sub_techniques(coverage, tactic, parts)
        ));
    }
    out.push_str("</ul></section>\n");
    out
}

/// Open where one of them has rules, so that nothing that is mapped is hidden.
fn sub_techniques(coverage: &Coverage, tactic: usize, parts: &[&Technique]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let mapped = parts.iter().filter(|t| coverage.cell_state(tactic, &t.id) != State::None).count();
    let open = if mapped > 0 { " open" } else { "" };
    let cells: Vec<String> = parts.iter().map(|t| format!("<li>{}</li>\n", cell(coverage, tactic, t))).collect();
    format!(
        "<details class=\"parts\"{open}><summary>{mapped} of {} sub-techniques mapped</summary><ul>\n{}</ul></details>",
        parts.len(),
        cells.concat()
    )
}

fn cell(coverage: &Coverage, tactic: usize, technique: &Technique) -> String {
    let rules: Vec<&Mapped> = coverage.cell(tactic, &technique.id).collect();
    let state = coverage.cell_state(tactic, &technique.id);
    let name = format!("<b>{}</b> {}", escape(&technique.id), escape(&technique.name));
    if rules.is_empty() {
        return format!("<div class=\"cell none\">{name} <span class=\"state\">{}</span></div>", state.mark());
    }
    let items: Vec<String> = rules
        .iter()
        .map(|m| format!("<li>{} {}{}</li>", m.state.state().mark(), escape(&m.rule.name), lacks(m)))
        .collect();
    let count = if rules.len() == 1 { "1 rule" } else { &format!("{} rules", rules.len()) };
    format!(
        "<details class=\"cell {}\"><summary>{name} <span class=\"state\">{} {}, {count}</span></summary><ul>{}</ul></details>",
        class(state),
        state.mark(),
        state.name(),
        items.concat()
    )
}

fn lacks(mapped: &Mapped) -> String {
    let lacks = mapped.state.lacks();
    if lacks.is_empty() { String::new() } else { format!(": {}", escape(&lacks.join("; "))) }
}

fn rules(coverage: &Coverage) -> String {
    let mut rules: Vec<&Mapped> = coverage.rules.iter().collect();
    rules.sort_by_key(|m| std::cmp::Reverse(m.state.state()));
    let mut out = "<h2>Rules</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Rules\"><table><thead><tr><th scope=\"col\">State</th><th scope=\"col\">Rule</th>\
        <th scope=\"col\">Techniques</th><th scope=\"col\">What is missing</th></tr></thead><tbody>\n"
        .to_owned();
    for mapped in rules {
        let state = mapped.state.state();
        let ids: Vec<&str> = mapped.techniques.iter().map(|(technique, _)| technique.id.as_str()).collect();
        let missing =
            mapped.state.lacks().into_iter().chain(mapped.doubts.iter().cloned()).collect::<Vec<_>>().join("; ");
        out.push_str(&format!(
            "<tr><td><span class=\"badge {}\">{} {}</span></td><td>{}<br><span class=\"note\">{}</span></td><td>{}</td><td>{}</td></tr>\n",
            class(state),
            state.mark(),
            state.name(),
            escape(&mapped.rule.name),
            escape(&mapped.rule.path),
            escape(&ids.join(", ")),
            escape(&missing)
        ));
    }
    out.push_str("</tbody></table></div>\n");
    out
}

fn class(state: State) -> &'static str {
    match state {
        State::Covered => "covered",
        State::NotRun => "not-run",
        State::Tested => "tested",
        State::Degraded => "degraded",
        State::DataMissing => "data-missing",
        State::MappedOnly => "mapped-only",
        State::None => "none",
    }
}

/// The kind of border differs with the state, and not the colour alone.
const STYLE: &str = include_str!("heat_map.css");

#[cfg(test)]
mod tests {
    use super::STYLE;
    use lurcher_testkit::contrast::too_faint;

    #[test]
    fn every_state_can_be_read() {
        let states = ["covered", "not-run", "tested", "degraded", "data-missing", "mapped-only"];
        let backs = states.map(|state| format!("{state}-back"));
        let pairs: Vec<(&str, &str)> = states.iter().zip(&backs).map(|(text, back)| (*text, back.as_str())).collect();
        assert_eq!(too_faint(STYLE, &pairs), Vec::<String>::new());
    }
}
