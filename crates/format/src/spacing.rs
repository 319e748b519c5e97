//! Whether a blank stands between two tokens that share a line.

use crate::pieces::Pieces;
use crate::words;
use lurcher_syntax::TokenKind::{self, *};
use lurcher_syntax::tokens;

/// Where the two tokens stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'t> {
    /// The operator, or the statement's first word.
    pub operator: &'t str,
    /// Within brackets of that operator.
    pub inside: bool,
    /// Blanks stay where they are: `-[e*1..3]->` has a grammar of its own.
    pub verbatim: bool,
    /// Within `dynamic(…)`.
    pub json: bool,
}

/// The token `next` follows the token `before`.
pub fn is_spaced(pieces: &Pieces, before: usize, next: usize, context: Context) -> bool {
    let Some((first, second)) = pieces.list.get(before).zip(pieces.list.get(next)) else { return false };
    match wish(pieces, before, next, context) {
        Wish::AsWritten => second.spaced,
        Wish::Blank => true,
        // Without the blank that is there, two tokens could become one.
        Wish::Nothing => second.spaced && !stay_apart(first.text, second.text),
    }
}

enum Wish {
    Blank,
    Nothing,
    AsWritten,
}

fn wish(pieces: &Pieces, before: usize, next: usize, context: Context) -> Wish {
    use Wish::*;
    let (Some(first), Some(second)) = (pieces.kind(before), pieces.kind(next)) else { return AsWritten };
    if context.verbatim {
        return AsWritten;
    }
    match (first, second) {
        (_, Comma | Semicolon | CloseParen | CloseBracket | Dot | Colon) => Nothing,
        (OpenParen | OpenBracket | Dot, _) => Nothing,
        (Comma | Colon, _) => Blank,
        (_, Equal) => blank_unless(is_parameter(pieces, next, context)),
        (Equal, _) => blank_unless(is_parameter(pieces, before, context)),
        (At | Question | Unknown, _) | (_, At | Question | Unknown) => AsWritten,
        (Star, Word | Long | Timespan | Star) | (Word | Long | Timespan, Star)
            if words::takes_patterns(context.operator) =>
        {
            AsWritten
        }
        // Words that touch are one pattern: `a$b*`.
        (Word, Word) if pieces.list.get(next).is_some_and(|word| !word.spaced) => AsWritten,
        (Star, Word | Long | Timespan | Star) if is_of_a_name(pieces, before) => AsWritten,
        (Word | Long | Timespan, Star) if is_of_a_name(pieces, next) => AsWritten,
        (Minus | Plus, _) => sign(pieces, before),
        (Word, OpenParen) => call(pieces, before),
        (Word, OpenBracket) => index(pieces, before),
        (CloseParen, OpenBracket) => blank_unless(!ends_schema(pieces, before)),
        (CloseBracket | CloseBrace, OpenBracket) => Nothing,
        (Wrapped | String, OpenBracket) => AsWritten,
        _ => Blank,
    }
}

/// Whether a star is part of a name: nothing stands on its left.
fn is_of_a_name(pieces: &Pieces, star: usize) -> bool {
    let before = star.checked_sub(1).and_then(|at| pieces.kind(at));
    matches!(before, None | Some(OpenParen | OpenBracket | Comma))
}

fn blank_unless(tight: bool) -> Wish {
    if tight { Wish::Nothing } else { Wish::Blank }
}

/// Behind a `-` or `+`: a blank if something stands on its left too.
fn sign(pieces: &Pieces, at: usize) -> Wish {
    let Some(left) = at.checked_sub(1) else { return Wish::Nothing };
    let word = pieces.word(left);
    let named = left.checked_sub(1).is_some_and(|dot| pieces.kind(dot) == Some(Dot));
    match pieces.kind(left) {
        Some(Word) if !named && words::expects_expression(word) => Wish::Nothing,
        Some(Word) if !named && words::may_expect_expression(word) => Wish::AsWritten,
        Some(kind) => blank_unless(!ends_operand(kind)),
        None => Wish::Nothing,
    }
}

