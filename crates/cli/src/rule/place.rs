//! Where an error in KQL that stands in a file of a pack is to be found.

use lurcher_rules::{Embedded, Rule};
use lurcher_syntax::{Diagnostic, Span};

/// The refusal with its place: of the file where its lines are those of the query, else of the query.
pub fn placed(rule: &Rule, d: &Diagnostic) -> String {
    format!("{} {}: {}: {}", d.stage.name(), d.code, place(rule, d.span.start), said(d))
}

/// Where this byte of the rule's query stands: `rule.yaml:7:5`, or in the query where the file folds its lines.
pub fn place(rule: &Rule, offset: u32) -> String {
    let (line, column) = after(&rule.query, offset);
    match rule.query_start {
        Some(start) if rule.query_is_literal => {
            format!("{}:{}:{}", rule.path, start.line + line, start.column + column)
        }
        _ => format!("{} (line {}, column {} of the query)", rule.path, line + 1, column + 1),
    }
}

/// The same in a predicate; its first line begins where it stands in the file, whatever its quotes.
pub fn place_in(path: &str, kql: &Embedded, span: Span) -> String {
    let (line, column) = after(&kql.text, span.start);
    match (kql.is_literal, line) {
        (true, _) | (_, 0) => format!("{path}:{}:{}", kql.start.line + line, kql.start.column + column),
        _ => format!("{path}:{}:{}", kql.start.line, kql.start.column),
    }
}

/// The message with its advice.
pub fn said(d: &Diagnostic) -> String {
    let help = d.help.as_ref().map(|h| format!(" ({h})")).unwrap_or_default();
    format!("{}{help}", d.message)
}

/// Whole lines before the place, and characters before it in its own line.
fn after(text: &str, offset: u32) -> (usize, usize) {
    let before = text.get(..(offset as usize).min(text.len())).unwrap_or_default();
    (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default().chars().count())
}
