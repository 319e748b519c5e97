use super::unknown_column::{NAME, TABLE};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::Stage;

pub const CHECK: Check = Check {
    code: "LNT021",
    name: "does-not-bind",
    level: Level::Error,
    finds: "A query that is no KQL, or whose types or arguments do not fit. What Lurcher itself does not run is a note.",
    why: "The rule does not run at all.",
    remedy: "Read the message; its code has a page in docs/errors.",
    found: Example::new(&[("r.kql", "EmailEvents | where strlen(Subject, 2) > 3")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where strlen(Subject) > 3")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let Err(d) = &subject.bound else { return Vec::new() };
    if d.stage == Stage::Bind && [NAME, TABLE].contains(&d.code) {
        return Vec::new();
    }
    let mut draft = Draft::at(d.span, format!("{} {}: {}", d.stage.name(), d.code, d.message));
    draft.help = d.help.clone();
    vec![if d.stage == Stage::Unsupported { draft.level(Level::Note) } else { draft }]
}
