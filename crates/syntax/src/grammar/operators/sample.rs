//! `sample 10`, `sample-distinct 10 of a`.

use crate::ast::OperatorKind;
use crate::grammar::binary::expression;
use crate::grammar::parameters::parameters;
use crate::parser::Parser;

pub fn sample(p: &mut Parser) -> OperatorKind {
    p.bump();
    parameters(p, &[]);
    OperatorKind::Sample(expression(p))
}

pub fn sample_distinct(p: &mut Parser) -> OperatorKind {
    p.bump();
    parameters(p, &[]);
    let count = expression(p);
    p.expect_word("of");
    OperatorKind::SampleDistinct { count, of: expression(p) }
}
