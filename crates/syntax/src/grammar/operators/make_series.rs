//! `make-series a = count() default = 0 on t from x to y step 1d by b`.

use crate::TokenKind;
use crate::ast::{Expr, MakeSeries, NamedExpr, OperatorKind, SeriesRange};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::missing;
use crate::grammar::named::named_expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn make_series(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind"]);
    let aggregates = comma_list(p, aggregate);
    p.expect_word("on");
    let on = named_expression(p);
    let range = range(p);
    let by = if p.eat_word("by") { comma_list(p, named_expression) } else { Vec::new() };
    OperatorKind::MakeSeries(Box::new(MakeSeries { parameters, aggregates, on, range, by }))
}

fn aggregate(p: &mut Parser) -> (NamedExpr, Option<Expr>) {
    let value = named_expression(p);
    let default = p.eat_word("default").then(|| {
        p.expect(TokenKind::Equal, "`=`");
        expression(p)
    });
    (value, default)
}

fn range(p: &mut Parser) -> SeriesRange {
    if p.at_word("in") {
        return in_range(p);
    }
    let from = p.eat_word("from").then(|| expression(p));
    let to = p.eat_word("to").then(|| expression(p));
    p.expect_word("step");
    SeriesRange::FromToStep { from, to, step: expression(p) }
}

/// `in range(from, to, step)`.
fn in_range(p: &mut Parser) -> SeriesRange {
    p.bump();
    p.expect_word("range");
    let open = p.token(0);
    let mut limits = Vec::new();
    if p.expect(TokenKind::OpenParen, "`(from, to, step)`") {
        limits = comma_list(p, expression);
        if limits.len() != 3 {
            p.expected("three values: from, to and step");
        }
        p.close(TokenKind::CloseParen, open);
    }
    let at = p.start();
    let mut limits = limits.into_iter();
    let mut next = || limits.next().unwrap_or_else(|| missing(at));
    SeriesRange::InRange { from: next(), to: next(), step: next() }
}
