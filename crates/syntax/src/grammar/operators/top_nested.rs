//! `top-nested 3 of a with others = "rest" by sum(x), top-nested of b by max(y)`.

use super::sort::ordering;
use crate::TokenKind;
use crate::ast::{OperatorKind, TopNestedLevel};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::parser::Parser;

pub fn top_nested(p: &mut Parser) -> OperatorKind {
    OperatorKind::TopNested(comma_list(p, level))
}

fn level(p: &mut Parser) -> TopNestedLevel {
    p.expect_word("top-nested");
    let count = (!p.at_word("of")).then(|| expression(p));
    p.expect_word("of");
    let of = named_expression(p);
    let with_others = p.eat_word("with").then(|| {
        p.expect_word("others");
        p.expect(TokenKind::Equal, "`=`");
        expression(p)
    });
    p.expect_word("by");
    let by = ordering(p);
    TopNestedLevel { count, of, with_others, by: by.value, direction: by.direction }
}
