//! Agreement with Microsoft's parser on queries that people have published.

use crate::shared::{kql, lines};
use lurcher_syntax::{Diagnostic, Stage, parse};

/// Of the texts that Microsoft's parser refuses, this part must be refused here.
const REFUSED_FLOOR: f64 = 0.9;

/// The first finding about the syntax; `where a = b` is legal syntax that is refused for what it means.
fn syntax_error(text: &str) -> Option<Diagnostic> {
    parse(text).diagnostics.into_iter().find(|d| d.stage == Stage::Syntax)
}

#[test]
fn published_queries_are_judged_as_by_microsoft() {
    let Some(queries) = lines("corpus/queries.jsonl") else { return };
    let (mut legal, mut wrongly_refused, mut illegal, mut refused) = (0, 0, 0, 0);
    for query in &queries {
        let error = syntax_error(kql(query));
        if query["ms"]["syntax_ok"] == true {
            legal += 1;
            if let Some(error) = error {
                wrongly_refused += 1;
                println!("REFUSED {} {error}", query["id"]);
            }
        } else {
            illegal += 1;
            refused += i32::from(error.is_some());
            if error.is_none() {
                println!("ACCEPTED {} {}", query["id"], query["ms"]["errors"]);
            }
        }
    }
    println!("legal {legal}, of them refused {wrongly_refused}; illegal {illegal}, of them refused {refused}");
    assert_eq!(wrongly_refused, 0);
    assert!(f64::from(refused) >= REFUSED_FLOOR * f64::from(illegal), "{refused} of {illegal}");
}

#[test]
fn queries_of_the_documentation_parse() {
    let mut refused = 0;
    for path in ["conformance/must_parse.jsonl", "conformance/engine.jsonl", "conformance/docs.jsonl"] {
        let Some(cases) = lines(path) else { continue };
        let mut parsed = 0;
        for case in &cases {
            match syntax_error(kql(case)) {
                Some(first) => {
                    refused += 1;
                    println!("REFUSED {} {first}", case["id"]);
                }
                None => parsed += 1,
            }
        }
        println!("{path}: {parsed} of {} parse", cases.len());
    }
    assert_eq!(refused, 0);
}
