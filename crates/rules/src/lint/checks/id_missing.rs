use crate::ProblemCode;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT036",
    name: "id-missing",
    level: Level::Warning,
    finds: "A rule in YAML without an `id`.",
    why: "Its path stands for it: once the file is moved or renamed, its findings, runs and exclusions are those of another rule.",
    remedy: "Write an `id:`, best a new guid.",
    found: Example::new(&[("r.yaml", "name: n\nquery: EmailEvents\n")]),
    not_found: Example::new(&[("r.yaml", "id: 1\nname: n\nquery: EmailEvents\n")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let stem = subject.rule.path.rsplit_once('.').map_or(subject.rule.path.as_str(), |(stem, _)| stem);
    let is_missing = subject.pack.problems.iter().any(|p| p.code == ProblemCode::NoId && p.path == subject.rule.path);
    match is_missing && subject.rule.id == stem {
        true => vec![Draft::key("id", "the rule has no `id`; its path stands for it")],
        false => Vec::new(),
    }
}
