//! A whole query: statements with `;` between them.

use super::statements::{starts_statement, statement};
use crate::TokenKind;
use crate::ast::{Query, Statement, StatementKind};
use crate::codes;
use crate::parser::Parser;

pub fn query(p: &mut Parser) -> Query {
    if p.at(TokenKind::Dot) {
        let span = p.token(0).span;
        let help = "a query starts with a table, or with a statement such as `let`";
        p.complain_with(
            codes::MANAGEMENT_COMMAND,
            span,
            "a text that starts with `.` is a management command, no query",
            help,
        );
        return Query { statements: vec![Statement { kind: StatementKind::Error, span }] };
    }
    let statements = statements(p, |kind| kind == TokenKind::End);
    Query { statements }
}

/// Statements up to the token that ends them.
pub fn statements(p: &mut Parser, ends: impl Fn(TokenKind) -> bool) -> Vec<Statement> {
    let mut statements = Vec::new();
    while !ends(p.kind()) && !p.at(TokenKind::End) {
        statements.push(statement(p));
        if p.eat(TokenKind::Semicolon) || ends(p.kind()) || p.at(TokenKind::End) {
            continue;
        }
        if starts_statement(p) {
            p.expected("`;` before the next statement");
            continue;
        }
        p.expected("`|`, `;` or an operator");
        let before = p.start();
        p.skip_until(|kind| kind == TokenKind::Semicolon || ends(kind));
        p.eat(TokenKind::Semicolon);
        if p.start() == before {
            p.bump();
        }
    }
    statements
}
