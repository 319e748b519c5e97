use super::pipes::reduces;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::OperatorKind;

pub const CHECK: Check = Check {
    code: "LNT007",
    name: "mv-expand-unbounded",
    level: Level::Warning,
    finds: "`mv-expand` over all rows of a table, without `limit`.",
    why: "Every row becomes as many rows as its list is long, before anything has sorted out what matters.",
    remedy: "Filter first, or give `mv-expand` a `limit`.",
    found: Example::new(&[(
        "r.kql",
        "EmailEvents | mv-expand parse_json(AuthenticationDetails) | where Subject has 'x'",
    )]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Subject has 'x' | mv-expand parse_json(AuthenticationDetails)",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pipeline in subject.tree.pipelines.iter().filter(|p| super::pipes::reads_a_table(subject, p)) {
        for (at, operator) in pipeline.operators.iter().enumerate() {
            let before = pipeline.operators.get(..at).unwrap_or_default();
            if let OperatorKind::MvExpand(expand) = &operator.kind
                && expand.limit.is_none()
                && !before.iter().any(reduces)
            {
                let message = "every row of the table is expanded before anything is filtered out";
                drafts.push(Draft::at(operator.keyword, message));
            }
        }
    }
    drafts
}
