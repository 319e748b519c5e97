//! `sort by a desc nulls last, b`.

use crate::ast::{Direction, NullsOrder, OperatorKind, Ordering};
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn sort(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &[]);
    p.expect_word("by");
    OperatorKind::Sort { parameters, by: comma_list(p, ordering) }
}

/// `a desc nulls last`.
pub fn ordering(p: &mut Parser) -> Ordering {
    let value = named_expression(p);
    let direction = direction(p);
    Ordering { value, direction, nulls: nulls(p) }
}

pub fn direction(p: &mut Parser) -> Direction {
    let direction = match p.word() {
        "asc" => Direction::Asc,
        "desc" => Direction::Desc,
        "granny-asc" => Direction::GrannyAsc,
        "granny-desc" => Direction::GrannyDesc,
        _ => return Direction::Unstated,
    };
    p.bump();
    direction
}

fn nulls(p: &mut Parser) -> NullsOrder {
    if !p.eat_word("nulls") {
        return NullsOrder::Unstated;
    }
    match p.word() {
        "first" => {
            p.bump();
            NullsOrder::First
        }
        "last" => {
            p.bump();
            NullsOrder::Last
        }
        _ => {
            p.expected("`first` or `last`");
            NullsOrder::Unstated
        }
    }
}
