//! The regular expressions of a query.

use crate::lint::subject::Subject;
use crate::lint::tree::{name_of, text_of};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{BinaryOp, Expr, ExprKind};

pub struct Found<'a> {
    pub pattern: &'a str,
    pub span: Span,
    /// It decides about rows: `matches regex`; else it takes something out of a text.
    pub filters: bool,
    /// `matches regex` itself, where the pattern stands behind it and not in a `let`.
    pub operator: Option<Span>,
}

/// Characters that mean more than themselves.
pub const META: [char; 14] = ['.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '^', '$', '\\'];

pub fn patterns<'a>(subject: &Subject<'a>) -> Vec<Found<'a>> {
    let mut found: Vec<Found> = Vec::new();
    for expr in &subject.tree.exprs {
        let (pattern, filters, operator) = match &expr.kind {
            ExprKind::Binary { op: BinaryOp::MatchesRegex, op_span, right, .. } => (&**right, true, Some(*op_span)),
            ExprKind::Call(call) if matches!(call.name.text.as_str(), "extract" | "extract_all" | "replace_regex") => {
                let place = usize::from(call.name.text == "replace_regex");
                let Some(pattern) = call.arguments.get(place) else { continue };
                (&pattern.value, false, None)
            }
            _ => continue,
        };
        let said = said(subject, pattern);
        if let Some(text) = text_of(said)
            && !found.iter().any(|other| other.span == said.span)
        {
            let operator = operator.filter(|_| said.span == pattern.span);
            found.push(Found { pattern: text, span: said.span, filters, operator });
        }
    }
    found
}

/// What a `let` of the query gives the name, or the expression itself.
fn said<'a>(subject: &Subject<'a>, e: &'a Expr) -> &'a Expr {
    let Some(name) = name_of(e) else { return e };
    subject.tree.lets.iter().find(|(own, _)| own.text == name.text).map_or(e, |(_, value)| *value)
}
