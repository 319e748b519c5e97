use super::regex::{META, patterns};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT005",
    name: "regex-plain-text",
    level: Level::Warning,
    finds: "`matches regex` with a pattern that is a plain text.",
    why: "A regular expression is the slowest way to look for a text, and no index serves it.",
    remedy: "Write `contains_cs`, which finds the same, or `has_cs` if a whole word is meant.",
    found: Example::new(&[("r.kql", "EmailEvents | where Subject matches regex 'invoice'")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where Subject matches regex '^invoice [0-9]+$'")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let plain = patterns(subject).into_iter().filter(|f| !f.pattern.is_empty() && !f.pattern.contains(META));
    plain
        .filter_map(|f| {
            let operator = f.operator?;
            Some(Draft::at(f.span, "the pattern is a plain text").safe_fix(operator, "contains_cs"))
        })
        .collect()
}
