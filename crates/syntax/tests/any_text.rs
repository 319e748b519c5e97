//! Whatever the text: no panic, no lost byte.

use lurcher_syntax::{parse, tokens};
use proptest::prelude::*;

/// Pieces of KQL, so that random texts reach deep into the grammar.
const PIECES: [&str; 84] = [
    "T",
    "where",
    "|",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "=",
    "==",
    "'a'",
    "\"b",
    "@'c'",
    "```",
    "h'd'",
    "1",
    "0x1f",
    "1.5",
    "1d",
    "datetime(2024-01-01)",
    "datetime(",
    "dynamic(",
    "int(x)",
    "typeof(",
    "let",
    "summarize",
    "by",
    "extend",
    "project-away",
    "join",
    "kind",
    "on",
    "$left.a",
    "union",
    "a*",
    "*",
    "has",
    "!has",
    "in~",
    "!in",
    "between",
    "..",
    ".",
    ":",
    "mv-expand",
    "mv-apply",
    "to",
    "limit",
    "parse",
    "with",
    "make-series",
    "default",
    "from",
    "step",
    "range",
    "print",
    "find",
    "search",
    "evaluate",
    "scan",
    "=>",
    "top-nested",
    "of",
    "render",
    "partition",
    "fork",
    "facet",
    "graph-match",
    "-->",
    "-[",
    "]->",
    "externaldata",
    "datatable",
    "declare",
    "pattern",
    "query_parameters",
    "set",
    "-",
    "\n",
    "//x\n",
    "é",
];

fn check(text: &str) {
    let joined: String = tokens(text).iter().map(|t| t.span.of(text)).collect();
    assert_eq!(joined, text);
    let parsed = parse(text);
    for diagnostic in &parsed.diagnostics {
        let span = diagnostic.span;
        assert!(span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic}");
    }
    for statement in &parsed.query.statements {
        let span = statement.span;
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_characters(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_pieces(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        check(&pieces.join(" "));
        check(&pieces.concat());
    }
}

#[test]
fn published_queries_cut_short() {
    for file in ["conformance/must_parse.jsonl", "conformance/docs.jsonl"] {
        for line in crate::shared::lines(file).unwrap_or_default() {
            let text = crate::shared::kql(&line);
            let step = (text.len() / 40).max(1);
            for end in (0..text.len()).step_by(step) {
                check(text.get(..end).unwrap_or(""));
                check(text.get(end..).unwrap_or(""));
            }
        }
    }
}
