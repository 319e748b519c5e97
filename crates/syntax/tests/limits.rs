//! What is too deep or too long is refused; what is only large is not.

use lurcher_syntax::ast::{ExprKind, StatementKind};
use lurcher_syntax::limits::{MAX_CHAIN, MAX_DEPTH, MAX_DIAGNOSTICS, MAX_TEXT_BYTES};
use lurcher_syntax::parse;

fn codes(text: &str) -> Vec<&'static str> {
    parse(text).diagnostics.iter().map(|d| d.code).collect()
}

/// `open` and `close` around `core`, many times.
fn nest(open: &str, core: &str, close: &str, times: usize) -> String {
    format!("{}{core}{}", open.repeat(times), close.repeat(times))
}

#[test]
fn deep_nesting_is_refused_and_costs_no_stack() {
    for (open, core, close) in [
        ("(", "1", ")"),
        ("f(", "1", ")"),
        ("a[", "1", "]"),
        ("x in (", "1", ")"),
        ("case(a == b and (", "1", "), 1, 2)"),
        ("-(", "1", ")"),
        ("x between (", "1", " .. 2)"),
        ("T | join (", "T", ") on a"),
        ("mv-apply a on (where x | ", "take 1", ")"),
        ("T | where x | partition by a (", "take 1", ")"),
        ("T | fork (", "take 1", ")"),
        ("toscalar(T | project a = toscalar(", "T", "))"),
        ("union (T | where a in (", "1", "))"),
        ("macro-expand g as x (", "T", ")"),
    ] {
        let text = format!("print x = {0} | {0}", nest(open, core, close, 1000));
        assert!(codes(&text).contains(&"LUR011"), "{open}");
        let text = nest(open, core, close, 1000);
        assert!(codes(&text).contains(&"LUR011"), "{open}");
    }
    for (open, core, close) in [("[", "1", "]"), ("{\"a\":", "1", "}"), ("dynamic(", "1", ")")] {
        let text = format!("print dynamic({})", nest(open, core, close, 1000));
        assert!(codes(&text).contains(&"LUR011"), "{open}");
    }
    let functions = nest("let f = () { ", "1", "; f };", 1000);
    assert!(codes(&functions).contains(&"LUR011"));
    assert!(codes(&"(".repeat(100_000)).contains(&"LUR011"));
}

#[test]
fn moderate_nesting_is_fine() {
    let levels = MAX_DEPTH as usize - 10;
    assert_eq!(codes(&format!("print {}", nest("(", "1", ")", levels))), Vec::<&str>::new());
    assert_eq!(codes(&format!("print {}", nest("f(1, ", "2", ")", levels))), Vec::<&str>::new());
}

#[test]
fn ten_thousand_terms_are_fine() {
    for (term, between) in [("a == 1", " or "), ("a", " + "), ("a", "."), ("a has 'x'", " and ")] {
        let text = format!("print {}", vec![term; 10_000].join(between));
        let parsed = parse(&text);
        assert_eq!(parsed.diagnostics, []);
        let copy = parsed.query.clone();
        drop(parsed);
        assert_eq!(copy.statements.len(), 1);
    }
    let list = format!("T | where a in ({})", vec!["'x'"; 100_000].join(", "));
    assert_eq!(codes(&list), Vec::<&str>::new());
    let pipes = format!("T {}", "| where a ".repeat(10_000));
    let parsed = parse(&pipes);
    let StatementKind::Expression(e) = &parsed.query.statements[0].kind else { panic!("no expression") };
    let ExprKind::Pipe(pipe) = &e.kind else { panic!("no pipe") };
    assert_eq!(pipe.operators.len(), 10_000);
}

#[test]
fn longer_rows_than_later_stages_can_walk_are_refused() {
    let text = format!("print {}", vec!["a"; MAX_CHAIN + 1].join(" or "));
    assert_eq!(codes(&text), ["LUR011"]);
    let text = format!("print {}", vec!["a"; MAX_CHAIN + 2].join("."));
    assert_eq!(codes(&text), ["LUR011"]);
}

#[test]
fn the_text_has_a_limit() {
    assert_eq!(codes(&" ".repeat(MAX_TEXT_BYTES)), Vec::<&str>::new());
    assert_eq!(codes(&" ".repeat(MAX_TEXT_BYTES + 1)), ["LUR011"]);
}

#[test]
fn the_findings_have_a_limit() {
    assert_eq!(codes(&"| ; ".repeat(10_000)).len(), MAX_DIAGNOSTICS);
}
