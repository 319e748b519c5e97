//! The tables that the rules read, as an index of their own.

use super::counted;
use crate::html::{Html, el, link};
use crate::pages::sorted;
use crate::{Entry, Feed, enrich};
use std::borrow::Cow;

pub fn tables(feed: &Feed) -> Html {
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
