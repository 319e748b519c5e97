//! Calls: `f(a, n = b, *)`.

use super::expr;
use super::lists::comma_list;
use super::named::assigned_name;
use super::names::take_name;
use super::parameters::parameters;
use super::pipeline::pipeline;
use crate::TokenKind;
use crate::ast::{Argument, Call, ExprKind};
use crate::parser::Parser;

/// A call whose name takes `name_length` tokens.
pub fn call(p: &mut Parser, name_length: usize) -> Call {
    let start = p.start();
    let name = take_name(p, name_length);
    let arguments = arguments(p);
    Call { name, arguments, span: p.span_from(start) }
}

/// `toscalar kind=nooptimization (T)`: the hint comes first, and means nothing here.
pub fn call_with_hint(p: &mut Parser) -> Call {
    let start = p.start();
    let name = take_name(p, 1);
    parameters(p, &["kind"]);
    let arguments = arguments(p);
    Call { name, arguments, span: p.span_from(start) }
}

fn arguments(p: &mut Parser) -> Vec<Argument> {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and arguments") {
        return Vec::new();
    }
    let arguments = if p.at(TokenKind::CloseParen) { Vec::new() } else { comma_list(p, argument) };
    p.close(TokenKind::CloseParen, open);
    arguments
}

fn argument(p: &mut Parser) -> Argument {
    if p.at(TokenKind::Star) && matches!(p.nth(1), TokenKind::Comma | TokenKind::CloseParen) {
        let span = p.bump().span;
        return Argument { name: None, value: expr(ExprKind::Star, span) };
    }
    let name = assigned_name(p);
    Argument { name, value: pipeline(p) }
}
