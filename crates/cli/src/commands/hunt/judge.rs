//! What came of one rule.

use super::columns::Columns;
use super::exclusions::{Effects, Runner, Standing, State, bracketed};
use super::plan::Planned;
use super::range::Range;
use super::reach::{Reach, windows};
use super::survey::needs;
pub use super::verdict::Verdict;
use super::verdict::refusal;
use crate::arguments::{Exclusions, RuleLimits};
use crate::clock::Moment;
use crate::data::{Notices, Opened};
use crate::failure::Failure;
use crate::rule::{Asked, findings, fires, hidden_rows, is_overview, keys, request, row_count};
use lurcher_engine::{Answer, Checked, ChosenValue, Engine, HiddenRows, Request};
use lurcher_rules::coverage::{no_column, no_data};
use lurcher_rules::finding::Finding;
use lurcher_rules::{AppliesTo, Exclusion, Interval, Rule};
use lurcher_syntax::Diagnostic;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

pub struct Judged {
    pub rule: Rule,
    pub verdict: Verdict,
    pub rows: usize,
    pub answer: Option<Answer>,
    pub findings: Vec<Finding>,
    /// The exclusions that concern the rule, and what those in force hide.
    pub standings: Vec<Standing>,
    pub effects: Effects,
    /// The tables that it reads, where that is known.
    pub tables: Vec<String>,
    /// The values that were chosen for its parameters, and how far it looks back: the shortest and the longest span.
    pub chosen: Vec<ChosenValue>,
    pub windows: (i64, i64),
    /// What a reader of the rows should know.
    pub notes: Vec<String>,
    pub time: Duration,
}

/// The first so many are kept whole of what a rule found; the others are only counted.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub rows: usize,
    pub findings: usize,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown { rows: usize::MAX, findings: usize::MAX }
    }
}

/// How all rules of a hunt are judged.
pub struct Judge<'a> {
    pub opened: &'a Opened,
    /// The engine with the limits of a rule.
    pub engine: Engine,
    pub moment: &'a Moment,
    pub range: Range,
    pub exclusions: Exclusions,
    /// How much of each rule somebody will look at.
    pub shown: Shown,
    looked_up: Mutex<LookedUp>,
    known: Arc<Mutex<Known>>,
}

/// What the data are, at whatever clock.
#[derive(Debug, Default)]
struct Known {
    columns: Columns,
    reach: Reach,
}

/// What is asked of the data once at this clock, for whichever rule wants it first.
#[derive(Debug, Default)]
struct LookedUp {
    notices: Notices,
    /// How many rows of its table an exclusion hides.
    excluded: HashMap<(String, String), u64>,
}

