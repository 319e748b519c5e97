//! `summarize a = count() by b, bin(t, 1d)`.

use super::project::ends;
use crate::TokenKind;
use crate::ast::{OperatorKind, Parameter};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::names::word_name;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn summarize(p: &mut Parser) -> OperatorKind {
    p.bump();
    let mut parameters = parameters(p, &[]);
    let by_comes = p.at_word("by") && p.nth(1) != TokenKind::Equal;
    let aggregates = if by_comes || ends(p) { Vec::new() } else { comma_list(p, named_expression) };
    let has_by = p.eat_word("by");
    let by = if has_by { comma_list(p, named_expression) } else { Vec::new() };
    if p.at_word("bin") && p.nth(1) == TokenKind::Equal {
        // `by a bin = 1d`: an old way to say `bin_auto`.
        let name = word_name(p);
        p.bump();
        parameters.push(Parameter { name, value: expression(p) });
    }
    OperatorKind::Summarize { parameters, aggregates, by, has_by }
}
