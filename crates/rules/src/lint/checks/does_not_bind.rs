use super::unknown_column::{NAME, TABLE};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::Stage;

pub const CHECK: Check = Check {
    code: "LNT021",
    name: "does-not-bind",
    level: Level::Error,
    finds: "A query that is no KQL, or whose types or arguments do not fit. A function that is not at hand is a \
            warning, and what Lurcher itself does not run a note.",
    why: "The rule does not run at all.",
    remedy: "Read the message; its code has a page in docs/errors. Name the stored functions with `--functions DIR`.",
    found: Example::new(&[("r.kql", "EmailEvents | where strlen(Subject, 2) > 3")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where strlen(Subject) > 3")]),
    run: Run::Rule(run),
};

/// The binder's code for a function that is not there.
const FUNCTION: &str = "LUR103";

fn run(subject: &Subject) -> Vec<Draft> {
    let Err(d) = &subject.bound else { return Vec::new() };
    if d.stage == Stage::Bind && [NAME, TABLE].contains(&d.code) {
        return Vec::new();
    }
    let mut draft = Draft::at(d.span, format!("{} {}: {}", d.stage.name(), d.code, d.message));
    draft.help = d.help.clone();
    vec![match (d.stage, d.code) {
        (Stage::Unsupported, _) => draft.level(Level::Note),
        // It may be stored where the rule runs.
        (_, FUNCTION) => draft.level(Level::Warning),
        _ => draft,
    }]
}
