//! `where predicate`, `filter predicate`.

use crate::TokenKind;
use crate::ast::{Expr, OperatorKind};
use crate::codes;
use crate::grammar::binary::expression;
use crate::grammar::named::assigned_name;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn where_operator(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    OperatorKind::Where { parameters, predicate: predicate(p) }
}

/// `where a = true` is legal, and gives `true` the name `a`: it keeps every row. Nobody means that.
fn predicate(p: &mut Parser) -> Expr {
    let span = p.token(0).span;
    if let Some(name) = assigned_name(p) {
        let message = format!("`{} = …` gives a name to the condition and compares nothing", name.text);
        p.refuse(codes::LEFT_OUT, span, message, "two values are compared with `==`");
    }
    let predicate = expression(p);
    if p.at(TokenKind::Equal) {
        let span = p.token(0).span;
        p.complain_with(codes::UNEXPECTED, span, "`=` compares nothing", "two values are compared with `==`");
    }
    predicate
}
