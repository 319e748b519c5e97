use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT030",
    name: "severity-missing",
    level: Level::Warning,
    finds: "A rule without a severity, in its file and in its overlay.",
    why: "Filters by severity leave it out, and who reads a hundred findings reads these last.",
    remedy: "Write `severity:` into the rule or, where its file stays as it is, into the overlay.",
    found: Example::new(&[("r.yaml", "id: 1\nname: n\nquery: EmailEvents\n")]),
    not_found: Example::new(&[
        ("r.yaml", "id: 1\nname: n\nquery: EmailEvents\n"),
        ("r.lurcher.yaml", "severity: Low\n"),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    match subject.rule.severity() {
        Some(_) => Vec::new(),
        None => vec![Draft::key("severity", "the rule has no severity")],
    }
}