fn ends_operand(kind: TokenKind) -> bool {
    matches!(kind, Word | Wrapped | String | Long | Real | Timespan | RawGuid | CloseParen | CloseBracket | CloseBrace)
}

/// `f(` and `in (`.
fn call(pieces: &Pieces, word: usize) -> Wish {
    let before = word.checked_sub(1);
    let before_is = |kind| before.is_some_and(|at| pieces.kind(at) == Some(kind));
    let text = pieces.word(word);
    if before_is(Dot) {
        return Wish::Nothing;
    }
    // What follows a parameter's value, or the column of `partition by`, is no list of arguments.
    let is_value = before.is_some_and(|at| pieces.kind(at) == Some(Equal) && is_any_parameter(pieces, at));
    let is_column = before.is_some_and(|at| {
        pieces.word(at) == "by" && at.checked_sub(1).is_some_and(|start| starts_partition(pieces, start))
    });
    let begins = words::expects_expression(text) || words::begins_clause(text);
    blank_unless(!(begins || is_value || is_column))
}

/// Is it the `partition` of `partition by`, or the last token of its hints?
fn starts_partition(pieces: &Pieces, at: usize) -> bool {
    let from = at.saturating_sub(8);
    (from..=at).rev().take_while(|i| pieces.kind(*i) != Some(Bar)).any(|i| pieces.word(i) == "partition")
}

/// `a[0]` and `by ['a b']`.
fn index(pieces: &Pieces, word: usize) -> Wish {
    let text = pieces.word(word);
    match word.checked_sub(1) {
        Some(before) if pieces.kind(before) == Some(Dot) => Wish::Nothing,
        // A parameter's value, and what follows it.
        Some(before) if pieces.kind(before) == Some(Equal) && is_any_parameter(pieces, before) => Wish::AsWritten,
        _ if words::expects_expression(text) => Wish::Blank,
        _ if words::may_expect_expression(text) => Wish::AsWritten,
        _ => Wish::Nothing,
    }
}

/// Is this the `)` of `datatable(…) […]` or `externaldata(…) […]`?
fn ends_schema(pieces: &Pieces, close: usize) -> bool {
    let mut depth = 0usize;
    for at in (0..=close).rev() {
        match pieces.kind(at) {
            Some(CloseParen) => depth += 1,
            Some(OpenParen) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let word = at.checked_sub(1).map_or("", |before| pieces.word(before));
            return matches!(word, "datatable" | "externaldata" | "external_data");
        }
        // A schema holds no brackets, so it is none: looking on would take long in a text made for it.
        if depth > 1 {
            return false;
        }
    }
    false
}

/// Is this `=` the one of `kind=inner` or `hint.strategy=shuffle`?
fn is_parameter(pieces: &Pieces, equal: usize, context: Context) -> bool {
    let known = words::takes_parameters(context.operator) && !context.inside;
    is_hint(pieces, equal) || (known && is_any_parameter(pieces, equal))
}

fn is_any_parameter(pieces: &Pieces, equal: usize) -> bool {
    is_hint(pieces, equal) || equal.checked_sub(1).is_some_and(|at| words::is_parameter(pieces.word(at)))
}

fn is_hint(pieces: &Pieces, equal: usize) -> bool {
    match (equal.checked_sub(3), equal.checked_sub(2)) {
        (Some(hint), Some(dot)) => pieces.word(hint) == "hint" && pieces.kind(dot) == Some(Dot),
        _ => false,
    }
}

/// Are both still tokens of their own with nothing between them?
fn stay_apart(first: &str, second: &str) -> bool {
    let joined = tokens(&format!("{first}{second}"));
    matches!(joined.as_slice(), [one, _] if one.span.end as usize == first.len())
}