impl<'a> Judge<'a> {
    pub fn new(
        opened: &'a Opened,
        moment: &'a Moment,
        range: Range,
        exclusions: Exclusions,
        limits: &RuleLimits,
    ) -> Result<Judge<'a>, Failure> {
        let time = &limits.rule_time;
        let wrong = || Failure::plain(format!("--rule-time {time}: a time such as 90s or 10m is wanted"));
        let seconds = Interval::parse(time).ok_or_else(wrong)?.seconds;
        let engine = opened.engine.clone().with_time(Duration::from_secs(seconds)).with_answer_rows(limits.rule_rows);
        let (shown, looked_up, known) = (Shown::default(), Mutex::default(), Arc::default());
        Ok(Judge { opened, engine, moment, range, exclusions, shown, looked_up, known })
    }

    /// The same at another clock.
    pub fn at<'b>(&self, moment: &'b Moment, range: Range) -> Judge<'b>
    where
        'a: 'b,
    {
        let Judge { opened, exclusions, shown, .. } = *self;
        let (engine, looked_up, known) = (self.engine.clone(), Mutex::default(), self.known.clone());
        Judge { opened, engine, moment, range, exclusions, shown, looked_up, known }
    }

    /// The rule's query under the hunt's clock, without exclusions; or what is wrong with the values that were chosen.
    pub fn request(&self, planned: &Planned) -> Result<Request, String> {
        let parameters = &planned.parameters;
        let asked = Asked { now: self.moment.now, as_of: self.moment.as_of, parameters, with_exclusions: false };
        request(&planned.rule, &planned.about, &asked)
    }

    /// A fault of Lurcher's own in one rule leaves the others their verdicts.
    pub fn rule_or_fault(&self, runtime: &Runtime, planned: Planned, standings: Vec<Standing>) -> Judged {
        let rule = planned.rule.clone();
        let judged = catch_unwind(AssertUnwindSafe(|| runtime.block_on(self.rule(planned, standings))));
        judged.unwrap_or_else(|_| {
            Judged::without_answer(rule, Verdict::Refused("a fault inside Lurcher; the message is above".to_owned()))
        })
    }

    pub async fn rule(&self, planned: Planned, standings: Vec<Standing>) -> Judged {
        let start = Instant::now();
        let mut tables = Vec::new();
        let tried = match self.request(&planned) {
            Ok(request) => self.run(&planned.rule, request, &standings, &mut tables).await,
            Err(why) => Err(Verdict::Refused(why)),
        };
        let time = start.elapsed();
        let chosen = self.request(&planned).map(|r| r.chosen).unwrap_or_default();
        let windows = windows(&planned.rule, &chosen);
        let rule = planned.rule;
        let (verdict, tried) = match tried {
            Ok(tried) => (tried.verdict(&rule), Some(tried)),
            Err(verdict) => (verdict, None),
        };
        let mut judged = Judged { standings, tables, chosen, windows, time, ..Judged::without_answer(rule, verdict) };
        if let Some(tried) = tried {
            judged.take(tried);
        }
        judged
    }

    async fn run(
        &self,
        rule: &Rule,
        mut request: Request,
        standings: &[Standing],
        tables: &mut Vec<String>,
    ) -> Result<Tried, Verdict> {
        let refused = |d: Diagnostic| refusal(rule, &d);
        let checked = self.engine.check(&request).await.map_err(refused)?;
        tables.clone_from(&checked.program.tables);
        request.hidden.extend(self.outside(tables).await.map_err(refused)?);
        let keys = keys(&checked);
        let runner = Runner { engine: &self.engine, rule, request: &request, keys: &keys };
        let (mut answer, effects) = self.answer(&runner, standings).await.map_err(refused)?;
        let mut findings = findings(rule, &keys, &answer);
        findings.sort_by(|a, b| (a.table, a.rows.first()).cmp(&(b.table, b.rows.first())));
        let looked = self.look_around(rule, &request, &checked, &mut answer).await.map_err(refused)?;
        // The answers of all rules are there until the end: what nobody will see must not fill the memory.
        answer.keep_first(self.shown.rows);
        findings.iter_mut().skip(self.shown.findings).for_each(Finding::keep_id);
        Ok(Tried { answer, findings, effects, looked })
    }

    /// The rows of these tables that lie outside the range.
    pub async fn outside(&self, tables: &[String]) -> Result<Vec<HiddenRows>, Diagnostic> {
        let snapshot = self.engine.snapshot().await?;
        let hidden = tables.iter().filter_map(|name| {
            let time = snapshot.table(name)?.time_column()?.to_owned();
            self.range.hidden(name, &time)
        });
        Ok(hidden.collect())
    }

    /// The rule's answer as the hunt shows it, and what its exclusions do.
    async fn answer(&self, runner: &Runner<'_>, standings: &[Standing]) -> Result<(Answer, Effects), Diagnostic> {
        let mut in_force: Vec<(&Exclusion, u64)> = Vec::new();
        for standing in standings.iter().filter(|s| s.state == State::InForce) {
            in_force.push((&standing.exclusion, self.excluded_rows(&standing.exclusion, runner.request).await?));
        }
        let measured = match self.exclusions {
            Exclusions::Off => None,
            Exclusions::On | Exclusions::Preview => runner.measure(&in_force).await?,
        };
        match measured {
            Some(measured) if self.exclusions == Exclusions::On => Ok((measured.with, measured.effects)),
            Some(measured) => Ok((measured.without, measured.effects)),
            None => Ok((runner.run(&[]).await?, Effects::of_none(&in_force))),
        }
    }

    /// How many rows of its table an exclusion hides; the rows of a result are known when the rule has run.
    async fn excluded_rows(&self, exclusion: &Exclusion, request: &Request) -> Result<u64, Diagnostic> {
        let AppliesTo::Table(table) = &exclusion.applies_to else { return Ok(0) };
        let key = (exclusion.path.clone(), exclusion.predicate.text.clone() + "\n" + table);
        let mut looked_up = self.looked_up.lock().await;
        if let Some(known) = looked_up.excluded.get(&key) {
            return Ok(*known);
        }
        let alone = HiddenRows { alone: true, ..hidden_rows(exclusion) };
        let of_range = request.hidden.iter().filter(|h| h.table.as_ref() == Some(table)).cloned();
        let request = Request {
            text: format!("{} | count", bracketed(table)),
            hidden: of_range.chain([alone]).collect(),
            chosen: Vec::new(),
            ..request.clone()
        };
        let answer = self.engine.query(&request).await?;
        let rows = answer.tables.first().and_then(|t| t.rows().next()?.first().cloned());
        let rows = match rows {
            Some(lurcher_types::Value::Long(rows)) => rows.unsigned_abs(),
            _ => 0,
        };
        looked_up.excluded.insert(key, rows);
        Ok(rows)
    }

    /// What about the data makes silence mean nothing.
    async fn look_around(
        &self,
        rule: &Rule,
        request: &Request,
        checked: &Checked,
        answer: &mut Answer,
    ) -> Result<Looked, Diagnostic> {
        let mut known = self.known.lock().await;
        let tables = &checked.program.tables;
        let mut reasons: Vec<String> = answer.without_data.iter().map(|t| no_data(t)).collect();
        let blind = !tables.is_empty() && tables.iter().all(|t| answer.without_data.contains(t));
        // Said as a reason already.
        answer.warnings.retain(|w| !answer.without_data.iter().any(|t| w.starts_with(&format!("{t}: no data"))));
        for (table, columns) in &needs(checked, &rule.query) {
            let lacking = known.columns.lacking(self.opened, table, columns);
            reasons.extend(no_column(table, lacking.iter()));
        }
        reasons.extend(self.looked_up.lock().await.notices.of_query(&rule.query, self.opened, request.as_of).await);
        let reach = known.reach.of_rule(self.opened, self.moment, tables, rule, &request.chosen, self.range).await?;
        reasons.extend(reach.reasons);
        let notes = answer.warnings.iter().cloned().chain(reach.notes).collect();
        Ok(Looked { reasons, blind, notes })
    }
}

