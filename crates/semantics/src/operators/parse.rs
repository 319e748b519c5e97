use super::columns::same;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Parameter, Parse, ParsePart};
use lurcher_types::Type;

impl Binder<'_> {
    /// `parse source with pattern`: columns cut out of a text; `parse-where` keeps only rows that match.
    pub fn parse(&mut self, input: Rel, parse: &Parse, env: &Env, span: Span) -> Result<Rel> {
        let Parse { keep_all, parameters, source, pattern: parts } = parse;
        let (mode, flags) = self.parse_mode(*keep_all, parameters)?;
        let (input, source) = self.over(input, |b, row| b.scalar(source, env, row))?;
        if !matches!(source.kql_type, Type::String | Type::Dynamic) {
            return refuse(OPERAND_TYPE, source.span, format!("`parse` reads a string, this is {}", source.kql_type));
        }
        let source = self.cast(source, Type::String)?;
        let mut pattern = Vec::with_capacity(parts.len());
        let mut found: Vec<Col> = Vec::new();
        for part in parts {
            pattern.push(match part {
                ParsePart::Star(_) => PatternPart::Skip,
                ParsePart::Text { text, span } if text.is_empty() => {
                    return refuse(BAD_PATTERN, *span, "an empty text in a pattern matches anything");
                }
                ParsePart::Text { text, .. } => PatternPart::Text(text.clone()),
                ParsePart::Column { name, type_name } => {
                    let kql_type = type_name.as_ref().map(|t| self.type_named(t)).transpose()?.unwrap_or(Type::String);
                    if found.iter().any(|c| c.name == name.text) {
                        return refuse(DUPLICATE_NAME, name.span, format!("the column `{}` is given twice", name.text));
                    }
                    found.push(self.col(&name.text, kql_type));
                    PatternPart::Column { name: name.text.clone(), kql_type }
                }
            });
        }
        let (columns, outputs) = self.beside(&input, found, span);
        let serialized = input.serialized;
        let pattern = ParsePattern { mode, flags, parts: pattern };
        let parsed = self.rel(
            RelKind::Parse { input: Box::new(input), source, pattern, keep_all: *keep_all },
            columns,
            serialized,
            span,
        )?;
        self.project_onto(parsed, outputs, span)
    }

    /// The columns of a parsed input, and a projection in which what was found takes the place of columns so named.
    pub fn beside(&mut self, input: &Rel, found: Vec<Col>, span: Span) -> (Vec<Col>, Vec<(Col, Expr)>) {
        let mut columns = input.columns.clone();
        columns.extend(found.iter().map(|c| Col { name: String::new(), ..c.clone() }));
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for c in found {
            let shown = Col { id: self.fresh(), ..c.clone() };
            let value = Expr::column(&c, span);
            match outputs.iter_mut().find(|(o, _)| o.name == c.name) {
                Some(old) => *old = (shown, value),
                None => outputs.push((shown, value)),
            }
        }
        (columns, outputs)
    }

    fn parse_mode(&mut self, keep_all: bool, parameters: &[Parameter]) -> Result<(ParseMode, String)> {
        let mut mode = ParseMode::Simple;
        let mut flags = String::new();
        for p in parameters {
            let value = match &p.value.kind {
                Ast::Name(n) => n.text.as_str(),
                Ast::Literal(ast::Literal::String { text, .. }) => text.as_str(),
                _ => "",
            };
            match (p.name.text.as_str(), value) {
                ("kind", "simple") => mode = ParseMode::Simple,
                ("kind", "relaxed") if !keep_all => {
                    return refuse(BAD_OPTION, p.value.span, "`parse-where` has no kind=relaxed");
                }
                ("kind", "relaxed") => mode = ParseMode::Relaxed,
                ("kind", "regex") => mode = ParseMode::Regex,
                ("flags", value) => value.clone_into(&mut flags),
                (name, _) if name.starts_with("hint.") => {}
                _ => {
                    return refuse(BAD_OPTION, p.name.span, "`parse` knows kind = simple, relaxed or regex, and flags");
                }
            }
        }
        if !flags.is_empty() && mode != ParseMode::Regex {
            return refuse(BAD_OPTION, Span::default(), "flags are for kind=regex only");
        }
        Ok((mode, flags))
    }
}
