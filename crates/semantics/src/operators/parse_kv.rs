use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ColumnDeclaration, ExprKind as Ast, NamedExpr};
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `parse-kv text as (key: type, …) with (…)`: columns from the pairs of keys and values in a text.
    pub fn parse_kv(
        &mut self,
        input: Rel,
        source: &ast::Expr,
        keys: &[ColumnDeclaration],
        properties: &[NamedExpr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let options = self.key_value_options(properties, env, span)?;
        let (input, source) = self.over(input, |b, row| b.scalar(source, env, row))?;
        if !matches!(source.kql_type, Type::String | Type::Dynamic) {
            return refuse(
                OPERAND_TYPE,
                source.span,
                format!("`parse-kv` reads a string, this is {}", source.kql_type),
            );
        }
        let source = self.cast(source, Type::String)?;
        let mut found: Vec<Col> = Vec::with_capacity(keys.len());
        for key in keys {
            let kql_type = self.type_named(&key.type_name)?;
            if found.iter().any(|c| c.name == key.name.text) {
                return refuse(DUPLICATE_NAME, key.name.span, format!("the key `{}` is given twice", key.name.text));
            }
            found.push(self.col(&key.name.text, kql_type));
        }
        let names = found.iter().map(|c| c.name.clone()).collect();
        let serialized = input.serialized;
        let (columns, outputs) = self.beside(&input, found, span);
        let kind = RelKind::ParseKv { input: Box::new(input), source, keys: names, options: Box::new(options) };
        let parsed = self.rel(kind, columns, serialized, span)?;
        self.project_onto(parsed, outputs, span)
    }

    fn key_value_options(&mut self, properties: &[NamedExpr], env: &Env, span: Span) -> Result<KeyValueOptions> {
        let mut options = KeyValueOptions::default();
        for property in properties {
            let Some(name) = property.names.first() else {
                return refuse(BAD_OPTION, property.value.span, "an option of `parse-kv` has a name");
            };
            let value = match &property.value.kind {
                // Among options `true` and `false` are words.
                Ast::Name(word) if word.text == "true" => Some(Value::Bool(true)),
                Ast::Name(word) if word.text == "false" => Some(Value::Bool(false)),
                _ => self.scalar(&property.value, env, Row::NONE)?.as_literal().cloned(),
            };
            match (name.text.as_str(), &value) {
                ("pair_delimiter", Some(Value::String(s))) if !s.is_empty() => options.pair_delimiter = Some(s.clone()),
                ("kv_delimiter", Some(Value::String(s))) if !s.is_empty() => options.kv_delimiter = Some(s.clone()),
                ("regex", Some(Value::String(s))) => options.regex = Some(s.clone()),
                ("greedy", Some(Value::Bool(v))) => options.greedy = *v,
                ("quote", Some(Value::String(s))) => {
                    let mut chars = s.chars();
                    let quotes = match (chars.next(), chars.next(), chars.next()) {
                        (Some(both), None, None) => (both, both),
                        (Some(open), Some(close), None) => (open, close),
                        _ => return refuse(BAD_OPTION, property.value.span, "a quote has one character, or two"),
                    };
                    options.quotes.push(quotes);
                }
                ("escape", Some(Value::String(s))) => {
                    let mut chars = s.chars();
                    match (chars.next(), chars.next()) {
                        (Some(c), None) => options.escapes.push(c),
                        _ => return refuse(BAD_OPTION, property.value.span, "an escape is one character"),
                    }
                }
                _ => {
                    return refuse(
                        BAD_OPTION,
                        property.value.span,
                        "`parse-kv` knows pair_delimiter, kv_delimiter, quote, escape, greedy and regex, all constant",
                    );
                }
            }
        }
        let delimited = options.pair_delimiter.is_some() || options.kv_delimiter.is_some();
        if options.regex.is_some() && (delimited || options.greedy || !options.quotes.is_empty()) {
            return refuse(BAD_OPTION, span, "`regex` stands alone among the options of `parse-kv`");
        }
        if options.pair_delimiter.is_some() != options.kv_delimiter.is_some() {
            return refuse(BAD_OPTION, span, "`pair_delimiter` and `kv_delimiter` are given together");
        }
        if options.greedy && !delimited {
            return refuse(BAD_OPTION, span, "`greedy` needs `pair_delimiter` and `kv_delimiter`");
        }
        if !options.escapes.is_empty() && options.quotes.is_empty() {
            return refuse(BAD_OPTION, span, "`escape` needs `quote`");
        }
        Ok(options)
    }
}
