use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT043",
    name: "exclusion-hides-a-hit",
    level: Level::Error,
    finds: "An exclusion with which a test that must hit no longer hits.",
    why: "It hides the attack that the rule is for.",
    remedy: "Narrow the predicate until the test hits again.",
    found: Example::new(&[
        ("r.kql", "EmailEvents | where Subject has 'invoice'"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject has 'overdue', owner: o, reason: r, created: 2026-01-01}\n\
             tests:\n- {name: t, given: {EmailEvents: [{Subject: overdue invoice}]}, expect: {hit: true}}\n",
        ),
    ]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents | where Subject has 'invoice'"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject has 'monthly', owner: o, reason: r, created: 2026-01-01}\n\
             tests:\n- {name: t, given: {EmailEvents: [{Subject: overdue invoice}]}, expect: {hit: true}}\n",
        ),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    if subject.program().is_none() || !subject.rule.overlay.tests.iter().any(|test| test.is_must_hit()) {
        return Vec::new();
    }
    let all = subject.rule.overlay.exclusions.iter().chain(&subject.about().exclusions);
    let mut drafts = Vec::new();
    for exclusion in all.filter(|e| e.is_in_force(subject.now)) {
        for test in subject.around.tests_hidden_by(subject.pack, subject.rule, exclusion).unwrap_or_default() {
            let message = format!("with `{}` the test `{test}` no longer hits", exclusion.id);
            drafts.push(Draft::file(&exclusion.path, exclusion.predicate.start, message));
        }
    }
    drafts
}
