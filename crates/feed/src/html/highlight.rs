//! A query with its words marked, as spans with classes. The text within is the query's own, token for token.

use super::{Html, el};
use lurcher_syntax::{Token, TokenKind, tokens};

/// The query with marks; names in `tables` are marked as tables.
pub fn query(text: &str, tables: &[&str]) -> Html {
    // The scanner of tokens knows no lone carriage returns; pages show none either.
    let all = tokens(text);
    let mut out = Html::new();
    let mut before: Option<Token> = None;
    for (i, token) in all.iter().enumerate() {
        let words = token.span.of(text);
        let next = all.get(i + 1..).unwrap_or_default().iter().find(|t| !is_trivia(t.kind));
        match class(*token, words, before, next.copied(), tables) {
            Some(class) => out.push(el("span", &[("class", class)], words)),
            None => out.push(words),
        }
        if !is_trivia(token.kind) {
            before = Some(*token);
        }
    }
    out
}

fn is_trivia(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Whitespace | TokenKind::Comment)
}

fn class(
    token: Token,
    words: &str,
    before: Option<Token>,
    next: Option<Token>,
    tables: &[&str],
) -> Option<&'static str> {
    Some(match token.kind {
        TokenKind::Comment | TokenKind::Directive => "c",
        TokenKind::String => "s",
        TokenKind::Long | TokenKind::Real | TokenKind::Timespan | TokenKind::RawGuid | TokenKind::Wrapped => "n",
        TokenKind::WordOperator => "k",
        TokenKind::Word if tables.contains(&words) => "t",
        TokenKind::Word if before.is_some_and(|b| b.kind == TokenKind::Bar) => "k",
        TokenKind::Word if KEYWORDS.contains(&words.to_ascii_lowercase().as_str()) => "k",
        TokenKind::Word if next.is_some_and(|n| n.kind == TokenKind::OpenParen) => "f",
        _ => return None,
    })
}

/// Words of the grammar that stand elsewhere than behind a bar.
const KEYWORDS: &[&str] = &[
    "let",
    "set",
    "declare",
    "by",
    "on",
    "and",
    "or",
    "not",
    "in",
    "has",
    "contains",
    "startswith",
    "endswith",
    "has_cs",
    "contains_cs",
    "startswith_cs",
    "endswith_cs",
    "hasprefix",
    "hassuffix",
    "has_any",
    "has_all",
    "between",
    "matches",
    "regex",
    "asc",
    "desc",
    "kind",
    "step",
    "to",
    "typeof",
    "materialize",
    "toscalar",
    "true",
    "false",
    "isfuzzy",
    "nulls",
    "first",
    "last",
    "with",
    "from",
    "of",
    "like",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_and_none_is_lost() {
        let html = query("T | where a == '</span>' // <b>\n| count", &["T"]).into_string();
        assert_eq!(
            html,
            "<span class=\"t\">T</span> | <span class=\"k\">where</span> a == \
             <span class=\"s\">&#39;&lt;/span&gt;&#39;</span> <span class=\"c\">// &lt;b&gt;</span>\n\
             | <span class=\"k\">count</span>"
        );
    }

    #[test]
    fn anything_is_shown() {
        for text in ["", "'", "\u{202e}\u{0}é\u{1f436}", "```", "datetime(", "#x"] {
            query(text, &[]);
        }
    }
}
