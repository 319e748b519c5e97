//! Conditions of `search` and `find`, in which a text alone is a term to look for.

use super::binary::Operands;
use super::text_operator;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, BinaryOp, ExprKind as Ast, Literal};
use lurcher_types::{Type, Value};

/// The column in which `search` names the source of each row: no term is looked for there.
pub const SOURCE: &str = "$table";

/// How terms are read, and whether any were met.
#[derive(Default)]
pub struct Terms {
    pub case_sensitive: bool,
    /// Stand in `true` for every term, so that only columns named outright are read.
    pub left_out: bool,
    /// Some term, or `*`, asks for all columns.
    pub any: bool,
}

impl Binder<'_> {
    /// A condition; a text, and the right side of `column : text`, are terms.
    pub fn search_condition(&mut self, e: &ast::Expr, env: &Env, row: Row, terms: &mut Terms) -> Result<Expr> {
        match &e.kind {
            Ast::Paren(inner) => self.search_condition(inner, env, row, terms),
            Ast::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right, .. } => {
                self.search_chain(*op, left, right, env, row, terms)
            }
            Ast::Star => {
                terms.any = true;
                Ok(truth(e.span))
            }
            Ast::Literal(Literal::String { text, .. }) => self.term_anywhere(text, e.span, row, terms),
            Ast::Binary { op: BinaryOp::Search, left, right, op_span } => {
                let Ast::Literal(Literal::String { text, .. }) = &right.kind else {
                    return refuse(OPERAND_TYPE, right.span, "behind `:` stands the text to look for");
                };
                if matches!(left.kind, Ast::Star) {
                    return self.term_anywhere(text, *op_span, row, terms);
                }
                let column = self.scalar(left, env, row)?;
                let column = self.cast(column, Type::String)?;
                self.term_in(text, column, e.span, terms)
            }
            Ast::Binary { op, left, right, op_span } if text_operator::function(*op).is_some() => {
                let Some(operator) = text_operator::function(*op) else { return self.condition(e, env, row) };
                let operator = self.cased(operator, *op_span, terms)?;
                let operands = Operands { left, right, op_span: *op_span, span: e.span };
                if matches!(left.kind, Ast::Star) {
                    terms.any = true;
                    if terms.left_out {
                        return Ok(truth(e.span));
                    }
                    let columns = searched(row);
                    return self.text_operator(operator, operands, env, Row::of(&columns));
                }
                self.text_operator(operator, operands, env, row)
            }
            Ast::Call(call) if call.name.text == "not" && call.arguments.len() == 1 => {
                let inner = self.search_condition(&call.arguments[0].value, env, row, terms)?;
                Ok(self.not(inner))
            }
            _ => self.condition(e, env, row),
        }
    }

    /// A chain of `and`s leans to the left: it is walked, and not recursed through.
    fn search_chain(
        &mut self,
        op: BinaryOp,
        left: &ast::Expr,
        right: &ast::Expr,
        env: &Env,
        row: Row,
        terms: &mut Terms,
    ) -> Result<Expr> {
        let mut behind = vec![right];
        let mut first = left;
        while let Ast::Binary { op: inner, left, right, .. } = &first.kind {
            if *inner != op {
                break;
            }
            behind.push(right);
            first = left;
        }
        let mut result = self.search_condition(first, env, row, terms)?;
        for e in behind.into_iter().rev() {
            let next = self.search_condition(e, env, row, terms)?;
            let span = result.span.to(next.span);
            let (l, r) = (Box::new(result), Box::new(next));
            let kind = if op == BinaryOp::And { ExprKind::And(l, r) } else { ExprKind::Or(l, r) };
            result = Expr { kind, kql_type: Type::Bool, span };
        }
        Ok(result)
    }

    /// With `kind=case_sensitive` every operator on texts looks at the case.
    fn cased(&self, operator: (&'static str, bool), span: Span, terms: &Terms) -> Result<(&'static str, bool)> {
        let (function, negated) = operator;
        if !terms.case_sensitive || function.ends_with("_cs") || function == "matches regex" {
            return Ok(operator);
        }
        match with_case(function) {
            Some(function) => Ok((function, negated)),
            None => unsupported(UNSUPPORTED, span, format!("`{function}` has no form that looks at the case")),
        }
    }

    /// A term in any column.
    fn term_anywhere(&mut self, term: &str, span: Span, row: Row, terms: &mut Terms) -> Result<Expr> {
        terms.any = true;
        if terms.left_out {
            return Ok(truth(span));
        }
        let mut result: Option<Expr> = None;
        for col in searched(row) {
            let text = self.cast(Expr::column(&col, span), Type::String)?;
            let one = self.term_in(term, text, span, terms)?;
            result = Some(match result {
                None => one,
                Some(so_far) => {
                    Expr { kind: ExprKind::Or(Box::new(so_far), Box::new(one)), kql_type: Type::Bool, span }
                }
            });
        }
        Ok(result.unwrap_or_else(|| Expr::literal(Value::Bool(false), span)))
    }

    fn term_in(&mut self, term: &str, text: Expr, span: Span, terms: &Terms) -> Result<Expr> {
        let (function, pattern) = match reading(term) {
            Reading::Anything => return Ok(truth(span)),
            Reading::Looks { function, core } => (function, core),
        };
        let function = match with_case(function) {
            Some(exact) if terms.case_sensitive => exact,
            _ => function,
        };
        self.function(function, vec![text, Expr::literal(Value::String(pattern), span)], Type::Bool, span)
    }
}

