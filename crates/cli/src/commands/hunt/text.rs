//! A hunt on a terminal: a line per rule, then what was found.

use super::Outcome;
use super::judge::{Judged, Verdict};
use crate::arguments::Exclusions;
use crate::chart;
use crate::output::table;
use crate::output::terminal::{Style, fit, pad, printable, printable_text, width};
use lurcher_rules::finding::Finding;

/// Enough of an id to find it again.
const SHOWN_ID: usize = 12;
const SHOWN_ENTITIES: usize = 6;
/// Rows shown of each rule without `--limit`.
pub const DEFAULT_ROWS: usize = 10;

pub fn text(outcome: &Outcome, limit: Option<usize>, style: Style) -> String {
    let mut out = String::new();
    out.push_str(&style.bold("verdict     severity       rows     time  rule"));
    out.push('\n');
    for judged in &outcome.rules {
        out.push_str(&line(judged, style));
    }
    out.push_str(&format!("\n{}\n", style.bold(&outcome.summary())));
    out.push_str(&exclusions(outcome, style));
    let with_rows = outcome.rules.iter().filter(|r| matches!(r.verdict, Verdict::Findings | Verdict::Overview));
    for judged in with_rows {
        out.push_str(&findings(judged, limit.unwrap_or(DEFAULT_ROWS), style));
    }
    out
}

fn line(judged: &Judged, style: Style) -> String {
    let verdict = pad(judged.verdict.name(), 10, false);
    let verdict = match judged.verdict {
        Verdict::Findings | Verdict::Refused(_) => style.red(&verdict),
        Verdict::NotJudged(_) | Verdict::Ended(_) => style.yellow(&verdict),
        Verdict::Quiet => style.green(&verdict),
        Verdict::Overview => verdict,
    };
    let severity = pad(judged.rule.severity().map_or("", |s| s.name()), 13, false);
    let seconds = format!("{:.2} s", judged.time.as_secs_f64());
    let head = format!("{verdict}  {severity}  {:>4}  {seconds:>7}", judged.rows);
    let room = style.width.map_or(usize::MAX, |w| w.saturating_sub(40).max(20));
    let mut out = format!("{head}  {}\n", fit(&printable(&judged.rule.name), room));
    let reason = judged.verdict.reason();
    if !reason.is_empty() {
        // A reason is never cut: it may be all that tells silence from an all-clear.
        out.push_str(&format!("{}{}\n", " ".repeat(12), printable(&reason)));
    }
    out
}

/// What each exclusion hides, or would hide.
fn exclusions(outcome: &Outcome, style: Style) -> String {
    let mut lines = String::new();
    for judged in &outcome.rules {
        for effect in &judged.effects.each {
            let e = &effect.exclusion;
            let name = format!("{} ({}, {})", e.id, e.applies_to.name(), e.owner);
            let (rows, findings) = (effect.rows, effect.findings.len());
            let line = format!("{rows:>8}  {findings:>8}  {}: {}", printable(&name), printable(&judged.rule.name));
            lines.push_str(&format!("{line}\n"));
            if outcome.exclusions == Exclusions::Preview {
                let hidden = judged.effects.hidden.iter().filter(|h| h.because.contains(&e.id));
                hidden.for_each(|h| lines.push_str(&format!("{}{}\n", " ".repeat(20), of_what(&h.finding))));
            }
        }
    }
    if lines.is_empty() {
        return lines;
    }
    let title = match outcome.exclusions {
        Exclusions::Preview => "would hide",
        _ => "hidden by exclusions",
    };
    format!("\n{}\n{}\n{lines}", style.bold(title), style.faint("    rows  findings  exclusion: rule"))
}

/// `0123456789ab  Mailbox bo@contoso.example, …`
pub fn of_what(finding: &Finding) -> String {
    let entities: Vec<String> = finding.entities.iter().take(SHOWN_ENTITIES).map(|e| printable(&e.label())).collect();
    let more = finding.entities.len().saturating_sub(SHOWN_ENTITIES) + finding.entities_left_out;
    let more = if more > 0 { format!(", {more} more") } else { String::new() };
    let id = finding.id.get(..SHOWN_ID).unwrap_or(&finding.id);
    format!("{id}  {}{more}", entities.join(", "))
}

fn findings(judged: &Judged, limit: usize, style: Style) -> String {
    let rule = &judged.rule;
    let mut about: Vec<&str> = rule.severity().iter().map(|s| s.name()).collect();
    about.extend(rule.tactics().iter().chain(rule.techniques()).map(String::as_str));
    let title = printable(&rule.name);
    let mut out = format!("\n{}\n{}\n", style.bold(&title), style.faint(&"═".repeat(width(&title))));
    let about = if about.is_empty() { String::new() } else { format!(": {}", printable(&about.join(", "))) };
    out.push_str(&style.faint(&format!("{}{about}", printable(&rule.path))));
    out.push('\n');
    if !rule.description.trim().is_empty() {
        out.push_str(&format!("{}\n", printable_text(rule.description.trim())));
    }
    for note in &judged.notes {
        out.push_str(&style.yellow(&format!("note: {}", printable(note))));
        out.push('\n');
    }
    for finding in judged.findings.iter().take(limit).filter(|f| !f.entities.is_empty()) {
        out.push_str(&style.faint(&format!("finding {}", of_what(finding))));
        out.push('\n');
    }
    for shown in judged.answer.iter().flat_map(|a| &a.tables) {
        match chart::of(shown) {
            Some(Ok(drawn)) => out.push_str(&chart::blocks(&drawn, style)),
            _ => out.push_str(&table::rows(shown, style, limit)),
        }
        out.push_str(&format!("{}\n", style.faint(&table::count(shown, limit))));
    }
    out
}
