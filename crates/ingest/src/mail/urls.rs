//! URLs in texts and in HTML. They are found and compared, never followed.

use std::collections::HashSet;

use mail_parser::decoders::html::add_html_token;

/// Where a message holds a URL, in Defender's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    Subject,
    Body,
    Attachment,
}

impl Location {
    pub fn name(self) -> &'static str {
        match self {
            Location::Subject => "Subject",
            Location::Body => "Body",
            Location::Attachment => "Attachment",
        }
    }
}

/// The distinct URLs of a message, in the order found.
#[derive(Debug)]
pub struct Urls {
    pub found: Vec<(String, Location)>,
    seen: HashSet<(String, Location)>,
    most: usize,
}

impl Urls {
    /// Stops one beyond `most`: such a message is refused, and its URLs need not fill the memory until then.
    pub fn new(most: usize) -> Urls {
        Urls { found: Vec::new(), seen: HashSet::new(), most }
    }

    fn add(&mut self, url: &str, location: Location) {
        let key = (url.to_owned(), location);
        if self.found.len() <= self.most && !self.seen.contains(&key) {
            self.seen.insert(key.clone());
            self.found.push(key);
        }
    }

    /// How many different ones there are, wherever they stand.
    pub fn distinct(&self) -> usize {
        self.found.iter().map(|(url, _)| url.as_str()).collect::<HashSet<_>>().len()
    }

    /// Every `http://`, `https://`, `ftp://` and `www.` of a text.
    pub fn scan_text(&mut self, text: &str, location: Location) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(start) = next_start(bytes, from) {
            let rest = text.get(start..).unwrap_or("");
            let url = trimmed(rest.get(..length(rest)).unwrap_or(""));
            from = start + url.len().max(1);
            if let Some(url) = complete(url) {
                self.add(&url, location);
            }
        }
    }

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

const SCHEMES: [&str; 3] = ["http://", "https://", "ftp://"];

fn has_scheme(url: &str) -> bool {
    SCHEMES.iter().any(|s| url.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)))
}

/// Where the next URL begins. Every scheme ends in `://`, and only `www.` goes without.
fn next_start(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        let i = at + memchr::memchr2(b':', b'.', text.get(at..)?)?;
        if text.get(i..i + 3) == Some(b"://") {
            for scheme in ["https", "http", "ftp"] {
                if let Some(start) = i.checked_sub(scheme.len())
                    && start >= from
                    && text.get(start..i).is_some_and(|s| s.eq_ignore_ascii_case(scheme.as_bytes()))
                {
                    return Some(start);
                }
            }
        }
        if text.get(i) == Some(&b'.')
            && let Some(start) = i.checked_sub(3)
            && start >= from
            && text.get(start..i).is_some_and(|s| s.eq_ignore_ascii_case(b"www"))
            && !start
                .checked_sub(1)
                .and_then(|b| text.get(b))
                .is_some_and(|b| b.is_ascii_alphanumeric() || b"./@-_".contains(b))
        {
            return Some(start);
        }
        at = i + 1;
    }
    None
}

/// How far a URL reaches.
fn length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^' | '\u{200b}' | '\u{feff}')
            || matches!(
                c,
                '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '\u{300c}' | '\u{300d}' | '\u{3002}' | '\u{ff0c}'
            )
    };
    text.find(ends).unwrap_or(text.len())
}

/// Without the punctuation of the sentence around it. A bracket stays if it was opened within.
fn trimmed(url: &str) -> &str {
    let count = |b: u8| url.bytes().filter(|c| *c == b).count();
    let (mut round, mut square) = ((count(b'('), count(b')')), (count(b'['), count(b']')));
    let mut url = url;
    loop {
        let Some(last) = url.chars().next_back() else { return url };
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => true,
            ')' => close_one(&mut round),
            ']' => close_one(&mut square),
            _ => false,
        };
        if !drop {
            return url;
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or("");
    }
}

/// Whether the last bracket was never opened; then it goes.
fn close_one((opened, closed): &mut (usize, usize)) -> bool {
    let stray = *closed > *opened;
    if stray {
        *closed -= 1;
    }
    stray
}

/// The URL with a scheme, if it names a host.
fn complete(url: &str) -> Option<String> {
    let url = if has_scheme(url) { url.to_owned() } else { format!("http://{url}") };
    let host = host(&url);
    (host.contains('.') || host.starts_with('[') || host == "localhost").then_some(url)
}

/// The host of a URL in lower case, without user and port.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        Some((v6, _)) => format!("[{v6}]"),
        None => host.split(':').next().unwrap_or("").to_owned(),
    };
    host.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_text(text: &str) -> Vec<String> {
        let mut urls = Urls::new(100);
        urls.scan_text(text, Location::Body);
        urls.found.into_iter().map(|(u, _)| u).collect()
    }

    fn in_html(html: &str) -> Vec<String> {
        let mut urls = Urls::new(100);
        urls.scan_html(html, Location::Body);
        urls.found.into_iter().map(|(u, _)| u).collect()
    }

    #[test]
    fn sentences_end_urls() {
        assert_eq!(
            in_text("See (https://a.example/x_(1)). HTTP://B.example, www.c.example! mail@www.d.example"),
            ["https://a.example/x_(1)", "HTTP://B.example", "http://www.c.example"]
        );
        assert_eq!(
            in_text("http:// http://x https://a.example,https://b.example"),
            ["https://a.example,https://b.example"]
        );
    }

    #[test]
    fn html_gives_links_and_shown_urls() {
        assert_eq!(
            in_html(
                "<!DOCTYPE html \"http://www.w3.org/x\"><a href='https://a.example/?x=1&amp;y=2'>https://b.example</a>"
            ),
            ["https://a.example/?x=1&y=2", "https://b.example"]
        );
        assert_eq!(
            in_html("<img src=\"ht\ntps://c.example/\" alt=x><a href=mailto:x@y.example>"),
            ["https://c.example/"]
        );
        assert_eq!(in_html("<!--[if mso]><v:rect href=\"https://d.example/\"><![endif]-->"), ["https://d.example/"]);
        assert_eq!(
            in_html("<html xmlns:o=\"http://schemas.example/o\"><a href=\"https://e.example"),
            ["https://e.example"]
        );
    }

    #[test]
    fn hosts_lose_user_and_port() {
        assert_eq!(host("https://good.example@Bad.Example.:8080/x"), "bad.example");
        assert_eq!(host("http://[2001:db8::1]:80/"), "[2001:db8::1]");
    }
}