fn truth(span: Span) -> Expr {
    Expr::literal(Value::Bool(true), span)
}

fn searched(row: Row) -> Vec<Col> {
    row.columns.iter().filter(|c| !c.name.is_empty() && c.name != SOURCE).cloned().collect()
}

fn with_case(function: &str) -> Option<&'static str> {
    Some(match function {
        "has" => "has_cs",
        "hasprefix" => "hasprefix_cs",
        "hassuffix" => "hassuffix_cs",
        "contains" => "contains_cs",
        "startswith" => "startswith_cs",
        "endswith" => "endswith_cs",
        _ => return None,
    })
}

#[derive(Debug, PartialEq)]
enum Reading {
    Anything,
    Looks { function: &'static str, core: String },
}

/// What the stars of a term mean.
fn reading(term: &str) -> Reading {
    let core = term.trim_matches('*');
    if core.is_empty() {
        return Reading::Anything;
    }
    let (before, behind) = (term.starts_with('*'), term.ends_with('*'));
    let function = match (core.contains('*'), before, behind) {
        (true, ..) => return Reading::Looks { function: "matches regex", core: as_regex(core, before, behind) },
        (_, false, false) => "has",
        (_, true, false) => "hassuffix",
        (_, false, true) => "hasprefix",
        (_, true, true) => "contains",
    };
    Reading::Looks { function, core: core.to_owned() }
}

/// `Lab*PC` is `\bLab.*PC\b`; a star at an end leaves that end open.
fn as_regex(core: &str, open_before: bool, open_behind: bool) -> String {
    let mut pattern = String::from(if open_before { "" } else { r"\b" });
    for c in core.chars() {
        match c {
            '*' => pattern.push_str(".*"),
            c if c.is_alphanumeric() || c == '_' || c.is_whitespace() || !c.is_ascii() => pattern.push(c),
            c => pattern.extend(['\\', c]),
        }
    }
    pattern.push_str(if open_behind { "" } else { r"\b" });
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_choose_the_operator() {
        let looks = |function, core: &str| Reading::Looks { function, core: core.to_owned() };
        assert_eq!(reading("err"), looks("has", "err"));
        assert_eq!(reading("*err"), looks("hassuffix", "err"));
        assert_eq!(reading("err*"), looks("hasprefix", "err"));
        assert_eq!(reading("*err*"), looks("contains", "err"));
        assert_eq!(reading("corp*.com"), looks("matches regex", r"\bcorp.*\.com\b"));
        assert_eq!(reading("*a*b"), looks("matches regex", r"a.*b\b"));
        assert_eq!(reading("**"), Reading::Anything);
    }
}
