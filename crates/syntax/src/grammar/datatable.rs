//! `datatable (a: long, b: string) [1, "x"]`.

use super::expr;
use super::lists::list_until;
use super::literals::literal_only;
use super::parameters::parameters;
use super::schemas::row_schema;
use crate::TokenKind;
use crate::ast::{DataTable, Expr, ExprKind};
use crate::parser::Parser;

pub fn datatable(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let parameters = parameters(p, &[]);
    let schema = row_schema(p);
    let open = p.token(0);
    let mut values = Vec::new();
    if p.expect(TokenKind::OpenBracket, "`[` and the values") {
        p.eat(TokenKind::Comma);
        values = list_until(p, TokenKind::CloseBracket, literal_only);
        p.close(TokenKind::CloseBracket, open);
    }
    expr(ExprKind::DataTable(Box::new(DataTable { parameters, schema, values })), p.span_from(start))
}
