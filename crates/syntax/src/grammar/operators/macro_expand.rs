//! `macro-expand group as X ( statements )`, `macro-expand X in group ( statements )`.

use crate::TokenKind;
use crate::ast::{ExprKind, FunctionBody, OperatorKind, StatementKind};
use crate::grammar::binary::expression;
use crate::grammar::expr;
use crate::grammar::names::name;
use crate::grammar::parameters::parameters;
use crate::grammar::query::statements;
use crate::parser::Parser;

pub fn macro_expand(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "isfuzzy", "best_effort", "force_remote", "withsource", "with_source"]);
    let (group, name) = if p.word_at(1) == "in" {
        let member = name(p, "a name");
        p.bump();
        let group = name(p, "an entity group");
        let span = group.span;
        (expr(ExprKind::Name(group), span), member)
    } else {
        let group = expression(p);
        p.expect_word("as");
        (group, name(p, "a name"))
    };
    OperatorKind::MacroExpand { parameters, group, name, body: body(p) }
}

fn body(p: &mut Parser) -> FunctionBody {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and a query") {
        return FunctionBody { statements: Vec::new(), result: None, span: open.span };
    }
    let mut statements = statements(p, |kind| kind == TokenKind::CloseParen);
    p.close(TokenKind::CloseParen, open);
    let result = match statements.pop() {
        Some(last) => match last.kind {
            StatementKind::Expression(result) => Some(result),
            kind => {
                statements.push(crate::ast::Statement { kind, span: last.span });
                None
            }
        },
        None => None,
    };
    FunctionBody { statements, result, span: p.span_from(open.span.start) }
}
