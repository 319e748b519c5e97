use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{Operator, OperatorKind};

pub const CHECK: Check = Check {
    code: "LNT009",
    name: "sort-undone",
    level: Level::Warning,
    finds: "A sort whose order the next operator throws away: `count`, `distinct`, another sort, `join`, or `summarize` without lists.",
    why: "The sort costs memory and time, and changes nothing. Often a `take` was meant between them, or an order at the end.",
    remedy: "Take the sort out, or move it to the end.",
    found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Timestamp > ago(1d) | sort by Timestamp | summarize count() by Subject",
    )]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Timestamp > ago(1d) | sort by Timestamp | summarize make_list(Subject) by SenderFromAddress",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pipeline in &subject.tree.pipelines {
        for pair in pipeline.operators.windows(2) {
            let [sort, next] = pair else { continue };
            if matches!(sort.kind, OperatorKind::Sort { .. }) && forgets_order(subject, next) {
                let message = format!("`{}` behind it throws this order away", next.kind.name());
                let draft = Draft::at(sort.keyword, message);
                drafts.push(draft.likely_fix(sort_and_bar(subject, sort.span), String::new()));
            }
        }
    }
    drafts
}

fn forgets_order(subject: &Subject, operator: &Operator) -> bool {
    match &operator.kind {
        OperatorKind::Count { .. } | OperatorKind::Distinct { .. } | OperatorKind::Sort { .. } => true,
        OperatorKind::Top { .. } => true,
        OperatorKind::Summarize { .. } => {
            let text = subject.text(operator.span).to_ascii_lowercase();
            // What keeps the first it meets, or all in order.
            ![
                "list",
                "_set",
                "makeset",
                "take_any",
                "any(",
                "arg_",
                "bag",
                "with_nulls",
                "hll",
                "tdigest",
                "percentile",
            ]
            .iter()
            .any(|word| text.contains(word))
        }
        _ => false,
    }
}

/// The operator with the bar before it.
fn sort_and_bar(subject: &Subject, span: Span) -> Span {
    let before = subject.rule.query.get(..span.start as usize).unwrap_or_default();
    before.rfind('|').map_or(span, |bar| Span::new(bar as u32, span.end))
}
