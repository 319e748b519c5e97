//! Parameter lists as text: `(T:(*), x:column|string=SHA1, y:int=100)`.

use lurcher_types::Type;

use crate::function::{Parameter, ParameterKind};

pub fn parse(text: &str) -> Result<Vec<Parameter>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let inner = inner.ok_or_else(|| format!("parameters `{text}` must stand in parentheses"))?;
    split(inner).into_iter().map(parameter).collect()
}

fn parameter(text: &str) -> Result<Parameter, String> {
    let malformed = || format!("parameter `{text}` is not `name:type` or `name:type=default`");
    let (name, rest) = text.split_once(':').ok_or_else(malformed)?;
    let (kind, default) = match rest.split_once('=') {
        Some((kind, default)) => (kind, Some(default.trim().to_string())),
        None => (rest, None),
    };
    let (name, marked) = match name.trim().strip_suffix('?') {
        Some(name) => (name, true),
        None => (name.trim(), false),
    };
    if name.is_empty() {
        return Err(malformed());
    }
    let optional = marked || default.is_some();
    Ok(Parameter { name: name.to_string(), kind: kind_of(kind.trim())?, optional, default })
}

fn kind_of(text: &str) -> Result<ParameterKind, String> {
    let named = |name: &str| Type::from_name(name).ok_or_else(|| format!("`{name}` is not a KQL type"));
    if let Some(columns) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        let wanted = split(columns).into_iter().filter(|c| *c != "*");
        let typed = wanted.map(|c| {
            let (name, kql_type) = c.split_once(':').ok_or_else(|| format!("column `{c}` has no type"))?;
            Ok((name.trim().to_string(), named(kql_type.trim())?))
        });
        return Ok(ParameterKind::Table(typed.collect::<Result<_, String>>()?));
    }
    match text.strip_prefix("column|") {
        Some(kql_type) => Ok(ParameterKind::Column(named(kql_type)?)),
        None => Ok(ParameterKind::Scalar(named(text)?)),
    }
}

/// Splits at the commas that stand outside parentheses, brackets and quotes.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut quote, mut start) = (Vec::new(), 0usize, None, 0);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|p| !p.is_empty());
    parts
}
