//! Names, keywords, and operators spelled with letters.

use super::TokenKind;

/// Keywords with hyphens. Anywhere else `a-b` is a subtraction.
const HYPHENATED: [&str; 27] = [
    "assert-schema",
    "granny-asc",
    "granny-desc",
    "graph-mark-components",
    "graph-match",
    "graph-shortest-paths",
    "graph-to-table",
    "graph-where-edges",
    "graph-where-nodes",
    "macro-expand",
    "make-graph",
    "make-series",
    "materialized-view-combine",
    "mv-apply",
    "mv-expand",
    "parse-kv",
    "parse-where",
    "partitioned-by",
    "project-away",
    "project-by-names",
    "project-keep",
    "project-rename",
    "project-reorder",
    "project-smart",
    "sample-distinct",
    "top-hitters",
    "top-nested",
];

/// What may follow a `!`, besides `in~`.
const NEGATED: [&str; 16] = [
    "between",
    "contains",
    "contains_cs",
    "endswith",
    "endswith_cs",
    "has",
    "has_cs",
    "hasprefix",
    "hasprefix_cs",
    "hassuffix",
    "hassuffix_cs",
    "in",
    "like",
    "like_cs",
    "startswith",
    "startswith_cs",
];

pub fn read(rest: &str) -> Option<(TokenKind, usize)> {
    if let Some(after) = rest.strip_prefix('!') {
        let word = after.get(..word_length(after))?;
        if !NEGATED.contains(&word) {
            return None;
        }
        return Some((TokenKind::WordOperator, 1 + word.len() + tilde(word, after)));
    }
    let starts = rest.chars().next().is_some_and(|c| c == '$' || continues_name(c));
    if !starts {
        return None;
    }
    let sign = usize::from(rest.starts_with('$'));
    let length = sign + word_length(rest.get(sign..)?);
    let word = rest.get(..length)?;
    if tilde(word, rest) == 1 {
        return Some((TokenKind::WordOperator, length + 1));
    }
    Some((TokenKind::Word, hyphenated(rest, length).unwrap_or(length)))
}

/// May a name go on with this character?
pub fn continues_name(c: char) -> bool {
    c == '_' || if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphabetic() }
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !continues_name(c)).unwrap_or(rest.len())
}

/// 1 for the `~` of `in~`.
fn tilde(word: &str, rest: &str) -> usize {
    usize::from(word == "in" && rest.as_bytes().get(word.len()) == Some(&b'~'))
}

/// The length of the longest keyword with hyphens that starts here and is not part of a longer name.
fn hyphenated(rest: &str, word: usize) -> Option<usize> {
    if rest.as_bytes().get(word) != Some(&b'-') {
        return None;
    }
    let ends = |tail: &str| !tail.starts_with(continues_name);
    HYPHENATED.iter().filter(|keyword| rest.strip_prefix(**keyword).is_some_and(ends)).map(|k| k.len()).max()
}
