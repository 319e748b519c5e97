use crate::Parameter;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::{ExprKind, StatementKind};
use lurcher_syntax::parse;

pub const CHECK: Check = Check {
    code: "LNT044",
    name: "parameter-replaces-nothing",
    level: Level::Error,
    finds: "A parameter for which the query has no place: no `let` of its name, no literal like the one that it replaces; or with a default \
            of another type.",
    why: "A hunt that chooses a value for it is refused.",
    remedy: "Name a `let` of the query, or write the literal as the query has it: `replaces: \"'Contoso'\"`.",
    found: Example::new(&[
        ("r.kql", "EmailEvents | where Timestamp > ago(7d)"),
        ("r.lurcher.yaml", "parameters:\n- {name: days, type: timespan, default: 3d}\n"),
    ]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents | where Timestamp > ago(7d)"),
        ("r.lurcher.yaml", "parameters:\n- {name: days, type: timespan, replaces: 7d, default: 3d}\n"),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let parameters = &subject.rule.overlay.parameters;
    if subject.program().is_none() || parameters.is_empty() {
        return Vec::new();
    }
    let at = |p: &Parameter, message: String| Draft::file(subject.overlay_path(), p.place, message);
    let lost: Vec<&Parameter> = parameters.iter().filter(|p| !has_place(subject, p)).collect();
    if lost.is_empty() {
        // All places are there: do the defaults fit?
        return match (subject.bind(true, None), parameters.first()) {
            (Err(d), Some(first)) => vec![at(first, d.message.clone())],
            _ => Vec::new(),
        };
    }
    let say = |p: &&Parameter| match &p.replaces {
        Some(literal) => at(p, format!("the query has no literal `{literal}`, which `{}` stands for", p.name)),
        None => at(p, format!("the query has no `let {} = …`, and `replaces` names no literal", p.name)),
    };
    lost.iter().map(say).collect()
}

fn has_place(subject: &Subject, parameter: &Parameter) -> bool {
    let Some(literal) = &parameter.replaces else {
        return subject.tree.lets.iter().any(|(name, _)| name.text == parameter.name);
    };
    let text = format!("print {literal}");
    let parsed = parse(&text);
    let tree = crate::lint::tree::Tree::of(&parsed.query);
    let one = tree.exprs.iter().find_map(|e| match &e.kind {
        ExprKind::Literal(literal) => Some(literal),
        _ => None,
    });
    let is_one = parsed.query.statements.iter().all(|s| matches!(s.kind, StatementKind::Expression(_)));
    is_one
        && one.is_some_and(|one| {
            subject.tree.exprs.iter().any(|e| matches!(&e.kind, ExprKind::Literal(own) if own == one))
        })
}
