//! `find in (A, B*) where … project …`.

use crate::TokenKind;
use crate::ast::{Find, FindColumn, OperatorKind};
use crate::grammar::binary::expression;
use crate::grammar::lists::comma_list;
use crate::grammar::names::{column_pattern, name, word_name};
use crate::grammar::parameters::parameters;
use crate::grammar::schemas::type_name;
use crate::parser::Parser;

pub fn find(p: &mut Parser) -> OperatorKind {
    p.bump();
    let parameters = parameters(p, &["withsource", "with_source", "datascope"]);
    let tables = super::search::tables(p);
    if parameters.is_empty() && tables.is_empty() {
        p.eat_word("where");
    } else {
        p.expect_word("where");
    }
    let mut find =
        Find { parameters, tables, predicate: expression(p), project: vec![], smart: false, project_away: vec![] };
    if p.eat_word("project-smart") {
        find.smart = true;
    } else if p.eat_word("project") {
        find.project = comma_list(p, column);
    }
    if p.eat_word("project-away") || p.eat_word("__projectAway") {
        find.project_away = comma_list(p, column_pattern);
    }
    OperatorKind::Find(Box::new(find))
}

/// `a`, `a: long`, `pack(*)`, `pack_all()`, `*`.
fn column(p: &mut Parser) -> FindColumn {
    if p.at_word("pack_all") && p.nth(1) == TokenKind::OpenParen {
        let name = word_name(p);
        let open = p.bump();
        p.close(TokenKind::CloseParen, open);
        return FindColumn { name, type_name: None, pack: true };
    }
    if p.at_word("pack") && p.nth(1) == TokenKind::OpenParen {
        let name = word_name(p);
        let open = p.bump();
        p.expect(TokenKind::Star, "`*`");
        p.close(TokenKind::CloseParen, open);
        return FindColumn { name, type_name: None, pack: true };
    }
    let name = if p.at(TokenKind::Star) { word_name(p) } else { name(p, "a column") };
    let type_name = p.eat(TokenKind::Colon).then(|| type_name(p));
    FindColumn { name, type_name, pack: false }
}
