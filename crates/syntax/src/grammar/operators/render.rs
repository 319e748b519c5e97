//! `render timechart with (title = "x", ycolumns = a, b)`, and the older `render timechart kind = stacked by a, b`.

use crate::TokenKind;
use crate::ast::{Expr, ExprKind, Name, OperatorKind};
use crate::grammar::lists::comma_list;
use crate::grammar::literals::is_literal_word;
use crate::grammar::names::{no_name, word_name};
use crate::grammar::paths::signed;
use crate::grammar::{expr, missing};
use crate::parser::Parser;

type Property = (Name, Vec<Expr>);

pub fn render(p: &mut Parser) -> OperatorKind {
    p.bump();
    let kind = if p.at(TokenKind::Word) {
        word_name(p)
    } else {
        p.expected("a kind of chart such as `timechart`");
        no_name(p)
    };
    let mut properties = old_properties(p);
    if p.at_word("with") && p.nth(1) == TokenKind::OpenParen {
        p.bump();
        let open = p.bump();
        if !p.at(TokenKind::CloseParen) {
            properties.extend(comma_list(p, property));
        }
        p.close(TokenKind::CloseParen, open);
    }
    OperatorKind::Render { kind, properties }
}

/// `kind = stacked title = "x" by a, b`, without commas between them.
fn old_properties(p: &mut Parser) -> Vec<Property> {
    let mut all = Vec::new();
    loop {
        match p.word() {
            "kind" | "title" | "accumulate" | "with" if p.nth(1) == TokenKind::Equal => all.push(property(p)),
            "by" => {
                let name = word_name(p);
                all.push((name, comma_list(p, value)));
            }
            _ => return all,
        }
    }
}

/// `name = value`; a name may have several, and their commas look like those between the properties.
fn property(p: &mut Parser) -> Property {
    if !p.at(TokenKind::Word) {
        p.expected("a property such as `title = \"x\"`");
        return (no_name(p), Vec::new());
    }
    let name = word_name(p);
    p.expect(TokenKind::Equal, "`=`");
    let mut values = vec![value(p)];
    while p.at(TokenKind::Comma) && !(p.nth(1) == TokenKind::Word && p.nth(2) == TokenKind::Equal) {
        p.bump();
        values.push(value(p));
    }
    (name, values)
}

/// A word, which may be a keyword (`kind = default`), or an expression.
fn value(p: &mut Parser) -> Expr {
    if matches!(p.kind(), TokenKind::Comma | TokenKind::CloseParen | TokenKind::End) {
        p.expected("a value");
        return missing(p.start());
    }
    let plain_word = p.at(TokenKind::Word)
        && !is_literal_word(p)
        && !matches!(p.nth(1), TokenKind::OpenParen | TokenKind::Dot | TokenKind::OpenBracket);
    if plain_word {
        let name = word_name(p);
        let span = name.span;
        return expr(ExprKind::Name(name), span);
    }
    signed(p)
}
