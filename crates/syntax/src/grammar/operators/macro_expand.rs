//! `macro-expand group as X ( statements )`.

use crate::TokenKind;
use crate::ast::{FunctionBody, OperatorKind, StatementKind};
use crate::grammar::binary::expression;
use crate::grammar::names::name;
use crate::grammar::parameters::parameters;
use crate::grammar::query::statements;
use crate::parser::Parser;

pub fn macro_expand(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["kind", "isfuzzy", "best_effort", "force_remote", "withsource", "with_source"]);
    let group = expression(p);
    p.expect_word("as");
    let name = name(p, "a name");
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
