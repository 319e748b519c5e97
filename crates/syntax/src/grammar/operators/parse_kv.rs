//! `parse-kv source as (a: string, b: long) with (pair_delimiter = ",")`.

use crate::TokenKind;
use crate::ast::{NamedExpr, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::names::given_name;
use crate::grammar::parameters::parameter_value;
use crate::grammar::schemas::row_schema;
use crate::parser::Parser;

pub fn parse_kv(p: &mut Parser) -> OperatorKind {
    p.bump();
    let source = expression(p);
    p.expect_word("as");
    let columns = row_schema(p);
    let properties = if p.eat_word("with") { properties(p) } else { Vec::new() };
    OperatorKind::ParseKv { source, columns, properties }
}

fn properties(p: &mut Parser) -> Vec<NamedExpr> {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and properties") {
        return Vec::new();
    }
    let properties = if p.at(TokenKind::CloseParen) { Vec::new() } else { comma_list(p, property) };
    p.close(TokenKind::CloseParen, open);
    properties
}

/// `name = value`.
pub fn property(p: &mut Parser) -> NamedExpr {
    let name = given_name(p, "a property's name");
    p.expect(TokenKind::Equal, "`=`");
    NamedExpr { names: vec![name], tuple: false, value: parameter_value(p) }
}
