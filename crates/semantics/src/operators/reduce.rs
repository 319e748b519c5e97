use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal, NamedExpr, Parameter};
use lurcher_types::{Type, Value};

/// The plugin that finds the groups; no author can write its name.
const PLUGIN: &str = "__reduce";

const DEFAULT_THRESHOLD: f64 = 0.1;

impl Binder<'_> {
    /// `reduce kind=source by text with threshold=0.1, characters="-"`: groups of texts that are alike.
    pub fn reduce(
        &mut self,
        input: Rel,
        parameters: &[Parameter],
        by: &ast::Expr,
        properties: &[NamedExpr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let keeps_input = keeps_input(parameters)?;
        let constants = self.reduce_options(properties, keeps_input, env, span)?;
        let (input, by) = self.over(input, |b, row| b.scalar(by, env, row))?;
        if by.kql_type != Type::String && !by.is_unknown() {
            let message = format!("`reduce` takes a string, this is {}", by.kql_type);
            return refuse_with(OPERAND_TYPE, by.span, message, Some("tostring() makes a text of it".to_owned()));
        }
        let args = vec![self.cast(by, Type::String)?];
        self.warn_of_choice("reduce");
        let pattern = self.col("Pattern", Type::String);
        let (columns, serialized) = if keeps_input {
            if input.col("Pattern").is_some() {
                let message = "`reduce kind=source` adds a column `Pattern`, and there is one already";
                return refuse_with(DUPLICATE_NAME, span, message, Some("project-rename it before".to_owned()));
            }
            (input.columns.iter().cloned().chain([pattern]).collect(), input.serialized)
        } else {
            let (count, representative) = (self.col("Count", Type::Long), self.col("Representative", Type::String));
            (vec![pattern, count, representative], false)
        };
        let call = PluginCall { plugin: PLUGIN, input, args, constants, lookup: None, keeps_input, per: false };
        self.plugin_rel(call, columns, serialized, span)
    }

    /// What the kernel is told: the threshold, whether characters are given, those, and whether rows are kept.
    fn reduce_options(
        &mut self,
        properties: &[NamedExpr],
        keeps_input: bool,
        env: &Env,
        span: Span,
    ) -> Result<Vec<Expr>> {
        let (mut threshold, mut characters) = (None, None);
        for property in properties {
            let Some(name) = property.names.first() else {
                return refuse(BAD_OPTION, property.value.span, "an option of `reduce` has a name");
            };
            let value = self.scalar(&property.value, env, Row::NONE)?;
            let known = match name.text.as_str() {
                "threshold" => threshold.replace(ratio(&value)?).is_none(),
                "characters" => characters.replace(text(&value)?).is_none(),
                other => {
                    let message = format!("`reduce` has no option `{other}`: it knows threshold and characters");
                    return refuse(BAD_OPTION, name.span, message);
                }
            };
            if !known {
                return refuse(BAD_OPTION, name.span, format!("`{}` is given twice", name.text));
            }
        }
        let constants = [
            Value::Real(threshold.unwrap_or(DEFAULT_THRESHOLD)),
            Value::Bool(characters.is_some()),
            Value::String(characters.unwrap_or_default()),
            Value::Bool(keeps_input),
        ];
        Ok(constants.map(|value| Expr::literal(value, span)).to_vec())
    }
}

/// Whether `kind=source` stands there, the only kind that there is.
fn keeps_input(parameters: &[Parameter]) -> Result<bool> {
    let mut keeps_input = false;
    for p in parameters.iter().filter(|p| !p.name.text.starts_with("hint.")) {
        let value = match &p.value.kind {
            Ast::Name(name) => name.text.as_str(),
            Ast::Literal(Literal::String { text, .. }) => text.as_str(),
            _ => "",
        };
        match (p.name.text.as_str(), value) {
            ("kind", "source") => keeps_input = true,
            ("kind", _) => return refuse(BAD_OPTION, p.value.span, "the only kind of `reduce` is `source`"),
            (other, _) => {
                let message = format!("`{other}` stands behind `with` in a `reduce`");
                return refuse(BAD_OPTION, p.name.span, message);
            }
        }
    }
    Ok(keeps_input)
}

fn ratio(e: &Expr) -> Result<f64> {
    let value = match e.as_literal() {
        Some(Value::Int(v)) => f64::from(*v),
        Some(Value::Long(v)) => *v as f64,
        Some(Value::Real(v)) => *v,
        _ => f64::NAN,
    };
    if (0.0..=1.0).contains(&value) {
        return Ok(value);
    }
    refuse(BAD_OPTION, e.span, "the threshold of `reduce` is a constant from 0 to 1")
}

fn text(e: &Expr) -> Result<String> {
    match e.as_literal() {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => refuse(BAD_OPTION, e.span, "the characters of `reduce` are a constant text"),
    }
}
