//! `parse kind = regex flags = i source with * "text" name: long *`, and `parse-where`.

use crate::TokenKind;
use crate::ast::{OperatorKind, Parse, ParsePart};
use crate::grammar::binary::expression;
use crate::grammar::literals::string_text;
use crate::grammar::names::{given_name_length, take_name};
use crate::grammar::parameters::parameters;
use crate::grammar::schemas::type_name;
use crate::parser::Parser;

pub fn parse(p: &mut Parser) -> OperatorKind {
    let keep_all = p.at_word("parse");
    p.bump();
    let parameters = parameters(p, &["kind", "flags"]);
    let source = expression(p);
    p.expect_word("with");
    let mut pattern = Vec::new();
    while let Some(part) = part(p) {
        pattern.push(part);
    }
    if pattern.is_empty() {
        p.expected("a pattern such as `* \"from \" sender`");
    }
    OperatorKind::Parse(Box::new(Parse { keep_all, parameters, source, pattern }))
}

fn part(p: &mut Parser) -> Option<ParsePart> {
    let start = p.start();
    match p.kind() {
        TokenKind::Star => Some(ParsePart::Star(p.bump().span)),
        TokenKind::String => {
            let text = string_text(p);
            Some(ParsePart::Text { text, span: p.span_from(start) })
        }
        _ => {
            let length = given_name_length(p, 0);
            if length == 0 {
                return None;
            }
            let name = take_name(p, length);
            let type_name = p.eat(TokenKind::Colon).then(|| type_name(p));
            Some(ParsePart::Column { name, type_name })
        }
    }
}
