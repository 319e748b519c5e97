use crate::Interval;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use crate::lint::tree::{bare, first_argument};
use lurcher_syntax::ast::{ExprKind, Literal};

pub const CHECK: Check = Check {
    code: "LNT002",
    name: "lookback-beyond-period",
    level: Level::Warning,
    finds: "An `ago(…)` that looks further back than the rule's `queryPeriod`.",
    why: "The service hands a scheduled rule the rows of its period and no others. What the query says about earlier ones is never \
          true: a baseline of fourteen days is one of a single day.",
    remedy: "Raise `queryPeriod`, or look less far back.",
    found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nqueryFrequency: 1h\nqueryPeriod: 1d\nquery: |\n  EmailEvents | where Timestamp > ago(14d)\n",
    )]),
    not_found: Example::new(&[(
        "r.yaml",
        "id: 1\nname: n\nqueryFrequency: 1h\nqueryPeriod: 14d\nquery: |\n  EmailEvents | where Timestamp > ago(14d)\n",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let Some(period) = &subject.rule.query_period else { return Vec::new() };
    let spans_of_lets = |name: &str| subject.tree.lets.iter().find(|(n, _)| n.text == name).map(|(_, value)| *value);
    let mut drafts = Vec::new();
    for call in subject.tree.calls().filter(|call| call.name.text == "ago") {
        let Some(said) = first_argument(call).map(bare) else { continue };
        let value = match &said.kind {
            ExprKind::Name(name) => spans_of_lets(&name.text).map(bare).unwrap_or(said),
            _ => said,
        };
        let ExprKind::Literal(Literal::Timespan(text)) = &value.kind else { continue };
        if let Some(lookback) = Interval::parse(text)
            && lookback.seconds > period.seconds
        {
            let message = format!(
                "looks back {}, and the rule is handed the rows of {} (`queryPeriod`) alone",
                lookback.text, period.text
            );
            drafts.push(Draft::at(call.span, message));
        }
    }
    drafts
}
