//! `assert-schema (a: long, b: string)`.

use crate::ast::OperatorKind;
use crate::grammar::schemas::row_schema;
use crate::parser::Parser;

pub fn assert_schema(p: &mut Parser) -> OperatorKind {
    p.bump();
    OperatorKind::AssertSchema(row_schema(p))
}
