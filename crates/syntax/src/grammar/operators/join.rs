//! `join kind = inner (T) on a, $left.b == $right.c`.

use crate::ast::{Expr, OperatorKind};
use crate::codes;
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn join(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind"]);
    let right = expression(p);
    OperatorKind::Join { parameters, right, on: on(p, "join") }
}

/// `on a, $left.b == $right.c`.
pub fn on(p: &mut Parser, operator: &str) -> Vec<Expr> {
    if p.eat_word("on") {
        return comma_list(p, expression);
    }
    let span = p.token(0).span;
    let message = format!("`{operator}` needs an `on` and the columns to compare, but found {}", p.found());
    p.complain(codes::MISSING_CLAUSE, span, message);
    Vec::new()
}
