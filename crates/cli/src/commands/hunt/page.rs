//! A hunt as a page that stands alone.

use super::Outcome;
use super::judge::{Judged, Verdict};
use crate::output::html::{self, escape};

/// Rows in the page of each rule without `--limit`.
pub const DEFAULT_ROWS: usize = 200;

pub fn page(outcome: &Outcome, limit: Option<usize>) -> String {
    let mut body = format!("<h1>Hunt</h1>\n<p>{}</p>\n", escape(&outcome.summary()));
    for problem in &outcome.problems {
        body.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(problem)));
    }
    body.push_str(
        "<table class=\"rules\"><thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Severity</th><th scope=\"col\">Rows</th>\
         <th scope=\"col\">Rule</th></tr></thead><tbody>\n",
    );
    for (number, judged) in outcome.rules.iter().enumerate() {
        body.push_str(&line(number, judged));
    }
    body.push_str("</tbody></table>\n");
    for (number, judged) in outcome.rules.iter().enumerate() {
        body.push_str(&rule(number, judged, limit.unwrap_or(DEFAULT_ROWS)));
    }
    html::page("Hunt", &body)
}

fn badge(verdict: &Verdict) -> String {
    let class = match verdict {
        Verdict::Findings => "findings",
        Verdict::NotJudged(_) | Verdict::Ended(_) => "unjudged",
        Verdict::Refused(_) => "refused",
        Verdict::Quiet => "quiet",
        Verdict::Overview => "",
    };
    format!("<span class=\"badge {class}\">{}</span>", verdict.name())
}

fn line(number: usize, judged: &Judged) -> String {
    let reason = judged.verdict.reason();
    let reason =
        if reason.is_empty() { reason } else { format!("<br><span class=\"note\">{}</span>", escape(&reason)) };
    format!(
        "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td><a href=\"#rule-{number}\">{}</a>{reason}</td></tr>\n",
        badge(&judged.verdict),
        judged.rule.severity().map_or("", |s| s.name()),
        judged.rows,
        escape(&judged.rule.name)
    )
}

fn rule(number: usize, judged: &Judged, limit: usize) -> String {
    let rule = &judged.rule;
    let mut out = format!("<section id=\"rule-{number}\"><h2>{} {}</h2>\n", escape(&rule.name), badge(&judged.verdict));
    let mut about = vec![rule.path.clone()];
    about.extend(rule.tactics().iter().chain(rule.techniques()).cloned());
    out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(&about.join(" · "))));
    for text in [Some(rule.description.as_str()), rule.hypothesis()].into_iter().flatten() {
        if !text.trim().is_empty() {
            out.push_str(&format!("<p>{}</p>\n", escape(text.trim())));
        }
    }
    if let Some(by) = rule.overlay.drafted_by("hypothesis") {
        let words = format!("The hypothesis was drafted by {} on {}, not reviewed.", by.model, by.date.text);
        out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(&words)));
    }
    for warning in judged.notes.iter().chain([&judged.verdict.reason()]).filter(|w| !w.is_empty()) {
        out.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(warning)));
    }
    out.push_str(&findings(judged, limit));
    for table in judged.answer.iter().flat_map(|a| &a.tables).filter(|t| t.row_count() > 0) {
        out.push_str(&html::table(table, limit));
    }
    out.push_str(&format!(
        "<details><summary>The query</summary><pre tabindex=\"0\">{}</pre></details></section>\n",
        escape(&rule.query)
    ));
    out
}

/// What was found, by id, and what exclusions hide.
fn findings(judged: &Judged, limit: usize) -> String {
    let mut out = String::new();
    let shown = judged.findings.iter().take(limit).filter(|f| !f.entities.is_empty());
    for finding in shown {
        let entities: Vec<String> = finding.entities.iter().map(|e| escape(&e.label())).collect();
        out.push_str(&format!("<li><code>{}</code> {}</li>\n", escape(&finding.id), entities.join(", ")));
    }
    if !out.is_empty() {
        let count = judged.findings.len();
        out = format!("<details><summary>Findings: {count}</summary><ul>\n{out}</ul></details>\n");
    }
    for effect in judged.effects.each.iter().filter(|e| e.rows > 0) {
        let (e, findings) = (&effect.exclusion, effect.findings.len());
        let hidden = format!("{}: {} ({} rows, {findings} findings)", e.id, e.scenario, effect.rows);
        out.push_str(&format!("<p class=\"note\">Exclusion {}</p>\n", escape(&hidden)));
    }
    out
}
