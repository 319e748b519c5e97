//! When a rule runs, how far each run sees, and how long it is silent after it fired.

use crate::arguments::Backtest;
use crate::commands::hunt::plan::Planned;
use crate::failure::Failure;
use lurcher_rules::Interval;
use lurcher_syntax::{TokenKind, tokens};
use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_SECOND, parse_datetime};

/// Runs of one back-test.
const MAX_RUNS: i64 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    pub first: i64,
    pub last: i64,
    /// In ticks, as all spans here.
    pub frequency: i64,
    pub lookback: Lookback,
    pub suppression: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookback {
    /// The query itself says how far it looks.
    Own,
    /// Older rows are hidden.
    Of(i64),
}

impl Schedule {
    pub fn of(planned: &Planned, asked: &Backtest) -> Result<Schedule, Failure> {
        let rule = &planned.rule;
        let moment = |name: &str, text: &str| {
            let wrong = || Failure::plain(format!("--{name} {text}: cannot be read as a datetime"));
            parse_datetime(text).ok_or_else(wrong)
        };
        let chosen = |name: &str, text: Option<&String>| {
            let wrong = |text: &str| Failure::plain(format!("--{name} {text}: a time such as 1h or 14d is wanted"));
            text.map(|t| Interval::parse(t).as_ref().and_then(ticks).ok_or_else(|| wrong(t))).transpose()
        };
        let frequency =
            chosen("frequency", asked.frequency.as_ref())?.or(rule.query_frequency.as_ref().and_then(ticks));
        let lookback = chosen("lookback", asked.lookback.as_ref())?.or(rule.query_period.as_ref().and_then(ticks));
        let own = if tells_its_time(&rule.query) { Lookback::Own } else { Lookback::Of(TICKS_PER_DAY) };
        let suppression = rule.suppression.as_ref().filter(|s| s.enabled).and_then(|s| ticks(&s.duration));
        let schedule = Schedule {
            first: moment("from", &asked.from)?,
            last: moment("to", &asked.to)?,
            frequency: frequency.unwrap_or(TICKS_PER_DAY),
            lookback: lookback.map_or(own, Lookback::Of),
            suppression,
        };
        if schedule.first > schedule.last {
            return Err(Failure::plain("--from must not be after --to"));
        }
        let runs = (schedule.last.saturating_sub(schedule.first)) / schedule.frequency + 1;
        if runs > MAX_RUNS {
            let message = format!("{runs} runs are asked for, and {MAX_RUNS} are the most (limit MAX_RUNS)");
            return Err(Failure::plain(format!("{message}; --frequency makes them fewer")));
        }
        Ok(schedule)
    }

    /// The clock of each run.
    pub fn runs(&self) -> impl Iterator<Item = i64> + use<> {
        let Schedule { first, last, frequency, .. } = *self;
        std::iter::successors(Some(first), move |now| now.checked_add(frequency)).take_while(move |now| *now <= last)
    }
}

fn ticks(interval: &Interval) -> Option<i64> {
    i64::try_from(interval.seconds).ok()?.checked_mul(TICKS_PER_SECOND)
}

/// Whether the query speaks of a moment, and so says itself which rows it looks at.
fn tells_its_time(kql: &str) -> bool {
    let is_clock = |word: &str| matches!(word, "ago" | "now");
    tokens(kql).iter().any(|t| t.kind == TokenKind::Word && is_clock(t.span.of(kql)))
}
