//! `declare pattern p = (a: string)[b: string] { ("x").["y"] = { … }; }`, and `declare pattern p` alone.

use crate::TokenKind;
use crate::ast::{Expr, FunctionParameter, Pattern, PatternMatch, StatementKind};
use crate::grammar::binary::expression;
use crate::grammar::functions::{function_body, function_parameter, function_parameters};
use crate::grammar::lists::comma_list;
use crate::grammar::literals::literal_only;
use crate::grammar::names::name;
use crate::parser::Parser;

pub fn pattern(p: &mut Parser) -> StatementKind {
    p.bump();
    p.bump();
    let name = name(p, "a name");
    let mut pattern = Pattern { name, arguments: Vec::new(), path: None, matches: Vec::new() };
    if p.eat(TokenKind::Equal) {
        pattern.arguments = function_parameters(p);
        pattern.path = path_parameter(p);
        pattern.matches = matches(p);
    }
    StatementKind::Pattern(Box::new(pattern))
}

fn path_parameter(p: &mut Parser) -> Option<FunctionParameter> {
    if !p.at(TokenKind::OpenBracket) {
        return None;
    }
    let open = p.bump();
    let parameter = function_parameter(p);
    p.close(TokenKind::CloseBracket, open);
    Some(parameter)
}

fn matches(p: &mut Parser) -> Vec<PatternMatch> {
    let open = p.token(0);
    let mut matches = Vec::new();
    if !p.expect(TokenKind::OpenBrace, "`{` and the pattern's cases") {
        return matches;
    }
    while p.at(TokenKind::OpenParen) {
        matches.push(pattern_match(p));
        p.eat(TokenKind::Semicolon);
    }
    p.close(TokenKind::CloseBrace, open);
    matches
}

/// `("x").["y"] = { … }`.
fn pattern_match(p: &mut Parser) -> PatternMatch {
    let open = p.bump();
    let arguments = comma_list(p, expression);
    p.close(TokenKind::CloseParen, open);
    let path = p.eat(TokenKind::Dot).then(|| path_value(p));
    p.expect(TokenKind::Equal, "`=`");
    PatternMatch { arguments, path, body: function_body(p) }
}

fn path_value(p: &mut Parser) -> Expr {
    let open = p.token(0);
    p.expect(TokenKind::OpenBracket, "`[`");
    let value = literal_only(p);
    p.close(TokenKind::CloseBracket, open);
    value
}
