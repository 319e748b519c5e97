//! `top-hitters 5 of a by b`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::parser::Parser;

pub fn top_hitters(p: &mut Parser) -> OperatorKind {
    p.bump();
    let count = expression(p);
    p.expect_word("of");
    let of = expression(p);
    let by = p.eat_word("by").then(|| expression(p));
    OperatorKind::TopHitters { count, of, by }
}
