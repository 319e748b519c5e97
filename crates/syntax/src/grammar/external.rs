//! Data from elsewhere: `externaldata (…) […]`, `inline_external_table (…) …`.

use super::binary::expression;
use super::expr;
use super::lists::{comma_list, list_until};
use super::literals::literal_only;
use super::named::{named_expression, unnamed};
use super::names::word_name;
use super::parameters::{parameters, properties};
use super::schemas::row_schema;
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, ExternalData, GraphParts, NamedExpr, Operator, OperatorKind};
use crate::parser::Parser;

/// `externaldata (a: string) [h@"https://…"] with (format = "csv")`.
pub fn external_data(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let parameters = parameters(p, &[]);
    let schema = row_schema(p);
    let open = p.token(0);
    let mut uris = Vec::new();
    if p.expect(TokenKind::OpenBracket, "`[` and the places of the data") {
        uris = list_until(p, TokenKind::CloseBracket, literal_only);
        p.close(TokenKind::CloseBracket, open);
    }
    let properties = if p.eat_word("with") { properties(p, expression) } else { Vec::new() };
    let data = ExternalData { parameters, schema, uris, properties };
    expr(ExprKind::ExternalData(Box::new(data)), p.span_from(start))
}

/// `inline_external_table (a: string) kind = storage dataformat = csv (h@"https://…") with (…)`: read, and known as
/// an operator that a later stage refuses.
pub fn inline_external_table(p: &mut Parser) -> Expr {
    let start = p.start();
    let keyword = p.bump();
    let name = p.text_of(keyword).to_owned();
    let mut graph = GraphParts { schema: row_schema(p), ..GraphParts::default() };
    loop {
        match p.word() {
            "kind" | "dataformat" | "pathformat" => graph_clause(p, &mut graph),
            "partition" => partition(p, &mut graph),
            "with" => {
                p.bump();
                graph.outputs.extend(properties(p, expression));
            }
            _ if p.at(TokenKind::OpenParen) => places(p, &mut graph),
            _ => break,
        }
    }
    let span = p.span_from(start);
    let kind = OperatorKind::Graph { name, parameters: Vec::new(), parts: graph };
    expr(ExprKind::Source(Box::new(Operator { kind, span, keyword: keyword.span })), span)
}

/// `kind = storage`, `dataformat = csv`, `pathformat = (…)`.
fn graph_clause(p: &mut Parser, graph: &mut GraphParts) {
    let name = word_name(p);
    p.expect(TokenKind::Equal, "`=`");
    let value = if p.at(TokenKind::OpenParen) { path_format(p) } else { expression(p) };
    graph.outputs.push(NamedExpr { names: vec![name], tuple: false, value });
}

/// `("year=" datetime_pattern("yyyy", a) "/" b)`: parts without commas.
fn path_format(p: &mut Parser) -> Expr {
    let open = p.bump();
    let mut parts = Vec::new();
    while !matches!(p.kind(), TokenKind::CloseParen | TokenKind::End | TokenKind::Semicolon) {
        let before = p.start();
        parts.push(super::paths::path(p));
        if p.start() == before {
            break;
        }
    }
    p.close(TokenKind::CloseParen, open);
    expr(ExprKind::List(parts), p.span_from(open.span.start))
}

/// `partition by (name: type = expression, …)`.
fn partition(p: &mut Parser, graph: &mut GraphParts) {
    p.bump();
    p.expect_word("by");
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and columns") {
        return;
    }
    let columns = comma_list(p, |p| {
        let column = super::schemas::column(p);
        let value = if p.eat(TokenKind::Equal) { named_expression(p) } else { unnamed(super::missing(p.start())) };
        NamedExpr { names: vec![column.name], ..value }
    });
    graph.outputs.extend(columns);
    p.close(TokenKind::CloseParen, open);
}

/// `(h@"https://…", …)`.
fn places(p: &mut Parser, graph: &mut GraphParts) {
    let open = p.bump();
    graph.exprs.extend(comma_list(p, literal_only));
    p.close(TokenKind::CloseParen, open);
}
