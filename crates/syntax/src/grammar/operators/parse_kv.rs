//! `parse-kv source as (a: string, b: long) with (pair_delimiter = ",")`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::parameters::{parameter_value, properties};
use crate::grammar::schemas::row_schema;
use crate::parser::Parser;

pub fn parse_kv(p: &mut Parser) -> OperatorKind {
    p.bump();
    let source = expression(p);
    p.expect_word("as");
    let columns = row_schema(p);
    let properties = if p.eat_word("with") { properties(p, parameter_value) } else { Vec::new() };
    OperatorKind::ParseKv { source, columns, properties }
}
