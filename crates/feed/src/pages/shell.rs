//! What every page has: head, navigation, footer.

use crate::Feed;
use crate::html::{Html, el, void};
use lurcher_rules::attack::COPYRIGHT;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("assets/style.css");
const SCRIPT: &str = include_str!("assets/site.js");
/// A hound's head in outline; within the page, for a page asks nobody for anything.
const ICON: &str = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20\
                    d='M2%203l4%201%203%203%205%201v2l-4%202-2%203H4l1-5z'%20fill='%23687685'/%3E%3C/svg%3E";

/// Where a page stands, which decides how it names the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    Index,
    Coverage,
    Rule,
}

impl Here {
    /// The way to a file of the site's root.
    pub fn to(self, file: &str) -> String {
        if self == Here::Rule { format!("../{file}") } else { file.to_owned() }
    }
}

/// A whole page around its `main`.
pub fn page(feed: &Feed, here: Here, title: &str, description: &str, main: Html) -> String {
    let head = el(
        "head",
        &[],
        Html::own("\n")
            .and(void("meta", &[("charset", "utf-8")]))
            .and(void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy())]))
            .and(void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]))
            .and(void("meta", &[("name", "referrer"), ("content", "no-referrer")]))
            .and(void("meta", &[("name", "color-scheme"), ("content", "light dark")]))
            .and(void("meta", &[("name", "description"), ("content", description)]))
            .and(void("link", &[("rel", "icon"), ("href", ICON)]))
            .and(void(
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", "application/feed+json"),
                    ("title", &feed.title),
                    ("href", &here.to("feed.json")),
                ],
            ))
            .and(el("title", &[], title))
            .and(el("style", &[], Html::own(STYLE)))
            .and(el("script", &[], Html::own(SCRIPT))),
    );
    let body = el(
        "body",
        &[],
        Html::own("\n")
            .and(el("a", &[("class", "skip"), ("href", "#main")], "Skip to the content"))
            .and(top(feed, here))
            .and(el("main", &[("id", "main"), ("class", "wrap")], main))
            .and(el("div", &[("id", "said"), ("role", "status"), ("class", "skip")], ""))
            .and(footer(feed)),
    );
    format!("<!DOCTYPE html>\n{}", el("html", &[("lang", "en")], head.and(body)).into_string())
}

fn top(feed: &Feed, here: Here) -> Html {
    let entry = |at: Here, file: &str, words: &str| {
        let mut attributes = vec![("href", here.to(file))];
        if at == here {
            attributes.push(("aria-current", "page".to_owned()));
        }
        let attributes: Vec<(&'static str, &str)> = attributes.iter().map(|(k, v)| (*k, v.as_str())).collect();
        el("li", &[], el("a", &attributes, words))
    };
    let links = entry(Here::Index, "index.html", "Rules")
        .and(entry(Here::Coverage, "coverage.html", "Coverage"))
        .and(el("li", &[], el("a", &[("href", &here.to("feed.json"))], "JSON Feed")))
        .and(el("li", &[], el("a", &[("href", &here.to("rules.json"))], "rules.json")));
    let themes = el("option", &[("value", "")], "Automatic").and(el("option", &[("value", "light")], "Light")).and(el(
        "option",
        &[("value", "dark")],
        "Dark",
    ));
    // Shown by the script, without which it would do nothing.
    let theme = el("label", &[("hidden", "")], Html::from("Theme ").and(el("select", &[("id", "theme")], themes)));
    let inner = el("a", &[("class", "site"), ("href", &here.to("index.html"))], &feed.title)
        .and(el("nav", &[("aria-label", "Site")], el("ul", &[], links)))
        .and(theme);
    el("header", &[("class", "top")], el("div", &[("class", "wrap")], inner))
}

fn footer(feed: &Feed) -> Html {
    let mut words = Html::from("Made by Lurcher from the rules themselves.");
    if let Some(made) = &feed.made {
        words.push(format!(" As of {made}."));
    }
    words.push(" This page asks no other site for anything.");
    if !feed.attack.version.is_empty() {
        let attack = format!("Tactics and techniques: {}. {COPYRIGHT}", feed.attack.label());
        return el("footer", &[], el("div", &[("class", "wrap")], el("p", &[], words).and(el("p", &[], attack))));
    }
    el("footer", &[], el("div", &[("class", "wrap")], el("p", &[], words)))
}

/// Nothing but the style and script of the page itself, told by their hashes: it holds from a file as from a server.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(STYLE.as_bytes())),
        base64(&Sha256::digest(SCRIPT.as_bytes())),
    )
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([0u8; 2].iter()).take(3).fold(0u32, |word, b| word << 8 | u32::from(*b));
        for i in 0..4 {
            let letter = LETTERS.get((word >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if i <= chunk.len() { letter as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn assets_cannot_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        // What is hashed is what stands between the tags; a carriage return would be another text there.
        assert!(!STYLE.contains('\r') && !SCRIPT.contains('\r'));
    }
}
