//! The regular expressions of a query.

use crate::lint::subject::Subject;
use crate::lint::tree::text_of;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{BinaryOp, ExprKind};

pub struct Found<'a> {
    pub pattern: &'a str,
    pub span: Span,
    /// It decides about rows: `matches regex`; else it takes something out of a text.
    pub filters: bool,
    /// `matches regex` itself.
    pub operator: Option<Span>,
}

/// Characters that mean more than themselves.
pub const META: [char; 14] = ['.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '|', '^', '$', '\\'];

pub fn patterns<'a>(subject: &Subject<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for expr in &subject.tree.exprs {
        match &expr.kind {
            ExprKind::Binary { op: BinaryOp::MatchesRegex, op_span, right, .. } => {
                let pattern = text_of(right);
                found.extend(pattern.map(|pattern| Found {
                    pattern,
                    span: right.span,
                    filters: true,
                    operator: Some(*op_span),
                }));
            }
            ExprKind::Call(call) if matches!(call.name.text.as_str(), "extract" | "extract_all" | "replace_regex") => {
                let place = usize::from(call.name.text == "replace_regex");
                let pattern = call.arguments.get(place).map(|argument| &argument.value);
                found.extend(pattern.and_then(|p| Some((text_of(p)?, p.span))).map(|(pattern, span)| Found {
                    pattern,
                    span,
                    filters: false,
                    operator: None,
                }));
            }
            _ => {}
        }
    }
    found
}
