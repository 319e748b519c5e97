//! The last look before a text is given back: is it still the same query?

use lurcher_syntax::{Stage, Token, TokenKind, parse, tokens};

/// Whether both texts have the same tokens and comments, and the second is as good KQL as the first.
pub fn is_same_query(text: &str, before: &[Token], formatted: &str) -> bool {
    let after = tokens(formatted);
    let same = shown(text, before).eq(shown(formatted, &after));
    same && !parse(formatted).diagnostics.iter().any(|d| d.stage == Stage::Syntax)
}

fn shown<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = (TokenKind, &'a str)> {
    tokens.iter().filter(|t| t.kind != TokenKind::Whitespace).map(move |t| (t.kind, t.span.of(text)))
}
