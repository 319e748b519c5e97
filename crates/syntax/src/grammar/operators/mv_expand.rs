//! `mv-expand a, b = c to typeof(string) limit 5`.

use crate::ast::{MvColumn, MvExpand, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::parameters::parameters;
use crate::grammar::typeof_literal::plain_type;
use crate::parser::Parser;

pub fn mv_expand(p: &mut Parser) -> OperatorKind {
    let legacy = p.at_word("mvexpand");
    p.bump();
    let parameters = parameters(p, &["kind", "bagexpansion", "with_itemindex"]);
    let columns = comma_list(p, column);
    let limit = p.eat_word("limit").then(|| expression(p));
    OperatorKind::MvExpand(Box::new(MvExpand { legacy, parameters, columns, limit }))
}

/// `name = value to typeof(string)`.
pub fn column(p: &mut Parser) -> MvColumn {
    let value = named_expression(p);
    let to_type = p.eat_word("to").then(|| plain_type(p));
    MvColumn { value, to_type }
}
