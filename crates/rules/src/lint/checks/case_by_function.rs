use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use crate::lint::tree::{call_of, first_argument, text_of};
use lurcher_syntax::ast::{BinaryOp, Expr, ExprKind, ListOp};

pub const CHECK: Check = Check {
    code: "LNT012",
    name: "case-by-function",
    level: Level::Warning,
    finds: "`tolower(…)` or `toupper(…)` in a comparison.",
    why: "Every value is rewritten before it is compared, and no index serves. Compared with a text in other letters it is never true.",
    remedy: "Write `=~`, `!~` or `in~`, which take upper and lower case for one; `has` and `contains` do so anyway.",
    found: Example::new(&[("r.kql", "EmailEvents | where tolower(Subject) == 'invoice'")]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Subject =~ 'invoice' | extend Subject = tolower(Subject)",
    )]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for expr in &subject.tree.exprs {
        match &expr.kind {
            ExprKind::Binary { op, op_span, left, right } => {
                let Some(instead) = without_case(*op) else { continue };
                let folded: Vec<(&Expr, &str)> =
                    [left, right].into_iter().filter_map(|e| Some((&**e, folding(e)?))).collect();
                let Some((call, function)) = folded.first() else { continue };
                let other = if std::ptr::eq(*call, &**left) { right } else { left };
                // `x == toupper(x)` asks how it is written.
                if inner(call).is_some_and(|value| subject.text(value.span) == subject.text(other.span)) {
                    continue;
                }
                if let Some(text) = text_of(other).filter(|text| tells_cases_apart(*op) && changed_by(function, text)) {
                    let message = format!("`{function}(…)` never gives `{text}`: every row is judged alike");
                    drafts.push(Draft::at(expr.span, message).level(Level::Error).help(help(instead)));
                    continue;
                }
                let draft = Draft::at(call.span, format!("`{function}(…)` in a comparison")).help(help(instead));
                drafts.push(match inner(call).filter(|_| text_of(other).is_some_and(str::is_ascii)) {
                    Some(value) if call.span.start < other.span.start => {
                        draft.likely_fix(call.span.to(*op_span), format!("{} {instead}", subject.text(value.span)))
                    }
                    _ => draft,
                });
            }
            ExprKind::InList { op: op @ (ListOp::In | ListOp::NotIn), value, .. } => {
                let Some(function) = folding(value) else { continue };
                let instead = if *op == ListOp::In { "in~" } else { "!in~" };
                drafts.push(Draft::at(value.span, format!("`{function}(…)` in a comparison")).help(help(instead)));
            }
            _ => {}
        }
    }
    drafts
}

fn help(instead: &str) -> String {
    format!("`{instead}` takes upper and lower case for one")
}

fn without_case(op: BinaryOp) -> Option<&'static str> {
    Some(match op {
        BinaryOp::Equal | BinaryOp::EqualTilde => "=~",
        BinaryOp::NotEqual | BinaryOp::NotEqualTilde => "!~",
        BinaryOp::Has | BinaryOp::HasCs => "has",
        BinaryOp::NotHas | BinaryOp::NotHasCs => "!has",
        BinaryOp::Contains | BinaryOp::ContainsCs => "contains",
        BinaryOp::NotContains | BinaryOp::NotContainsCs => "!contains",
        BinaryOp::StartsWith | BinaryOp::StartsWithCs => "startswith",
        BinaryOp::EndsWith | BinaryOp::EndsWithCs => "endswith",
        _ => return None,
    })
}

fn tells_cases_apart(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Equal | NotEqual | HasCs | NotHasCs | ContainsCs | NotContainsCs | StartsWithCs | EndsWithCs)
}

fn folding(e: &Expr) -> Option<&'static str> {
    ["tolower", "toupper"].into_iter().find(|name| call_of(e, &[name]).is_some())
}

fn inner(e: &Expr) -> Option<&Expr> {
    call_of(e, &["tolower", "toupper"]).and_then(first_argument)
}

/// Whether the text has letters that the function never gives.
fn changed_by(function: &str, text: &str) -> bool {
    match function {
        "tolower" => text.chars().any(|c| c.is_ascii_uppercase()),
        _ => text.chars().any(|c| c.is_ascii_lowercase()),
    }
}
