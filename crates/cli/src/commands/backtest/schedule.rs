//! When a rule runs, how far each run sees, and how long it is silent after it fired.

use crate::arguments::Backtest;
use crate::commands::hunt::plan::Planned;
use crate::failure::Failure;
use lurcher_rules::Interval;
use lurcher_syntax::{TokenKind, tokens};
use lurcher_types::time::{TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND, parse_datetime};

/// Runs of one back-test.
pub const MAX_RUNS: usize = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    pub first: i64,
    pub last: i64,
    /// In ticks, as all spans here.
    pub frequency: i64,
    pub lookback: Lookback,
    pub suppression: Option<i64>,
    /// The rule runs every minute over the rows of that minute; those without a row need not be run to be known.
    pub is_near_real_time: bool,
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
        let (frequency, lookback) =
            (chosen("frequency", asked.frequency.as_ref())?, chosen("lookback", asked.lookback.as_ref())?);
        let is_near_real_time = rule.is_near_real_time();
        let (frequency, lookback) = if is_near_real_time {
            // Every row is seen by one run, however often there is one.
            let frequency = frequency.unwrap_or(TICKS_PER_MINUTE);
            (frequency, Lookback::Of(lookback.unwrap_or(frequency)))
        } else {
            let own = if tells_its_time(&rule.query) { Lookback::Own } else { Lookback::Of(TICKS_PER_DAY) };
            let frequency = frequency.or(rule.query_frequency.as_ref().and_then(ticks)).unwrap_or(TICKS_PER_DAY);
            let lookback = lookback.or(rule.query_period.as_ref().and_then(ticks));
            (frequency, lookback.map_or(own, Lookback::Of))
        };
        let schedule = Schedule {
            first: moment("from", &asked.from)?,
            last: moment("to", &asked.to)?,
            frequency,
            lookback,
            suppression: rule.suppression.as_ref().filter(|s| s.enabled).and_then(|s| ticks(&s.duration)),
            is_near_real_time,
        };
        match schedule.first > schedule.last {
            true => Err(Failure::plain("--from must not be after --to")),
            false => Ok(schedule),
        }
    }

    /// How many runs there are, whether or not each must be asked.
    pub fn count(&self) -> u64 {
        (self.last.abs_diff(self.first) / self.frequency.unsigned_abs().max(1)).saturating_add(1)
    }

    /// The clock of each run; or a refusal, where there are too many.
    pub fn runs(&self) -> Result<Vec<i64>, Failure> {
        let count = self.count();
        if count > MAX_RUNS as u64 {
            return Err(too_many(&count.to_string()));
        }
        let Schedule { first, last, frequency, .. } = *self;
        let clocks = std::iter::successors(Some(first), |now| now.checked_add(frequency));
        Ok(clocks.take_while(|now| *now <= last).collect())
    }
}

pub fn too_many(runs: &str) -> Failure {
    let message = format!("{runs} runs are asked for, and {MAX_RUNS} are the most (limit MAX_RUNS)");
    Failure::plain(format!("{message}; --frequency makes them fewer"))
}

fn ticks(interval: &Interval) -> Option<i64> {
    i64::try_from(interval.seconds).ok()?.checked_mul(TICKS_PER_SECOND)
}

/// Whether the query speaks of a moment, and so says itself which rows it looks at.
fn tells_its_time(kql: &str) -> bool {
    let is_clock = |word: &str| matches!(word, "ago" | "now");
    tokens(kql).iter().any(|t| t.kind == TokenKind::Word && is_clock(t.span.of(kql)))
}
