//! URLs in the links and in the text of an HTML page.

use mail_parser::decoders::html::add_html_token;

use super::shape::{complete, has_scheme};
use super::{Location, Urls};

impl Urls {
    /// The links of an HTML page, and the URLs that its text shows. Comments are read too: Outlook renders some.
    pub fn scan_html(&mut self, html: &str, location: Location) {
        let mut text = String::new();
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            let (before, tag) = rest.split_at(open);
            push_text(&mut text, before);
            let name = tag.get(1..).unwrap_or("");
            if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
                text.push('<');
                rest = name;
                continue;
            }
            if name.starts_with("!--") || name.starts_with("![") {
                text.push(' ');
                rest = name;
                // What follows `<!--` or `<![if` is read as content.
                rest = rest.get(rest.find(['-', '[']).map_or(0, |i| i + 1)..).unwrap_or("");
                continue;
            }
            let (closing, element) = element_name(name);
            // Inline elements do not end a URL: `https://a.example/<b>b</b>` is one.
            if !matches!(element.as_str(), "b" | "i" | "u" | "em" | "strong" | "wbr" | "font") {
                text.push(' ');
            }
            let element = if closing { String::new() } else { element };
            rest = self.tag(&element, name, location);
        }
        push_text(&mut text, rest);
        self.scan_text(&text, location);
    }

    /// Reads the attributes of a tag; returns what follows it.
    fn tag<'a>(&mut self, element: &str, tag: &'a str, location: Location) -> &'a str {
        let mut rest = tag.trim_start_matches(|c: char| !c.is_whitespace() && c != '>' && c != '/');
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                return after;
            }
            if rest.is_empty() {
                return rest;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let after_name = after.trim_start();
            let Some(value) = after_name.strip_prefix('=') else {
                // `end` is 0 only before a separator, which the next round skips.
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = attribute_value(value);
            self.attribute(element, name, value, location);
            rest = after;
        }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str, location: Location) {
        const LINKS: [&str; 8] = ["href", "src", "action", "formaction", "background", "poster", "data", "longdesc"];
        let name = name.to_ascii_lowercase();
        if LINKS.contains(&name.as_str()) {
            // Browsers drop line breaks and tabs within a link, so senders put them there.
            let link: String = entities(value).chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
            let link = link.trim();
            if has_scheme(link)
                && let Some(url) = complete(link)
            {
                self.add(&url, location);
            }
        } else if matches!(name.as_str(), "srcset" | "style") || (element == "meta" && name == "content") {
            self.scan_text(&entities(value), location);
        }
    }
}

fn push_text(out: &mut String, html: &str) {
    if html.contains('&') { out.push_str(&entities(html)) } else { out.push_str(html) }
}

/// Whether the tag closes an element, and which one.
fn element_name(tag: &str) -> (bool, String) {
    let name = tag.strip_prefix('/');
    let letters = name.unwrap_or(tag).bytes().take(16).take_while(u8::is_ascii_alphanumeric);
    (name.is_some(), letters.map(|b| char::from(b.to_ascii_lowercase())).collect())
}

/// Character references become characters.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let inner = reference.get(1..).unwrap_or("");
        let end = inner.bytes().take(32).position(|b| b == b';');
        let named = end
            .and_then(|e| inner.get(..e))
            .filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#'));
        match (named, end) {
            (Some(_), Some(end)) => {
                add_html_token(&mut out, reference.get(..end + 2).unwrap_or("&").as_bytes(), false);
                rest = inner.get(end + 1..).unwrap_or("");
            }
            _ => {
                out.push('&');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The value and what follows it. A quote that is never closed is no quote.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote)
            && let Some((value, after)) = inner.split_once(quote)
        {
            return (value, after);
        }
    }
    let text = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}
