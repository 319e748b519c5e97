use super::pipes::{reads_a_table, reduces};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::OperatorKind;

pub const CHECK: Check = Check {
    code: "LNT008",
    name: "sort-unbounded",
    level: Level::Warning,
    finds: "A sort of all rows of a table.",
    why: "All rows must be held at once, and past the limits of the service the query fails.",
    remedy: "Filter first, or write `top N by …`.",
    found: Example::new(&[("r.kql", "EmailEvents | sort by Timestamp desc")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | where Timestamp > ago(1d) | sort by Timestamp desc")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pipeline in subject.tree.pipelines.iter().filter(|p| reads_a_table(subject, p)) {
        for (at, operator) in pipeline.operators.iter().enumerate() {
            let before = pipeline.operators.get(..at).unwrap_or_default();
            let cut = pipeline.operators.get(at + 1).is_some_and(|o| matches!(o.kind, OperatorKind::Take { .. }));
            if matches!(operator.kind, OperatorKind::Sort { .. }) && !cut && !before.iter().any(reduces) {
                drafts.push(Draft::at(operator.keyword, "all rows of the table are sorted"));
            }
        }
    }
    drafts
}
