//! The operators on text: `has`, `contains`, `=~` and their kin.

use super::binary::Operands;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{BinaryOp, ExprKind as Ast};
use lurcher_types::Type;

/// The function that computes an operator, and whether its answer is negated.
pub fn function(op: BinaryOp) -> Option<(&'static str, bool)> {
    use BinaryOp::*;
    Some(match op {
        EqualTilde => ("=~", false),
        NotEqualTilde => ("=~", true),
        Has => ("has", false),
        NotHas => ("has", true),
        HasCs => ("has_cs", false),
        NotHasCs => ("has_cs", true),
        HasPrefix => ("hasprefix", false),
        NotHasPrefix => ("hasprefix", true),
        HasPrefixCs => ("hasprefix_cs", false),
        NotHasPrefixCs => ("hasprefix_cs", true),
        HasSuffix => ("hassuffix", false),
        NotHasSuffix => ("hassuffix", true),
        HasSuffixCs => ("hassuffix_cs", false),
        NotHasSuffixCs => ("hassuffix_cs", true),
        Contains => ("contains", false),
        NotContains => ("contains", true),
        ContainsCs => ("contains_cs", false),
        NotContainsCs => ("contains_cs", true),
        StartsWith => ("startswith", false),
        NotStartsWith => ("startswith", true),
        StartsWithCs => ("startswith_cs", false),
        NotStartsWithCs => ("startswith_cs", true),
        EndsWith => ("endswith", false),
        NotEndsWith => ("endswith", true),
        EndsWithCs => ("endswith_cs", false),
        NotEndsWithCs => ("endswith_cs", true),
        MatchesRegex => ("matches regex", false),
        _ => return None,
    })
}

impl Binder<'_> {
    pub fn text_operator(
        &mut self,
        (function, negated): (&'static str, bool),
        Operands { left, right, op_span, span }: Operands,
        env: &Env,
        row: Row,
    ) -> Result<Expr> {
        let right = self.scalar(right, env, row)?;
        let positive = if matches!(left.kind, Ast::Star) {
            self.any_column(function, right, op_span, row, span)?
        } else {
            let left = self.scalar(left, env, row)?;
            self.one_text_operator(function, left, right, op_span, span)?
        };
        Ok(if negated { self.not(positive) } else { positive })
    }

    fn one_text_operator(
        &mut self,
        function: &'static str,
        left: Expr,
        right: Expr,
        op_span: Span,
        span: Span,
    ) -> Result<Expr> {
        for side in [&left, &right] {
            if !matches!(side.kql_type, Type::String | Type::Dynamic) {
                return refuse_with(
                    OPERAND_TYPE,
                    op_span,
                    format!("`{function}` takes strings, this is {}", side.kql_type),
                    Some("tostring() makes one".into()),
                );
            }
        }
        if function == "matches regex" && right.reads_columns() && !right.depends_on_unknown() {
            self.cannot_run(NOT_CONSTANT, "a regular expression must be constant".to_owned(), right.span);
            return Ok(Expr::unknown(Type::Bool, span));
        }
        let right = self.cast(right, Type::String)?;
        self.function(function, vec![left, right], Type::Bool, span)
    }

    /// `* has "x"`: true where any column is.
    fn any_column(&mut self, function: &'static str, right: Expr, op_span: Span, row: Row, span: Span) -> Result<Expr> {
        let mut result: Option<Expr> = None;
        for col in row.columns.iter().filter(|c| !c.name.is_empty()) {
            let text = self.cast(Expr::column(col, span), Type::String)?;
            let one = self.one_text_operator(function, text, right.clone(), op_span, span)?;
            result = Some(match result {
                None => one,
                Some(so_far) => {
                    Expr { kind: ExprKind::Or(Box::new(so_far), Box::new(one)), kql_type: Type::Bool, span }
                }
            });
        }
        match result {
            Some(e) => Ok(e),
            None => refuse(WRONG_KIND, span, "`*` has no columns to stand for here"),
        }
    }
}
