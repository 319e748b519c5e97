use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::Stage;

pub const CHECK: Check = Check {
    code: "LNT020",
    name: "unknown-column",
    level: Level::Error,
    finds: "A column that its table lacks, or a table that nobody knows.",
    why: "The query is refused where the rule runs, or its column was renamed since; either way it finds nothing any more.",
    remedy: "Look the name up with `lurcher tables TABLE`. Describe tables of your own with `--schema FILE`.",
    found: Example::new(&[("r.kql", "EmailEvents | where SenderAddress == 'x'")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where SenderFromAddress == 'x'")]),
    run: Run::Rule(run),
};

/// The binder's codes for a name and for a table that is not there.
pub(super) const NAME: &str = "LUR101";
pub(super) const TABLE: &str = "LUR102";

fn run(subject: &Subject) -> Vec<Draft> {
    let Err(d) = &subject.bound else { return Vec::new() };
    if d.stage != Stage::Bind || ![NAME, TABLE].contains(&d.code) {
        return Vec::new();
    }
    let mut draft = Draft::at(d.span, d.message.clone());
    draft.help = d.help.clone();
    // A table of one's own is no mistake.
    vec![if d.code == TABLE { draft.level(Level::Warning) } else { draft }]
}