impl Judged {
    fn without_answer(rule: Rule, verdict: Verdict) -> Judged {
        Judged {
            rule,
            verdict,
            rows: 0,
            answer: None,
            findings: Vec::new(),
            standings: Vec::new(),
            effects: Effects::default(),
            tables: Vec::new(),
            chosen: Vec::new(),
            windows: (0, 0),
            notes: Vec::new(),
            time: Duration::ZERO,
        }
    }

    fn take(&mut self, tried: Tried) {
        let Looked { reasons, notes, .. } = tried.looked;
        self.rows = row_count(&tried.answer);
        self.answer = Some(tried.answer);
        self.effects = tried.effects;
        self.notes = if matches!(self.verdict, Verdict::NotJudged(_)) { notes } else { [reasons, notes].concat() };
        if self.verdict == Verdict::Findings {
            self.findings = tried.findings;
        }
    }
}

/// A rule that ran.
struct Tried {
    answer: Answer,
    findings: Vec<Finding>,
    effects: Effects,
    looked: Looked,
}

struct Looked {
    /// Why the rule's silence may mean nothing.
    reasons: Vec<String>,
    /// It read tables, and none of them has data: even a row, such as a count of 0, says nothing.
    blind: bool,
    notes: Vec<String>,
}

impl Tried {
    fn verdict(&self, rule: &Rule) -> Verdict {
        let reasons = &self.looked.reasons;
        if self.looked.blind {
            return Verdict::NotJudged(reasons.clone());
        }
        let (rows, overview) = (row_count(&self.answer), is_overview(rule));
        match (rows, reasons.as_slice()) {
            // Data that are not there cannot be found too few.
            (0, [_, ..]) => Verdict::NotJudged(reasons.clone()),
            (1.., _) if overview => Verdict::Overview,
            _ if fires(rule, rows) => Verdict::Findings,
            // Fewer than the threshold, and some may be missing.
            (_, [_, ..]) if !overview => Verdict::NotJudged(reasons.clone()),
            _ => Verdict::Quiet,
        }
    }
}
