//! Graph patterns: `(a)-[e*1..3]->(b)`, `a --> b`.

use super::lists::comma_list;
use super::names::{name, name_length, take_name};
use super::paths::path;
use crate::TokenKind;
use crate::ast::{EdgeDirection, Expr, GraphElement, Name};
use crate::parser::Parser;

/// Patterns with commas between them.
pub fn patterns(p: &mut Parser) -> Vec<Vec<GraphElement>> {
    comma_list(p, pattern)
}

fn pattern(p: &mut Parser) -> Vec<GraphElement> {
    let mut elements = vec![node(p)];
    while matches!(p.kind(), TokenKind::Minus | TokenKind::Less) {
        elements.push(edge(p));
        elements.push(node(p));
    }
    elements
}

fn node(p: &mut Parser) -> GraphElement {
    let open = p.token(0);
    let mut name = None;
    if p.expect(TokenKind::OpenParen, "a node such as `(a)`") {
        name = optional_name(p);
        p.close(TokenKind::CloseParen, open);
    }
    GraphElement::Node { name, span: p.span_from(open.span.start) }
}

fn optional_name(p: &mut Parser) -> Option<Name> {
    let length = name_length(p, 0);
    (length > 0).then(|| take_name(p, length))
}

/// `-->`, `<--`, `--`, `-[e]->`, `<-[e]-`, `-[e]-`.
pub fn edge(p: &mut Parser) -> GraphElement {
    let start = p.start();
    let backward = p.eat(TokenKind::Less);
    p.expect(TokenKind::Minus, "an edge such as `-->` or `-[e]->`");
    let (mut name, mut length) = (None, None);
    if p.at(TokenKind::OpenBracket) {
        let open = p.bump();
        name = optional_name(p);
        length = p.eat(TokenKind::Star).then(|| edge_length(p));
        p.close(TokenKind::CloseBracket, open);
    }
    p.expect(TokenKind::Minus, "`-` or `->`");
    let forward = !backward && p.eat(TokenKind::Greater);
    let direction = match (backward, forward) {
        (true, _) => EdgeDirection::Backward,
        (_, true) => EdgeDirection::Forward,
        _ => EdgeDirection::Any,
    };
    GraphElement::Edge { name, direction, length, span: p.span_from(start) }
}

/// `1..3`.
fn edge_length(p: &mut Parser) -> (Expr, Expr) {
    let from = path(p);
    p.expect(TokenKind::DotDot, "`..`");
    (from, path(p))
}

/// `source --> target`, as `make-graph` has it.
pub fn bare_pattern(p: &mut Parser) -> Vec<GraphElement> {
    let source = name(p, "the column of the source");
    let edge = edge(p);
    let target = name(p, "the column of the target");
    let node = |name: Name| {
        let span = name.span;
        GraphElement::Node { name: Some(name), span }
    };
    vec![node(source), edge, node(target)]
}
