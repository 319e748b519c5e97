//! `mv-apply a to typeof(long) limit 5 on ( operators )`.

use super::mv_expand::column;
use crate::TokenKind;
use crate::ast::{MvApply, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::parameters::parameters;
use crate::grammar::pipeline::operators_only;
use crate::parser::Parser;

pub fn mv_apply(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["with_itemindex", "kind", "bagexpansion"]);
    let columns = comma_list(p, column);
    let limit = p.eat_word("limit").then(|| expression(p));
    let id = p.eat_word("id").then(|| expression(p));
    p.expect_word("on");
    let open = p.token(0);
    let mut body = Vec::new();
    if p.expect(TokenKind::OpenParen, "`(` and operators") {
        body = operators_only(p);
        p.close(TokenKind::CloseParen, open);
    }
    OperatorKind::MvApply(Box::new(MvApply { parameters, columns, limit, id, body }))
}
