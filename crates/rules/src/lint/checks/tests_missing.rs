use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT033",
    name: "tests-missing",
    level: Level::Warning,
    finds: "A rule without a test that must hit, or without one that must not.",
    why: "Nobody knows whether the rule finds what it is for, nor what a change or an exclusion breaks.",
    remedy: "Write both into the overlay, under `tests:`; `lurcher test --record` makes one from a real finding.",
    found: Example::new(&[("r.kql", "EmailEvents | where Subject has 'x'")]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents | where Subject has 'x'"),
        (
            "r.lurcher.yaml",
            "tests:\n- {name: hit, given: {EmailEvents: [{Subject: a x}]}, expect: {hit: true}}\n- {name: none, given: {EmailEvents: [{Subject: y}]}, expect: {hit: false}}\n",
        ),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let tests = &subject.rule.overlay.tests;
    let missing = match (tests.iter().any(|t| t.is_must_hit()), tests.iter().any(|t| t.is_must_not_hit())) {
        (true, true) => return Vec::new(),
        (false, false) => "no test",
        (false, true) => "no test that must hit",
        (true, false) => "no test that must not hit",
    };
    let key = if tests.is_empty() { "query" } else { "tests" };
    vec![Draft::key(key, format!("the rule has {missing}")).in_overlay(!tests.is_empty())]
}
