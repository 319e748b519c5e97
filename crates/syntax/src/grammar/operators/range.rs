//! `range x from 1 to 10 step 1`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::names::name;
use crate::parser::Parser;

pub fn range(p: &mut Parser) -> OperatorKind {
    p.bump();
    let name = name(p, "a column's name");
    p.expect_word("from");
    let from = expression(p);
    p.expect_word("to");
    let to = expression(p);
    p.expect_word("step");
    OperatorKind::Range { name, from, to, step: expression(p) }
}
