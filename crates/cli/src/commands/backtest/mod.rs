//! `lurcher backtest`: every scheduled run of a rule over data of the past, each under its own clock, so that no run sees
//! what came later.

mod minutes;
mod report;
mod schedule;

use super::hunt::judge::{Judge, Shown, Verdict};
use super::hunt::plan::{Plan, Planned};
use super::hunt::range::Range;
use super::hunt::standings;
use super::runtime;
use super::test::parallel;
use crate::arguments::{Backtest, ReportFormat};
use crate::clock::Moment;
use crate::data;
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use minutes::Minutes;
use schedule::{Lookback, Schedule};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Mutex;
use tokio::runtime::Runtime;

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
    /// Of a near-real-time rule, the runs that were not asked because they see no row.
    pub skipped: Option<Skipped>,
}

/// Runs that see no row, by what their silence says.
#[derive(Debug, Clone, Copy)]
pub struct Skipped {
    pub quiet: u64,
    /// They lie before the first or after the last row of the data.
    pub not_judged: u64,
}

pub fn run(backtest: &Backtest) -> Result<ExitCode, Failure> {
    let planned = Plan::one(&backtest.rule, backtest.name.as_deref(), &backtest.parameters)?;
    let schedule = Schedule::of(&planned, backtest)?;
    let runtime = runtime()?;
    let opened = data::open(&backtest.data)?;
    let last = Moment { now: schedule.last, as_of: None, may_follow_data: false };
    let mut judge = Judge::new(&opened, &last, Range::default(), backtest.exclusions, &backtest.limits)?;
    judge.shown = Shown { rows: 0, findings: 0 };
    let said = Mutex::default();
    let replaying = Replaying { planned: &planned, schedule: &schedule, judge, said };
    let (runs, skipped) = replay(&runtime, &replaying)?;
    let replayed = Replayed { planned, schedule, runs, skipped };
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
    } else if any(|s| matches!(s, State::NotJudged(_))) || replayed.skipped.is_some_and(|s| s.not_judged > 0) {
        3
    } else {
        0
    }))
}

/// Every run that may say something, and how many of the others there are.
fn replay(runtime: &Runtime, replaying: &Replaying) -> Result<(Vec<Run>, Option<Skipped>), Failure> {
    let schedule = replaying.schedule;
    let minutes = match schedule.is_near_real_time {
        true => runtime.block_on(replaying.minutes())?,
        false => None,
    };
    if let Some(minutes) = minutes {
        let silence = minutes.first_without(schedule).map(|now| runtime.block_on(replaying.run_at(now)));
        if silence.is_none_or(|run| matches!(run.state, State::Quiet | State::NotJudged(_))) {
            let runs = replaying.runs(runtime, minutes.with_rows.iter().copied().collect());
            let (quiet, not_judged) = minutes.without(schedule);
            return Ok((runs, Some(Skipped { quiet, not_judged })));
        }
    }
    Ok((replaying.runs(runtime, schedule.runs()?), None))
}

/// A rule and all that its runs have in common.
struct Replaying<'a> {
    planned: &'a Planned,
    schedule: &'a Schedule,
    /// How all runs are judged, each at its own clock.
    judge: Judge<'a>,
    /// What was said of the pack: once, however many runs there are.
    said: Mutex<BTreeSet<String>>,
}

impl Replaying<'_> {
    /// In the order of their clocks.
    fn runs(&self, runtime: &Runtime, clocks: Vec<i64>) -> Vec<Run> {
        let mut runs = match self.schedule.suppression {
            None => parallel::map(&clocks, |now| runtime.block_on(self.run_at(*now))),
            // Whether a run takes place depends on those before.
            Some(silence) => {
                let mut silent_until = i64::MIN;
                let run = |now: i64| {
                    if now < silent_until {
                        return Run { now, state: State::Suppressed, rows: 0, findings: Vec::new(), new: 0 };
                    }
                    let run = runtime.block_on(self.run_at(now));
                    if run.state == State::Fires {
                        silent_until = now.saturating_add(silence);
                    }
                    run
                };
                clocks.into_iter().map(run).collect()
            }
        };
        let mut known = BTreeSet::new();
        for run in &mut runs {
            run.new = run.findings.iter().filter(|id| known.insert((*id).clone())).count();
        }
        runs
    }

    async fn run_at(&self, now: i64) -> Run {
        let moment = Moment { now, as_of: Some(now), may_follow_data: false };
        let from = match self.schedule.lookback {
            Lookback::Own => None,
            // A row is seen by one of two runs that look back to each other.
            Lookback::Of(ticks) => Some(now.saturating_sub(ticks).saturating_add(1).max(0)),
        };
        let judge = self.judge.at(&moment, Range { from, to: None });
        let mut plan = Plan { rules: vec![self.planned.clone()], ..Plan::default() };
        let standing = standings(&mut plan, &judge, judge.exclusions).await.pop().unwrap_or_default();
        for problem in plan.problems {
            if self.said.lock().is_ok_and(|mut said| said.insert(problem.clone())) {
                eprintln!("pack: {}", printable(&problem));
            }
        }
        let judged = judge.rule(self.planned.clone(), standing).await;
        let state = match &judged.verdict {
            Verdict::Findings => State::Fires,
            Verdict::Quiet | Verdict::Overview => State::Quiet,
            Verdict::NotJudged(_) => State::NotJudged(judged.verdict.reason()),
            Verdict::Ended(_) | Verdict::Refused(_) => State::Failed(judged.verdict.reason()),
        };
        let findings = judged.findings.into_iter().map(|f| f.id).collect();
        Run { now, state, rows: judged.rows, findings, new: 0 }
    }

    /// Which minutes have rows; a rule that does not bind says so when it runs.
    async fn minutes(&self) -> Result<Option<Minutes>, Failure> {
        let Ok(request) = self.judge.request(self.planned) else { return Ok(None) };
        let Ok(checked) = self.judge.opened.engine.check(&request).await else { return Ok(None) };
        Minutes::of(self.schedule, &checked.program.tables, self.judge.opened).await
    }
}
