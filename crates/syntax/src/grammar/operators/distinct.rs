//! `distinct a, b`, `distinct *`.

use crate::TokenKind;
use crate::ast::{ExprKind, NamedExpr, OperatorKind};
use crate::grammar::expr;
use crate::grammar::lists::comma_list;
use crate::grammar::named::{named_expression, unnamed};
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn distinct(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    OperatorKind::Distinct { parameters, columns: comma_list(p, column) }
}

fn column(p: &mut Parser) -> NamedExpr {
    if p.at(TokenKind::Star) {
        let span = p.bump().span;
        return unnamed(expr(ExprKind::Star, span));
    }
    named_expression(p)
}
