//! What came of one rule.

use super::columns::Columns;
use super::reach::Reach;
use crate::clock::Moment;
use crate::data::{Notices, Opened};
use crate::rule::{Asked, placed, request};
use lurcher_engine::{Answer, Request};
use lurcher_rules::{About, Rule};
use lurcher_syntax::{Diagnostic, Stage};
use std::time::{Duration, Instant};

/// Rules with this tag show what there is, and accuse nobody.
const OVERVIEW: &str = "overview";
/// The binder's codes for a name, a column or a table that is not there.
const MISSING: [&str; 2] = ["LUR101", "LUR102"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Findings,
    /// It was looked for, and is not there.
    Quiet,
    /// Rows that are no accusation.
    Overview,
    /// No rows, but for these reasons nobody can tell whether there should be some.
    NotJudged(Vec<String>),
    /// The rule is broken, or needs KQL that is not built.
    Refused(String),
}

impl Verdict {
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Findings => "findings",
            Verdict::Quiet => "quiet",
            Verdict::Overview => "overview",
            Verdict::NotJudged(_) => "not judged",
            Verdict::Refused(_) => "broken",
        }
    }

    /// Why, where the verdict needs a reason.
    pub fn reason(&self) -> String {
        match self {
            Verdict::NotJudged(reasons) => reasons.join("; "),
            Verdict::Refused(why) => why.clone(),
            _ => String::new(),
        }
    }
}

pub struct Judged {
    pub rule: Rule,
    pub verdict: Verdict,
    pub rows: usize,
    pub answer: Option<Answer>,
    /// What a reader of the rows should know.
    pub notes: Vec<String>,
    pub time: Duration,
}

pub struct Judge<'a> {
    opened: &'a Opened,
    moment: &'a Moment,
    notices: Notices,
    columns: Columns,
    reach: Reach,
}

impl<'a> Judge<'a> {
    pub fn new(opened: &'a Opened, moment: &'a Moment) -> Judge<'a> {
        Judge { opened, moment, notices: Notices::default(), columns: Columns::default(), reach: Reach::default() }
    }

    pub async fn rule(&mut self, rule: Rule, about: &About) -> Judged {
        let start = Instant::now();
        let asked = Asked { now: self.moment.now, as_of: self.moment.as_of, with_exclusions: true, ..Asked::default() };
        let request = match request(&rule, about, &asked) {
            Ok(request) => request,
            Err(why) => {
                let verdict = Verdict::Refused(why);
                return Judged { rule, verdict, rows: 0, answer: None, notes: Vec::new(), time: start.elapsed() };
            }
        };
        let tried = self.run(&rule, &request).await;
        let time = start.elapsed();
        match tried {
            Ok(Tried { answer, reasons, blind, notes }) => {
                let rows = answer.tables.iter().map(|t| t.row_count()).sum();
                let verdict = if blind { Verdict::NotJudged(reasons.clone()) } else { verdict(&rule, rows, &reasons) };
                let notes = if matches!(verdict, Verdict::NotJudged(_)) { notes } else { [reasons, notes].concat() };
                Judged { rule, verdict, rows, answer: Some(answer), notes, time }
            }
            Err(d) => {
                let verdict = match MISSING.contains(&d.code) && d.stage == Stage::Bind {
                    true => Verdict::NotJudged(vec![placed(&rule, &d)]),
                    false => Verdict::Refused(placed(&rule, &d)),
                };
                Judged { rule, verdict, rows: 0, answer: None, notes: Vec::new(), time }
            }
        }
    }

    async fn run(&mut self, rule: &Rule, request: &Request) -> Result<Tried, Diagnostic> {
        let checked = self.opened.engine.check(request).await?;
        let mut answer = self.opened.engine.query(request).await?;
        let tables = &checked.program.tables;
        let mut reasons: Vec<String> = answer.without_data.iter().map(|t| format!("needs {t}: no data")).collect();
        let blind = !tables.is_empty() && tables.iter().all(|t| answer.without_data.contains(t));
        // Said as a reason already.
        answer.warnings.retain(|w| !answer.without_data.iter().any(|t| w.starts_with(&format!("{t}: no data"))));
        reasons.extend(self.columns.missing(self.opened, tables, &rule.query));
        reasons.extend(self.notices.of_query(&rule.query, self.opened, request.as_of).await);
        let reach = self.reach.of_rule(self.opened, self.moment, tables, rule).await?;
        reasons.extend(reach.reasons);
        let notes = answer.warnings.iter().cloned().chain(reach.notes).collect();
        Ok(Tried { answer, reasons, blind, notes })
    }
}

/// A rule that ran.
struct Tried {
    answer: Answer,
    /// Why its silence may mean nothing.
    reasons: Vec<String>,
    /// It read tables, and none of them has data: even a row, such as a count of 0, says nothing.
    blind: bool,
    notes: Vec<String>,
}

fn verdict(rule: &Rule, rows: usize, reasons: &[String]) -> Verdict {
    let fires = match rule.trigger {
        Some(trigger) => trigger.fires(rows as u64),
        None => rows > 0,
    };
    let overview = rule.tags.iter().any(|t| t.eq_ignore_ascii_case(OVERVIEW));
    match (rows, reasons) {
        // Data that are not there cannot be found too few.
        (0, [_, ..]) => Verdict::NotJudged(reasons.to_vec()),
        (1.., _) if overview => Verdict::Overview,
        _ if fires => Verdict::Findings,
        // Fewer than the threshold, and some may be missing.
        (_, [_, ..]) if !overview => Verdict::NotJudged(reasons.to_vec()),
        _ => Verdict::Quiet,
    }
}
