//! Lists of columns with types: `(a: long, b: string)`.

use super::lists::list_until;
use super::names::{given_name, no_name, take_name};
use crate::TokenKind;
use crate::ast::{ColumnDeclaration, Name};
use crate::parser::Parser;

pub fn row_schema(p: &mut Parser) -> Vec<ColumnDeclaration> {
    open_schema(p, false).0
}

/// The columns, and whether a `*` before them stands for those of the input, as `evaluate` has it.
pub fn row_schema_with_star(p: &mut Parser) -> (Vec<ColumnDeclaration>, bool) {
    open_schema(p, true)
}

fn open_schema(p: &mut Parser, may_have_star: bool) -> (Vec<ColumnDeclaration>, bool) {
    let open = p.token(0);
    if !p.expect(TokenKind::OpenParen, "`(` and columns with types, as in `(a: long, b: string)`") {
        return (Vec::new(), false);
    }
    let star = may_have_star && p.eat(TokenKind::Star);
    if star {
        p.eat(TokenKind::Comma);
    }
    let columns = list_until(p, TokenKind::CloseParen, column);
    p.close(TokenKind::CloseParen, open);
    (columns, star)
}

/// `name: type`.
pub fn column(p: &mut Parser) -> ColumnDeclaration {
    let name = given_name(p, "a column's name");
    p.expect(TokenKind::Colon, "`:` and a type");
    ColumnDeclaration { name, type_name: type_name(p) }
}

/// `name: type`, or `*` as a column of that name without a type.
pub fn column_or_star(p: &mut Parser) -> ColumnDeclaration {
    if !p.at(TokenKind::Star) {
        return column(p);
    }
    let name = take_name(p, 1);
    ColumnDeclaration { name, type_name: no_name(p) }
}

/// Any word: which words are types is for the binder to say.
pub fn type_name(p: &mut Parser) -> Name {
    if p.at(TokenKind::Word) {
        return take_name(p, 1);
    }
    p.expected("a type such as `string`");
    no_name(p)
}
