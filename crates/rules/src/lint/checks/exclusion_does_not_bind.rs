use crate::AppliesTo;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT040",
    name: "exclusion-does-not-bind",
    level: Level::Error,
    finds: "An exclusion whose predicate does not fit its table or the result, or whose table the rule never reads.",
    why: "The rule cannot run with it; or it hides nothing, and its owner believes that it does.",
    remedy: "Name columns of the table, or of the result with `appliesTo: result`.",
    found: Example::new(&[
        ("r.kql", "EmailEvents | project Subject"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Sender == 'a', owner: o, reason: r, created: 2026-01-01}\n",
        ),
    ]),
    not_found: Example::new(&[
        ("r.kql", "EmailEvents | project Subject"),
        (
            "r.lurcher.yaml",
            "exclusions:\n- {id: e, scenario: s, where: Subject == 'a', owner: o, reason: r, created: 2026-01-01}\n",
        ),
    ]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    // What ails the query itself is said elsewhere.
    let Some(program) = subject.program() else { return Vec::new() };
    let own = &subject.rule.overlay.exclusions;
    let mut drafts = Vec::new();
    for exclusion in own.iter().chain(&subject.about().exclusions) {
        let of_pack = !own.iter().any(|e| std::ptr::eq(e, exclusion));
        let is_read = match &exclusion.applies_to {
            AppliesTo::Table(table) => program.tables.contains(table),
            AppliesTo::Result => true,
        };
        let message = match is_read {
            // It may be for another rule of the pack.
            false if of_pack => continue,
            false => format!(
                "`{}` is for rows of {}, which the query never reads",
                exclusion.id,
                exclusion.applies_to.name()
            ),
            true => match subject.bind(true, Some(exclusion)) {
                // A parameter that does not fit is said elsewhere.
                Err(d) if subject.bind(true, None).is_ok() => d.message.clone(),
                _ => continue,
            },
        };
        drafts.push(Draft::file(&exclusion.path, exclusion.predicate.start, message));
    }
    drafts
}
