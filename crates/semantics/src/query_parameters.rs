//! `declare query_parameters`: values that a client gives beside the text.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::ast;
use lurcher_types::{Type, Value, text, time};
use std::rc::Rc;

impl Binder<'_> {
    pub fn query_parameters(&mut self, parameters: &[ast::FunctionParameter], env: &Env) -> Result<Env> {
        let mut env = env.clone();
        for parameter in parameters {
            let ast::ParameterKind::Scalar(type_name) = &parameter.kind else {
                return unsupported(UNSUPPORTED, parameter.name.span, "tabular query parameters are not supported");
            };
            let wanted = self.type_named(type_name)?;
            let name = &parameter.name.text;
            let value = match (self.settings.parameters.get(name), &parameter.default) {
                (Some(given), _) => match read_parameter(given, wanted) {
                    Some(value) => Expr::literal(value, parameter.name.span),
                    None => {
                        return refuse(
                            BAD_PARAMETER,
                            parameter.name.span,
                            format!("the value given for `{name}`, `{given}`, is no {wanted}"),
                        );
                    }
                },
                (None, Some(default)) => {
                    let value = self.scalar(default, &env, Row::NONE)?;
                    self.convert_argument(value, wanted, default.span)?
                }
                (None, None) => {
                    return refuse_with(
                        BAD_PARAMETER,
                        parameter.name.span,
                        format!("the query parameter `{name}` has neither a value nor a default"),
                        Some(format!("give one with --param {name}=…")),
                    );
                }
            };
            env = env.with(name, Meaning::Scalar(Rc::new(value)), self.level);
        }
        Ok(env)
    }
}

/// What stands inside `datetime(…)`, if the text is such a literal of the wanted type; else the text itself.
fn unwrapped(given: &str, wanted: Type) -> &str {
    let literal = given.trim().strip_suffix(')').and_then(|text| text.split_once('('));
    match literal {
        Some((name, inside)) if wanted != Type::String && Type::from_name(name.trim()) == Some(wanted) => inside.trim(),
        _ => given,
    }
}

/// A query parameter's value arrives as text, plain or as a literal.
pub(crate) fn read_parameter(given: &str, wanted: Type) -> Option<Value> {
    let given = unwrapped(given, wanted);
    Some(match wanted {
        Type::String => Value::String(given.to_owned()),
        Type::Bool => Value::Bool(text::parse_bool(given)?),
        Type::Int => Value::Int(text::parse_int(given)?),
        Type::Long => Value::Long(text::parse_long(given)?),
        Type::Real => Value::Real(text::parse_real(given)?),
        Type::Decimal => Value::Decimal(text::parse_decimal(given)?),
        Type::Datetime => Value::Datetime(time::parse_datetime(given)?),
        Type::Timespan => Value::Timespan(time::parse_timespan_literal(given)?),
        Type::Guid => Value::Guid(text::parse_guid(given)?),
        Type::Dynamic => {
            let json = lurcher_types::dynamic::from_json(given);
            Value::Dynamic(json.or_else(|| lurcher_types::dynamic::from_literal_text(given).ok())?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_plain_or_a_literal() {
        let read = |text: &str, t| read_parameter(text, t).map(|v| v.to_text());
        assert_eq!(read("2024-05-01", Type::Datetime), read("datetime(2024-05-01)", Type::Datetime));
        assert_eq!(read("long( 7 )", Type::Long), Some("7".to_owned()));
        assert_eq!(read("dynamic(['a', 1])", Type::Dynamic), read("[\"a\", 1]", Type::Dynamic));
        assert_eq!(read("string(x)", Type::String), Some("string(x)".to_owned()));
        assert_eq!(read("int(7)", Type::Datetime), None);
    }
}
