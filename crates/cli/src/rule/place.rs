//! Where an error in a rule's query stands in the rule's file.

use lurcher_rules::Rule;
use lurcher_syntax::Diagnostic;

/// The refusal with its place: of the file where its lines are those of the query, else of the query.
pub fn placed(rule: &Rule, d: &Diagnostic) -> String {
    let help = d.help.as_ref().map(|h| format!(" ({h})")).unwrap_or_default();
    format!("{} {}: {}: {}{help}", d.stage.name(), d.code, place(rule, d.span.start), d.message)
}

/// Where this byte of the rule's query stands.
pub fn place(rule: &Rule, offset: u32) -> String {
    let before = rule.query.get(..(offset as usize).min(rule.query.len())).unwrap_or_default();
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    match rule.query_start {
        Some(start) if rule.query_is_literal => {
            format!("{}:{}:{}", rule.path, start.line + line, start.column + column)
        }
        _ => format!("{} (line {}, column {} of the query)", rule.path, line + 1, column + 1),
    }
}
