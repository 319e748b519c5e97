use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::{ExprKind, Literal, Operator, OperatorKind};

pub const CHECK: Check = Check {
    code: "LNT018",
    name: "take-of-any-rows",
    level: Level::Warning,
    finds: "`take` or `limit` of rows that nothing has put in order.",
    why: "Which rows are kept is left open: the same hunt shows other findings tomorrow, and past the number it hides some.",
    remedy: "Take it out, or say which rows matter: `top 100 by Timestamp desc`.",
    found: Example::new(&[("r.kql", "EmailEvents | where Timestamp > ago(1d) | take 100")]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Timestamp > ago(1d) | sort by Timestamp desc | take 100",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pipeline in subject.tree.pipelines.iter().filter(|pipeline| pipeline.source.is_some()) {
        let mut ordered = false;
        for operator in pipeline.operators {
            if keeps_some(operator) && !ordered {
                let message = "nothing has put the rows in order, so any of them are kept";
                drafts.push(Draft::at(operator.span, message));
            }
            ordered = gives_order(operator) || (ordered && keeps_order(operator));
        }
    }
    drafts
}

/// `take 0` asks for the columns alone.
fn keeps_some(operator: &Operator) -> bool {
    matches!(&operator.kind, OperatorKind::Take { count, .. } if count.kind != ExprKind::Literal(Literal::Long(0)))
}

fn gives_order(operator: &Operator) -> bool {
    matches!(operator.kind, OperatorKind::Sort { .. } | OperatorKind::Top { .. } | OperatorKind::Serialize { .. })
}

fn keeps_order(operator: &Operator) -> bool {
    !matches!(
        operator.kind,
        OperatorKind::Summarize { .. }
            | OperatorKind::Join { .. }
            | OperatorKind::Union { .. }
            | OperatorKind::Distinct { .. }
            | OperatorKind::Lookup { .. }
    )
}
