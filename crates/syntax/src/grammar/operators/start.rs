//! Where a query starts with an operator instead of a table.

use crate::TokenKind;
use crate::grammar::infix::is_infix_at;
use crate::keywords::is_reserved;
use crate::parser::Parser;

pub const OPERATORS: [&str; 59] = [
    "__executeAndCache",
    "__partitionby",
    "as",
    "assert-schema",
    "consume",
    "count",
    "distinct",
    "evaluate",
    "extend",
    "facet",
    "filter",
    "find",
    "fork",
    "getschema",
    "graph-mark-components",
    "graph-match",
    "graph-shortest-paths",
    "graph-to-table",
    "graph-where-edges",
    "graph-where-nodes",
    "invoke",
    "join",
    "limit",
    "lookup",
    "macro-expand",
    "make-graph",
    "make-series",
    "mv-apply",
    "mv-expand",
    "mvapply",
    "mvexpand",
    "order",
    "parse",
    "parse-kv",
    "parse-where",
    "partition",
    "print",
    "project",
    "project-away",
    "project-by-names",
    "project-keep",
    "project-rename",
    "project-reorder",
    "range",
    "reduce",
    "render",
    "sample",
    "sample-distinct",
    "scan",
    "search",
    "serialize",
    "sort",
    "summarize",
    "take",
    "top",
    "top-hitters",
    "top-nested",
    "union",
    "where",
];

/// Is this word an operator's keyword?
pub fn is_operator(word: &str) -> bool {
    OPERATORS.binary_search(&word).is_ok()
}

/// Does an operator start a query here? Many of their keywords are also names, so what follows has to decide.
pub fn starts_source(p: &Parser) -> bool {
    let word = p.word();
    if !is_operator(word) {
        return false;
    }
    if is_reserved(word) {
        return true;
    }
    match word {
        "range" => p.word_at(2) == "from" || p.nth(1) == TokenKind::OpenBracket,
        _ => operand_follows(p),
    }
}

/// Behind a name, the beginning of another expression cannot stand; behind an operator's keyword it must.
fn operand_follows(p: &Parser) -> bool {
    match p.nth(1) {
        TokenKind::Word => {
            !is_infix_at(p, 1)
                && !matches!(
                    p.word_at(1),
                    "on" | "with" | "as" | "from" | "to" | "of" | "step" | "limit" | "asc" | "desc"
                )
        }
        TokenKind::String | TokenKind::Long | TokenKind::Real | TokenKind::Timespan | TokenKind::Wrapped => true,
        _ => false,
    }
}
