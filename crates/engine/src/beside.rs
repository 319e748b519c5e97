//! What a request says beside the text of its query, read before it is bound.

use crate::answer::{ChosenValue, HiddenRows, Request};
use lurcher_semantics::{Chosen, ChosenPlace, Hidden, Probes, Settings};
use lurcher_syntax::{Diagnostic, Span, Stage, ast, parse};
use std::sync::Arc;

pub fn settings(request: &Request, probes: Probes) -> Result<Settings, Diagnostic> {
    Ok(Settings {
        parameters: request.parameters.clone(),
        probes,
        chosen: request.chosen.iter().map(chosen).collect::<Result<_, _>>()?,
        hidden: request.hidden.iter().map(hidden).collect::<Result<_, _>>()?,
    })
}

fn chosen(value: &ChosenValue) -> Result<Chosen, Diagnostic> {
    let name = &value.name;
    let place = match &value.replaces {
        None => ChosenPlace::Let(name.clone()),
        Some(text) => match expression(text).as_ref().map(|e| &e.kind) {
            Ok(ast::ExprKind::Literal(literal)) => ChosenPlace::Literal(literal.clone()),
            _ => return Err(wrong(format!("the parameter `{name}` replaces `{text}`, which is no literal"))),
        },
    };
    let read = Chosen::read(&value.text, value.kql_type).ok_or_else(|| {
        wrong(format!("the value of the parameter `{name}`, `{}`, is no {}", value.text, value.kql_type))
    })?;
    Ok(Chosen { name: name.clone(), place, value: read })
}

fn hidden(rows: &HiddenRows) -> Result<Hidden, Diagnostic> {
    let predicate = expression(&rows.predicate).map_err(|e| Diagnostic {
        message: format!("the exclusion `{}` is not a predicate: {}", rows.name, e.message),
        span: Span::default(),
        ..e
    })?;
    Ok(Hidden { name: rows.name.clone(), table: rows.table.clone(), predicate: Arc::new(predicate), alone: rows.alone })
}

/// A text that is one expression, and nothing else.
fn expression(text: &str) -> Result<ast::Expr, Diagnostic> {
    let parsed = parse(text);
    if let Some(first) = parsed.diagnostics.into_iter().next() {
        return Err(first);
    }
    match <[ast::Statement; 1]>::try_from(parsed.query.statements).map(|[one]| one.kind) {
        Ok(ast::StatementKind::Expression(e)) => Ok(e),
        _ => Err(wrong("one expression is wanted".to_owned())),
    }
}

fn wrong(message: String) -> Diagnostic {
    Diagnostic::new("LUR115", Stage::Bind, Span::default(), message)
}
