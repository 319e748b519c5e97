//! URLs in texts and in HTML. They are found and compared, never followed.

mod html;
mod shape;

pub use shape::host;

use std::collections::HashSet;

use shape::{complete, length, next_start, trimmed};

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
