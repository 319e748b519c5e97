//! Where a rule came from, what has changed since, and under which terms it may be used.

use super::{super::address, facts, title};
use crate::html::{Html, el, link};
use crate::{Entry, Feed, Provenance};
use similar::{ChangeTag, TextDiff};

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;

pub fn history(feed: &Feed, entry: &Entry) -> Html {
    let mut out = match &entry.provenance {
        Some(provenance) => known(provenance),
        None => el("p", &[], "Where the rule came from is not recorded: it is taken for its owners' own."),
    };
    if let Some(id) = &entry.rule.derived_from {
        out.push(forerunner(feed, entry, id));
    }
    out
}

fn known(provenance: &Provenance) -> Html {
    let text = |value: &Option<String>| Html::from(value.as_deref().unwrap_or_default());
    let state = match provenance.unchanged {
        Some(true) => "✓ the rule file is as it was fetched",
        Some(false) => "✗ the rule file was changed here since it was fetched",
        None => "? nobody has recorded what was fetched",
    };
    let mut out = facts(vec![
        ("Repository", provenance.repository.as_deref().map_or(Html::new(), |r| link(r, r))),
        ("File", provenance.path.as_deref().map_or(Html::new(), |p| el("code", &[], p))),
        ("Commit", provenance.commit.as_deref().map_or(Html::new(), |c| el("code", &[], c))),
        ("Retrieved", text(&provenance.retrieved)),
        ("State", state.into()),
        ("In the source", if provenance.is_gone { "✗ no longer there" } else { "" }.into()),
    ]);
    if !provenance.history.is_empty() {
        let items: Vec<Html> = provenance.history.iter().map(|h| el("li", &[], h)).collect();
        out.push(el("h3", &[], "What happened to it").and(el("ul", &[], items)));
    }
    if !provenance.difference.is_empty() {
        out.push(el("h3", &[], "Difference from the original").and(shown(&provenance.difference)));
    }
    out
}

/// The public rule whose purpose this one serves.
fn forerunner(feed: &Feed, entry: &Entry, id: &str) -> Html {
    let Some(other) = feed.entries.iter().find(|e| e.rule.id.eq_ignore_ascii_case(id) && e.page != entry.page) else {
        return el("p", &[], Html::from("It serves the purpose of the public rule ").and(el("code", &[], id)).and("."));
    };
    let page = address(&other.page);
    let page = format!("../{page}");
    let words = Html::from("It serves the purpose of ").and(el("a", &[("href", &page)], title(other))).and(".");
    let lines = difference(&other.rule.query, &entry.rule.query);
    let diff = el("details", &[], el("summary", &[], "How the two queries differ").and(shown(&lines)));
    el("p", &[], words).and(diff)
}

/// The lines of a change, each with its sign; unchanged ones only near a change.
pub fn difference(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let diff = TextDiff::from_lines(&old, &new);
    let mut lines = Vec::new();
    for (i, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if i > 0 {
            lines.push("…".to_owned());
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("{sign}{}", change.value().trim_end_matches('\n')));
        }
    }
    lines
}

fn shown(lines: &[String]) -> Html {
    let mut code = Html::new();
    for line in lines {
        let class = match line.chars().next() {
            Some('+') => Some("add"),
            Some('-') => Some("del"),
            _ => None,
        };
        match class {
            Some(class) => code.push(el("span", &[("class", class)], line)),
            None => code.push(line),
        }
        code.push("\n");
    }
    let scrolled = [("tabindex", "0"), ("role", "group"), ("aria-label", "Difference")];
    el("div", &[("class", "code")], el("pre", &scrolled, el("code", &[], code)))
}

pub fn licence(entry: &Entry) -> Html {
    let of_source = entry.provenance.as_ref().and_then(|p| p.licence.as_deref());
    match of_source.or(entry.about.licence.as_deref()) {
        Some(licence) => el("p", &[], licence),
        None => el("p", &[], "Not said. Ask the rule's owners before you use it elsewhere."),
    }
}
