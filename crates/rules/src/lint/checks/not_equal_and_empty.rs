use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use crate::lint::tree::{bare, name_of, text_of};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{BinaryOp, Expr, ExprKind, ListOp, Name, OperatorKind};
use std::collections::BTreeSet;

pub const CHECK: Check = Check {
    code: "LNT015",
    name: "not-equal-and-empty",
    level: Level::Note,
    finds: "`!=`, `!~` or `!in` on a column that nothing else in the query asks about; but for columns such as `OrgLevelPolicy`, which are \
            empty where nothing applies.",
    why: "An empty value is unlike every text, so such rows stay: mail without a sender's domain is among those `!= 'contoso.com'`. With \
          `not(x == …)` and numbers it is the same for null.",
    remedy: "Say what is meant of empty values: `isnotempty(x) and x != …`, or allow the finding.",
    found: Example::new(&[("r.kql", "EmailEvents | where SenderFromDomain != 'contoso.com'")]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where isnotempty(SenderFromDomain) and SenderFromDomain != 'contoso.com' and OrgLevelPolicy != 'SecOps Mailbox'",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let (mut doubtful, mut settled) = (Vec::new(), BTreeSet::new());
    for expr in &subject.tree.exprs {
        match &expr.kind {
            ExprKind::Binary { op: BinaryOp::NotEqual | BinaryOp::NotEqualTilde, left, right, op_span } => {
                match (column(left), text_of(right)) {
                    (Some(name), Some("")) => drop(settled.insert(name.text.as_str())),
                    (Some(name), Some(_)) => doubtful.push((name, *op_span)),
                    _ => {}
                }
            }
            ExprKind::InList { op: ListOp::NotIn | ListOp::NotInTilde, value, list, .. }
                if list.iter().any(|item| text_of(item) == Some("")) =>
            {
                settled.extend(column(value).map(|name| name.text.as_str()));
            }
            ExprKind::InList { op: ListOp::NotIn | ListOp::NotInTilde, value, op_span, .. } => {
                doubtful.extend(column(value).map(|name| (name, *op_span)));
            }
            ExprKind::InList { value, .. } => settled.extend(column(value).map(|name| name.text.as_str())),
            ExprKind::Binary { op, left, right, .. } if is_test(*op) => {
                settled.extend([left, right].into_iter().filter_map(|e| column(e)).map(|name| name.text.as_str()));
            }
            ExprKind::Call(call) if EMPTINESS.contains(&call.name.text.as_str()) => {
                settled.extend(call.arguments.iter().filter_map(|a| column(&a.value)).map(|name| name.text.as_str()));
            }
            _ => {}
        }
    }
    // A key of a join has no empty values where the other side has none.
    for operator in &subject.tree.operators {
        if let OperatorKind::Join { on, .. } | OperatorKind::Lookup { on, .. } = &operator.kind {
            settled.extend(on.iter().filter_map(column).map(|name| name.text.as_str()));
        }
    }
    let own: BTreeSet<&str> = subject.tree.lets.iter().map(|(name, _)| name.text.as_str()).collect();
    let filters: Vec<Span> = subject
        .tree
        .operators
        .iter()
        .filter_map(|o| match &o.kind {
            OperatorKind::Where { predicate, .. } => Some(predicate.span),
            _ => None,
        })
        .collect();
    let in_filter = |span: Span| filters.iter().any(|f| f.start <= span.start && span.end <= f.end);
    settled.extend(EMPTY_IS_NONE.iter().copied());
    let open = doubtful.into_iter().filter(|(name, span)| {
        in_filter(*span) && !settled.contains(name.text.as_str()) && !own.contains(name.text.as_str())
    });
    let found = open.map(|(name, span)| {
        let message = format!("rows whose {} is empty stay", name.text);
        let help = format!("add `isnotempty({0})`, or `isempty({0}) or …` if they are wanted", name.text);
        Draft::at(name.span.to(span), message).help(help)
    });
    found.collect()
}

/// Columns in which empty means that nothing applied, so that a mail without is not meant by what is ruled out.
const EMPTY_IS_NONE: &[&str] = &[
    "OrgLevelAction",
    "OrgLevelPolicy",
    "UserLevelAction",
    "UserLevelPolicy",
    "EmailActionPolicy",
    "ExchangeTransportRule",
    "Connectors",
    "ForwardingInformation",
    "DistributionList",
    "ThreatTypes",
    "ThreatNames",
    "ThreatClassification",
    "DetectionMethods",
];

const EMPTINESS: &[&str] = &["isnotempty", "isempty", "isnotnull", "isnull", "coalesce", "notempty", "notnull"];

/// Operators that are false for an empty value.
fn is_test(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(
        op,
        Equal
            | EqualTilde
            | Has
            | HasCs
            | HasPrefix
            | HasSuffix
            | Contains
            | ContainsCs
            | StartsWith
            | EndsWith
            | MatchesRegex
    )
}

fn column(e: &Expr) -> Option<&Name> {
    name_of(bare(e))
}
