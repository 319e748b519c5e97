//! The pages of the site.

mod chart;
mod coverage;
mod index;
mod rule;
mod shell;

pub use rule::difference;

use crate::{Feed, json};
use std::borrow::Cow;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Below the site's folder, with `/`.
    pub path: String,
    pub content: String,
}

/// Every file of the site, the index first.
pub fn site(feed: &Feed) -> Vec<SiteFile> {
    let file = |path: &str, content: String| SiteFile { path: path.to_owned(), content };
    let coverage = feed.coverage();
    let mut files = vec![
        file("index.html", index::page(feed, &coverage)),
        file("coverage.html", coverage::page(feed, &coverage)),
        file("coverage.json", json::coverage(&coverage)),
        file("attack-layer.json", json::layer(feed, &coverage)),
        file("feed.json", json::feed(feed)),
        file("rules.json", json::rules(feed)),
    ];
    files.extend(
        feed.entries
            .iter()
            .map(|entry| SiteFile { path: address(&entry.page), content: rule::page(feed, &coverage, entry) }),
    );
    files
}

/// Where a rule's page stands.
pub fn address(page: &str) -> String {
    format!("rules/{page}.html")
}

/// `1 rule`, `2 rules`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Values for a list of choices: in alphabetical order, each once.
fn sorted<'a>(values: impl Iterator<Item = Cow<'a, str>>) -> Vec<String> {
    let mut values: Vec<String> = values.map(Cow::into_owned).filter(|v| !v.is_empty()).collect();
    values.sort_by_key(|v| (v.to_lowercase(), v.clone()));
    values.dedup();
    values
}
