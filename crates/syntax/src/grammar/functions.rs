//! Functions that a `let` makes, and what else only a `let` can hold.

use super::lists::{comma_list, list_until};
use super::literals::{is_literal_word, literal_only};
use super::names::{given_name, given_name_length, name_length, take_name};
use super::pipeline::pipeline;
use super::schemas::{column, type_name};
use super::statements::{starts_statement, statement};
use super::{expr, missing};
use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Function, FunctionBody, FunctionParameter, ParameterKind};
use crate::parser::Parser;

/// Does a function follow, rather than an expression in parentheses?
pub fn starts_function(p: &Parser) -> bool {
    if p.at_word("view") && p.nth(1) == TokenKind::OpenParen {
        return true;
    }
    if !p.at(TokenKind::OpenParen) {
        return false;
    }
    let length = given_name_length(p, 1);
    p.nth(1) == TokenKind::CloseParen || (length > 0 && p.nth(1 + length) == TokenKind::Colon)
}

/// `(a: long) { … }`, `view () { … }`.
pub fn function(p: &mut Parser) -> Expr {
    let start = p.start();
    let view = p.eat_word("view");
    let parameters = function_parameters(p);
    let body = function_body(p);
    expr(ExprKind::Function(Box::new(Function { view, parameters, body })), p.span_from(start))
}

/// `(a: long = 5, T: (*))`.
pub fn function_parameters(p: &mut Parser) -> Vec<FunctionParameter> {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and parameters") {
        return Vec::new();
    }
    let parameters = list_until(p, TokenKind::CloseParen, function_parameter);
    p.close(TokenKind::CloseParen, open);
    parameters
}

pub fn function_parameter(p: &mut Parser) -> FunctionParameter {
    let name = given_name(p, "a parameter's name");
    p.expect(TokenKind::Colon, "`:` and a type");
    let kind = if p.at(TokenKind::OpenParen) { table_kind(p) } else { ParameterKind::Scalar(type_name(p)) };
    let default = p.eat(TokenKind::Equal).then(|| default_value(p));
    FunctionParameter { name, kind, default }
}

/// `(a: long, b: string)`, `(*)`.
fn table_kind(p: &mut Parser) -> ParameterKind {
    let open = p.bump();
    let star = p.eat(TokenKind::Star);
    let columns = if star { Vec::new() } else { list_until(p, TokenKind::CloseParen, column) };
    p.close(TokenKind::CloseParen, open);
    ParameterKind::Table { open: star, columns }
}

/// A literal. Microsoft's parser lets a name pass too, so the binder gets to refuse it.
fn default_value(p: &mut Parser) -> Expr {
    let length = name_length(p, 0);
    if length == 0 || is_literal_word(p) || !p.at(TokenKind::Word) {
        return literal_only(p);
    }
    let name = take_name(p, length);
    let span = name.span;
    expr(ExprKind::Name(name), span)
}

/// `{ let …; expression }`.
pub fn function_body(p: &mut Parser) -> FunctionBody {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenBrace, "`{` and the function's body") {
        return FunctionBody { statements: Vec::new(), result: None, span: open.span };
    }
    let inside = p.nested(|p| {
        let mut statements = Vec::new();
        while starts_statement(p) {
            statements.push(statement(p));
            if !p.expect(TokenKind::Semicolon, "`;`") {
                break;
            }
        }
        let result = (!p.at(TokenKind::CloseBrace)).then(|| pipeline(p));
        p.eat(TokenKind::Semicolon);
        (statements, result)
    });
    let (statements, result) = inside.unwrap_or_default();
    close_body(p, open);
    FunctionBody { statements, result, span: p.span_from(open.span.start) }
}

/// Statements hold `;`, so what is left of a broken body ends only at its brace.
fn close_body(p: &mut Parser, open: crate::Token) {
    if p.at(TokenKind::CloseBrace) || p.at(TokenKind::End) {
        p.close(TokenKind::CloseBrace, open);
        return;
    }
    p.expected("`}`, `|` or an operator");
    p.skip_until(|kind| kind == TokenKind::CloseBrace);
    p.eat(TokenKind::CloseBrace);
}

/// `entity_group [cluster("a").database("b"), …]`.
pub fn entity_group(p: &mut Parser) -> Expr {
    let start = p.start();
    p.bump();
    let open = p.bump();
    let members = comma_list(p, pipeline);
    p.close(TokenKind::CloseBracket, open);
    expr(ExprKind::List(members), p.span_from(start))
}

/// What a `let` may hold: a function, or a scalar or tabular expression.
pub fn let_value(p: &mut Parser) -> Expr {
    if starts_function(p) {
        let start = p.start();
        return p.nested(function).unwrap_or_else(|| missing(start));
    }
    pipeline(p)
}
