//! `scan order by t partition by u declare (n: long = 0) with (step s output = last: x > 1 => n = s.n + 1;)`.

use super::sort::ordering;
use crate::TokenKind;
use crate::ast::{ColumnDeclaration, Expr, NamedExpr, OperatorKind, ParameterKind, Scan, ScanStep};
use crate::grammar::binary::expression;
use crate::grammar::functions::function_parameters;
use crate::grammar::lists::comma_list;
use crate::grammar::names::{given_name, word_name};
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn scan(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "with_match_id", "with_step_name"]);
    let order_by = if by_clause(p, "order") { comma_list(p, ordering) } else { Vec::new() };
    let partition_by = if by_clause(p, "partition") { comma_list(p, expression) } else { Vec::new() };
    let declare = if p.eat_word("declare") { declarations(p) } else { Vec::new() };
    p.expect_word("with");
    let open = p.token(0);
    let mut steps = Vec::new();
    if p.expect(TokenKind::OpenParen, "`(` and steps") {
        while p.at_word("step") {
            steps.push(step(p));
        }
        p.close(TokenKind::CloseParen, open);
    }
    OperatorKind::Scan(Box::new(Scan { parameters, order_by, partition_by, declare, steps }))
}

fn by_clause(p: &mut Parser, word: &str) -> bool {
    p.eat_word(word) && p.expect_word("by")
}

fn declarations(p: &mut Parser) -> Vec<(ColumnDeclaration, Option<Expr>)> {
    let mut all = Vec::new();
    for parameter in function_parameters(p) {
        let span = parameter.name.span;
        match parameter.kind {
            ParameterKind::Scalar(type_name) => {
                all.push((ColumnDeclaration { name: parameter.name, type_name }, parameter.default));
            }
            ParameterKind::Table { .. } => {
                p.complain(crate::codes::UNEXPECTED, span, "`scan` declares scalars, not tables");
            }
        }
    }
    all
}

fn step(p: &mut Parser) -> ScanStep {
    p.bump();
    let name = given_name(p, "the step's name");
    let optional = p.eat_word("optional");
    let output = p.eat_word("output").then(|| output(p));
    p.expect(TokenKind::Colon, "`:` and the step's condition");
    let condition = expression(p);
    let assignments = if p.eat(TokenKind::Arrow) { comma_list(p, assignment) } else { Vec::new() };
    p.expect(TokenKind::Semicolon, "`;`");
    ScanStep { name, optional, output: output.flatten(), condition, assignments }
}

fn output(p: &mut Parser) -> Option<crate::ast::Name> {
    p.expect(TokenKind::Equal, "`=`");
    if matches!(p.word(), "all" | "last" | "none") {
        return Some(word_name(p));
    }
    p.expected("`all`, `last` or `none`");
    None
}

fn assignment(p: &mut Parser) -> NamedExpr {
    let name = given_name(p, "a declared name");
    p.expect(TokenKind::Equal, "`=`");
    NamedExpr { names: vec![name], tuple: false, value: expression(p) }
}
