use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT045",
    name: "parameter-unused",
    level: Level::Warning,
    finds: "A parameter for a `let` that nothing in the query reads.",
    why: "Whoever chooses a value tunes nothing, and believes the hunt did as told.",
    remedy: "Read the `let` where the value matters, or give up the parameter.",
    found: Example::new(&[
        ("r.kql", "let days = 7d; EmailEvents | where Timestamp > ago(1d)"),
        ("r.lurcher.yaml", "parameters:\n- {name: days, type: timespan}\n"),
    ]),
    not_found: Example::new(&[
        ("r.kql", "let days = 7d; EmailEvents | where Timestamp > ago(days)"),
        ("r.lurcher.yaml", "parameters:\n- {name: days, type: timespan}\n"),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let tree = subject.tree;
    let is_read = |name: &str| tree.names().any(|n| n.text == name);
    let of_let = subject.rule.overlay.parameters.iter().filter(|p| p.replaces.is_none());
    let unread = of_let.filter(|p| tree.lets.iter().any(|(name, _)| name.text == p.name) && !is_read(&p.name));
    unread
        .map(|p| Draft::file(subject.overlay_path(), p.place, format!("nothing in the query reads `{}`", p.name)))
        .collect()
}
