//! Findings for a terminal: each with its line, and marks under the place.

use crate::output::counted;
use crate::output::terminal::{Style, printable};
use lurcher_rules::lint::{Finding, Level};

/// So much of a long line is shown, the place in its middle.
const SHOWN_CHARS: usize = 160;

pub fn text(findings: &[(&Finding, String)], rules: usize, known: usize, style: Style) -> String {
    let mut out = String::new();
    for (finding, path) in findings {
        out.push_str(&one(finding, path, style));
        out.push('\n');
    }
    out.push_str(&summary(findings, rules, known));
    out
}

fn one(finding: &Finding, path: &str, style: Style) -> String {
    let place = finding.place.map(|p| format!(":{}:{}", p.line, p.column)).unwrap_or_default();
    let in_query =
        finding.in_query.map(|p| format!(" (line {}, column {} of the query)", p.line, p.column)).unwrap_or_default();
    let level = match finding.level {
        Level::Error => style.red("error"),
        Level::Warning => style.yellow("warning"),
        Level::Note => style.faint("note"),
    };
    let head = format!("{}{place}{in_query}", printable(path));
    let mut out =
        format!("{}: {level}[{} {}] {}\n", style.bold(&head), finding.code, finding.name, printable(&finding.message));
    if let (Some(line), Some(place)) = (&finding.line, finding.in_query.or(finding.place)) {
        out.push_str(&pointed(finding, line, place.line));
    }
    if let Some(help) = &finding.help {
        out.push_str(&format!("   = {}\n", printable(help)));
    }
    if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.is_safe) {
        out.push_str(&format!("   = --fix writes `{}`\n", printable(fix.text.trim())));
    }
    out
}

/// The line and marks under it.
fn pointed(finding: &Finding, line: &str, number: usize) -> String {
    let column = finding.column.saturating_sub(1).min(line.chars().count());
    let skipped = column.saturating_sub(SHOWN_CHARS / 2);
    let part =
        |from: usize, to: usize| printable(&line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>());
    let (head, tail) = (part(skipped, column), part(column, skipped + SHOWN_CHARS));
    let gutter = number.to_string();
    let pad = " ".repeat(gutter.len());
    let marks = "^".repeat(finding.width.clamp(1, SHOWN_CHARS / 2));
    format!("{gutter} | {head}{tail}\n{pad} | {}{marks}\n", " ".repeat(head.chars().count()))
}

fn summary(findings: &[(&Finding, String)], rules: usize, known: usize) -> String {
    let count = |level| findings.iter().filter(|(finding, _)| finding.level == level).count();
    let parts = [(count(Level::Error), "error"), (count(Level::Warning), "warning"), (count(Level::Note), "note")];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| counted(*n as u64, what)).collect();
    let found = if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") };
    let known = if known > 0 { format!("; {known} known from the baseline") } else { String::new() };
    format!("{}: {found}{known}\n", counted(rules as u64, "rule"))
}
