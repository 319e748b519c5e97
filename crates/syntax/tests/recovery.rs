//! Behind a mistake the parser goes on: at the next `|`, `;` or bracket.

use crate::outline::outline;
use lurcher_syntax::parse;

#[track_caller]
fn check(text: &str, codes: &[&str], tree: &str) {
    let parsed = parse(text);
    assert_eq!(parsed.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes);
    assert_eq!(outline(&parsed.query), tree);
}

#[test]
fn each_mistake_is_told_once_and_the_rest_is_read() {
    check("let a = 5 5; T | take 1", &["LUR001"], "let a = 5; T | take 1");
    check("T | foo bar | take 1; U", &["LUR008"], "T | <error> | take 1; U");
    check("T | take 5 5 | take 1", &["LUR001"], "T | take 5 | take 1");
    check("T | | take 1", &["LUR001"], "T | <error> | take 1");
    check("let f = () { 5 5; 6 }; T | take 1", &["LUR001"], "let f = () {5}; T | take 1");
}

#[test]
fn a_keyword_as_a_name_does_not_stop_the_parser() {
    check("T | fork (take 1) long = (take 2)", &["LUR001"], "T | fork (<take 1>)");
    check("T | fork long = (take 2)", &["LUR001"], "T | fork (<error>)");
}

#[test]
fn a_broken_call_ends_at_its_bracket() {
    check("T | where f(a b c) and d | take 1", &["LUR001"], "T | where (f(a) and d) | take 1");
    check("T | where f(a, ) and d | take 1", &["LUR001"], "T | where (f(a, <error>) and d) | take 1");
    check("T | join (U | where) on a | take 1", &["LUR001"], "T | join (U | where <error>) on a | take 1");
}

#[test]
fn an_open_bracket_ends_with_its_statement() {
    check("T | where f(a; U | take 1", &["LUR001"], "T | where f(a); U | take 1");
}
