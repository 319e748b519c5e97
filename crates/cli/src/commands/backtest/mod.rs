//! `lurcher backtest`: every scheduled run of a rule over data of the past, each under its own clock, so that no run sees
//! what came later.

mod report;
mod schedule;

use super::hunt::judge::{Judge, Verdict};
use super::hunt::plan::{Plan, Planned};
use super::hunt::range::Range;
use super::hunt::standings;
use super::runtime;
use crate::arguments::{Backtest, Choice, ReportFormat};
use crate::clock::Moment;
use crate::data::{self, Opened};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use schedule::{Lookback, Schedule};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// What came of one run.
pub struct Run {
    pub now: i64,
    pub state: State,
    pub rows: usize,
    pub findings: Vec<String>,
    /// Findings that no run before had.
    pub new: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Fires,
    Quiet,
    /// It would have run in the time for which the rule is silent after it fired.
    Suppressed,
    /// Nobody can tell, or the run failed: why.
    NotJudged(String),
    Failed(String),
}

pub struct Replayed {
    pub planned: Planned,
    pub schedule: Schedule,
    pub runs: Vec<Run>,
}

pub fn run(backtest: &Backtest) -> Result<ExitCode, Failure> {
    let planned = the_rule(backtest)?;
    let schedule = Schedule::of(&planned, backtest)?;
    let runtime = runtime()?;
    let opened = data::open(&backtest.data)?;
    let runs = runtime.block_on(replay(&planned, &schedule, backtest, &opened));
    let replayed = Replayed { planned, schedule, runs };
    let shown = match backtest.format {
        ReportFormat::Table => report::text(&replayed, Style::of(false)),
        ReportFormat::Json => report::json(&replayed),
    };
    write_text(None, &shown)?;
    let any = |wanted: fn(&State) -> bool| replayed.runs.iter().any(|r| wanted(&r.state));
    Ok(ExitCode::from(if any(|s| matches!(s, State::Failed(_))) {
        2
    } else if any(|s| *s == State::Fires) {
        1
    } else if any(|s| matches!(s, State::NotJudged(_))) {
        3
    } else {
        0
    }))
}

/// The only rule that the command line means.
fn the_rule(backtest: &Backtest) -> Result<Planned, Failure> {
    let choice = Choice {
        rules: backtest.name.iter().cloned().collect(),
        parameters: backtest.parameters.clone(),
        ..Choice::default()
    };
    let plan = Plan::read(std::slice::from_ref(&backtest.rule), &choice)?;
    plan.problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
    match <[Planned; 1]>::try_from(plan.rules) {
        Ok([one]) => Ok(one),
        Err(rules) => Err(Failure::plain(format!("{} rules are there; --rule NAME says which", rules.len()))),
    }
}

async fn replay(planned: &Planned, schedule: &Schedule, backtest: &Backtest, opened: &Opened) -> Vec<Run> {
    let (mut runs, mut known, mut silent_until) = (Vec::new(), BTreeSet::new(), i64::MIN);
    let mut said = BTreeSet::new();
    for now in schedule.runs() {
        if now < silent_until {
            runs.push(Run { now, state: State::Suppressed, rows: 0, findings: Vec::new(), new: 0 });
            continue;
        }
        let moment = Moment { now, as_of: Some(now) };
        let from = match schedule.lookback {
            Lookback::Own => None,
            Lookback::Of(ticks) => Some(now.saturating_sub(ticks)),
        };
        let judge = Judge::new(opened, &moment, Range { from, to: None }, backtest.exclusions);
        let mut plan = Plan { rules: vec![planned.clone()], ..Plan::default() };
        let standing = standings(&mut plan, &judge, backtest.exclusions).await.pop().unwrap_or_default();
        plan.problems.into_iter().filter(|p| said.insert(p.clone())).for_each(|p| eprintln!("pack: {}", printable(&p)));
        let judged = judge.rule(planned.clone(), standing).await;
        let state = match &judged.verdict {
            Verdict::Findings => State::Fires,
            Verdict::Quiet | Verdict::Overview => State::Quiet,
            Verdict::NotJudged(_) => State::NotJudged(judged.verdict.reason()),
            Verdict::Ended(_) | Verdict::Refused(_) => State::Failed(judged.verdict.reason()),
        };
        if state == State::Fires {
            silent_until = schedule.suppression.map_or(i64::MIN, |ticks| now.saturating_add(ticks));
        }
        let findings: Vec<String> = judged.findings.into_iter().map(|f| f.id).collect();
        let new = findings.iter().filter(|id| known.insert((*id).clone())).count();
        runs.push(Run { now, state, rows: judged.rows, findings, new });
    }
    runs
}
