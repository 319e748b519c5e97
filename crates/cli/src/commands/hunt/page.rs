//! A hunt as a page that stands alone.

use super::Outcome;
use super::judge::{Judged, Verdict};
use crate::output::html::{self, escape};

/// Rows in the page of each rule without `--limit`.
const DEFAULT_ROWS: usize = 200;

pub fn page(outcome: &Outcome, limit: Option<usize>) -> String {
    let mut body = format!("<h1>Hunt</h1>\n<p>{}</p>\n", escape(&outcome.summary()));
    for problem in &outcome.problems {
        body.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(problem)));
    }
    body.push_str(
        "<table><thead><tr><th>Verdict</th><th>Severity</th><th>Rows</th><th>Rule</th></tr></thead><tbody>\n",
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
        Verdict::NotJudged(_) => "unjudged",
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
        judged.rule.severity.map_or("", |s| s.name()),
        judged.rows,
        escape(&judged.rule.name)
    )
}

fn rule(number: usize, judged: &Judged, limit: usize) -> String {
    let rule = &judged.rule;
    let mut out = format!("<section id=\"rule-{number}\"><h2>{} {}</h2>\n", escape(&rule.name), badge(&judged.verdict));
    let mut about = vec![rule.path.clone()];
    about.extend(rule.tactics.iter().chain(&rule.techniques).cloned());
    out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(&about.join(" · "))));
    for text in [Some(&rule.description), rule.hypothesis.as_ref()].into_iter().flatten() {
        if !text.trim().is_empty() {
            out.push_str(&format!("<p>{}</p>\n", escape(text.trim())));
        }
    }
    for warning in judged.notes.iter().chain([&judged.verdict.reason()]).filter(|w| !w.is_empty()) {
        out.push_str(&format!("<p class=\"warning\">{}</p>\n", escape(warning)));
    }
    for table in judged.answer.iter().flat_map(|a| &a.tables).filter(|t| t.row_count() > 0) {
        out.push_str(&html::table(table, limit));
    }
    out.push_str(&format!(
        "<details><summary>The query</summary><pre>{}</pre></details></section>\n",
        escape(&rule.query)
    ));
    out
}
