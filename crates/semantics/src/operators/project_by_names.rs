use super::columns::{same, wildcard};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ColumnDeclaration, ExprKind as Ast};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `project-by-names "a", dynamic(["b"]), "c*"`: columns by names that are values; unknown names are passed over.
    pub fn project_by_names(&mut self, input: Rel, items: &[ast::Expr], env: &Env, span: Span) -> Result<Rel> {
        let mut patterns: Vec<String> = Vec::new();
        for item in items {
            match &item.kind {
                Ast::Wildcard(pattern) => patterns.push(pattern.clone()),
                Ast::Name(name) if input.col(&name.text).is_some() => patterns.push(name.text.clone()),
                _ => patterns.extend(self.names_in(item, env)?),
            }
        }
        let mut kept: Vec<&Col> = Vec::new();
        for pattern in &patterns {
            for col in input.visible().filter(|c| wildcard(pattern, &c.name)) {
                if !kept.iter().any(|k| k.id == col.id) {
                    kept.push(col);
                }
            }
        }
        let outputs = kept.into_iter().map(|c| same(c, span)).collect();
        self.project_onto(input, outputs, span)
    }

    fn names_in(&mut self, item: &ast::Expr, env: &Env) -> Result<Vec<String>> {
        let value = self.scalar(item, env, Row::NONE)?;
        let names = match value.as_literal() {
            Some(Value::String(name)) => Some(vec![name.clone()]),
            Some(Value::Dynamic(encoded)) => match Dynamic::parse(encoded) {
                Dynamic::String(name) => Some(vec![name]),
                Dynamic::Array(items) => items
                    .into_iter()
                    .map(|item| if let Dynamic::String(name) = item { Some(name) } else { None })
                    .collect(),
                _ => None,
            },
            _ => None,
        };
        match names {
            Some(names) => Ok(names),
            None => refuse(NOT_CONSTANT, item.span, "a column's name here is a constant text, or an array of texts"),
        }
    }

    /// `assert-schema (a: long)`: the input, if it has these columns.
    pub fn assert_schema(&mut self, input: Rel, declared: &[ColumnDeclaration], span: Span) -> Result<Rel> {
        let mut wanted: Vec<(&str, Type)> = Vec::with_capacity(declared.len());
        for column in declared {
            wanted.push((column.name.text.as_str(), self.type_named(&column.type_name)?));
        }
        let given: Vec<(&str, Type)> = input.visible().map(|c| (c.name.as_str(), c.kql_type)).collect();
        if given == wanted {
            return Ok(input);
        }
        let listed = |columns: &[(&str, Type)]| {
            columns.iter().map(|(name, t)| format!("{name}: {t}")).collect::<Vec<_>>().join(", ")
        };
        refuse(WRONG_KIND, span, format!("the schema is ({}) and not ({})", listed(&given), listed(&wanted)))
    }
}
