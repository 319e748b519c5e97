//! The graph family: `make-graph`, `graph-match`, `graph-shortest-paths`, `graph-to-table` and their kin.

use crate::TokenKind;
use crate::ast::{ExprKind, GraphParts, NamedExpr, OperatorKind, Parameter};
use crate::grammar::binary::expression;
use crate::grammar::expr;
use crate::grammar::lists::comma_list;
use crate::grammar::named::named_expression;
use crate::grammar::names::{name, word_name};
use crate::grammar::parameters::{parameter_value, parameters};
use crate::grammar::paths::path;
use crate::grammar::patterns::{bare_pattern, patterns};
use crate::grammar::pipeline::operators_as_expression;
use crate::parser::Parser;

/// `make-graph a --> b with T on k, U on l`.
pub fn make_graph(p: &mut Parser) -> OperatorKind {
    let keyword = take_keyword(p);
    let mut known = parameters(p, &[]);
    let mut parts = GraphParts { patterns: vec![bare_pattern(p)], ..GraphParts::default() };
    if p.eat_word("with") {
        for (table, key) in comma_list(p, table_and_key) {
            parts.exprs.extend([table, key]);
        }
    }
    known.extend(parameters(p, &["with_node_id"]));
    if p.eat_word("partitioned-by") {
        parts.exprs.push(parameter_value(p));
        let open = p.token(0);
        if p.expect(TokenKind::OpenParen, "`(` and graph operators") {
            parts.exprs.push(operators_as_expression(p));
            p.close(TokenKind::CloseParen, open);
        }
    }
    OperatorKind::Graph { name: keyword, parameters: known, parts }
}

fn take_keyword(p: &mut Parser) -> String {
    let token = p.bump();
    p.text_of(token).to_owned()
}

fn table_and_key(p: &mut Parser) -> (crate::ast::Expr, crate::ast::Expr) {
    let table = path(p);
    p.expect_word("on");
    let key = name(p, "a column");
    let span = key.span;
    (table, expr(ExprKind::Name(key), span))
}

/// `graph-match (a)-[e]->(b) where … project …`.
pub fn graph_match(p: &mut Parser) -> OperatorKind {
    let name = take_keyword(p);
    let parameters = parameters(p, &["cycles", "output"]);
    let mut parts = GraphParts { patterns: patterns(p), ..GraphParts::default() };
    if p.eat_word("where") {
        parts.predicate = Some(expression(p));
    }
    if p.eat_word("project") {
        parts.outputs = comma_list(p, named_expression);
    }
    OperatorKind::Graph { name, parameters, parts }
}

/// `graph-mark-components kind = weak with_component_id = c`.
pub fn mark_components(p: &mut Parser) -> OperatorKind {
    let name = take_keyword(p);
    let parameters = parameters(p, &["kind", "with_component_id"]);
    OperatorKind::Graph { name, parameters, parts: GraphParts::default() }
}

/// `graph-where-nodes …`, `graph-where-edges …`.
pub fn where_elements(p: &mut Parser) -> OperatorKind {
    let name = take_keyword(p);
    let parts = GraphParts { predicate: Some(expression(p)), ..GraphParts::default() };
    OperatorKind::Graph { name, parameters: Vec::new(), parts }
}

/// `graph-to-table nodes as N with_node_id = id, edges as E`.
pub fn to_table(p: &mut Parser) -> OperatorKind {
    let name = take_keyword(p);
    let mut parameters = Vec::new();
    let mut parts = GraphParts::default();
    for (output, settings) in comma_list(p, output) {
        parts.outputs.push(output);
        parameters.extend(settings);
    }
    OperatorKind::Graph { name, parameters, parts }
}

fn output(p: &mut Parser) -> (NamedExpr, Vec<Parameter>) {
    let start = p.start();
    let value = if matches!(p.word(), "nodes" | "edges") {
        let name = word_name(p);
        let span = name.span;
        expr(ExprKind::Name(name), span)
    } else {
        p.expected("`nodes` or `edges`");
        crate::grammar::missing(start)
    };
    let names = if p.eat_word("as") { vec![name(p, "a name")] } else { Vec::new() };
    let settings = parameters(p, &["with_node_id", "with_source_id", "with_target_id"]);
    (NamedExpr { names, tuple: false, value }, settings)
}
