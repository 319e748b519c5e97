//! HTML that nobody's text can break out of: a text becomes [`Html`] only by [`escape`], and markup only by [`el`].

mod highlight;
mod link;

pub use highlight::query;
pub use link::{Web, link, web};
use lurcher_types::is_harmful;

/// A piece of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup that stands in Lurcher's own source, such as an asset.
    pub fn own(markup: &'static str) -> Html {
        Html(markup.to_owned())
    }

    pub fn push(&mut self, more: impl Into<Html>) {
        self.0.push_str(&more.into().0);
    }

    pub fn and(mut self, more: impl Into<Html>) -> Html {
        self.push(more);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// Pieces one after the other, with a text between.
pub fn joined(pieces: impl IntoIterator<Item = Html>, between: &str) -> Html {
    let mut out = Html::new();
    for (i, piece) in pieces.into_iter().enumerate() {
        if i > 0 {
            out.push(between);
        }
        out.push(piece);
    }
    out
}

impl From<&str> for Html {
    fn from(text: &str) -> Html {
        Html(escape(text))
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Html {
        Html(escape(text))
    }
}

impl From<String> for Html {
    fn from(text: String) -> Html {
        Html(escape(&text))
    }
}

impl From<Vec<Html>> for Html {
    fn from(pieces: Vec<Html>) -> Html {
        Html(pieces.into_iter().map(|p| p.0).collect())
    }
}

impl From<Option<Html>> for Html {
    fn from(piece: Option<Html>) -> Html {
        piece.unwrap_or_default()
    }
}

/// An element. Its name and the names of its attributes are Lurcher's own; values and content are escaped.
pub fn el(name: &'static str, attributes: &[(&'static str, &str)], content: impl Into<Html>) -> Html {
    let mut out = opening(name, attributes);
    out.push_str(&content.into().0);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    if BLOCKS.contains(&name) {
        out.push('\n');
    }
    Html(out)
}

/// An element without content, such as `meta`.
pub fn void(name: &'static str, attributes: &[(&'static str, &str)]) -> Html {
    Html(opening(name, attributes) + "\n")
}

/// Elements behind which a line ends, so that a page can be read and compared.
const BLOCKS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "style",
    "script",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "aside",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "pre",
    "figure",
    "details",
    "summary",
    "form",
    "select",
    "option",
    "svg",
    "caption",
    "th",
    "td",
    "figcaption",
];

fn opening(name: &str, attributes: &[(&'static str, &str)]) -> String {
    let mut out = String::with_capacity(64);
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes {
        out.push(' ');
        out.push_str(attribute);
        // `hidden` and its kin say all by being there.
        if !value.is_empty() || !matches!(*attribute, "hidden" | "open" | "disabled" | "selected") {
            out.push_str("=\"");
            out.push_str(&escape(value));
            out.push('"');
        }
    }
    out.push('>');
    out
}

/// Text as it may stand in an element or in a quoted attribute. Characters that steer, hide or turn text around are shown
/// as escapes: what a reader sees is what is there.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            c if is_harmful(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let hostile = "</script><script>alert('1')</script>\" onload=\"x\u{202e}\u{0}\r\n&";
        let html = el("p", &[("title", hostile)], hostile).into_string();
        assert_eq!(html.matches('<').count(), 2);
        assert!(html.contains("\\u{202e}\\u{0}\n&amp;") && !html.contains("onload=\""), "{html}");
    }

    #[test]
    fn flags_have_no_value() {
        assert_eq!(void("input", &[("hidden", ""), ("value", "")]).into_string(), "<input hidden value=\"\">\n");
    }
}
