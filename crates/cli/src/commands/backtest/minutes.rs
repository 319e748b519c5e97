//! Near-real-time rules: a run a minute, of which most see no row.
//!
//! Only runs that see a row are asked. What the rule says to no rows at all is asked once; if that is anything but
//! silence, every run is asked.

use super::schedule::{Lookback, MAX_RUNS, Schedule, too_many};
use crate::commands::hunt::bracketed;
use crate::data::Opened;
use crate::failure::Failure;
use lurcher_engine::Request;
use lurcher_types::Value;
use lurcher_types::time::{format_datetime_wire, format_timespan};
use std::collections::BTreeSet;

/// Which runs of a schedule see rows.
pub struct Minutes {
    pub with_rows: BTreeSet<i64>,
    /// The first and the last moment of the data, where they have any.
    pub reach: Option<(i64, i64)>,
}

impl Minutes {
    /// None where every run may see something: a table cannot tell when its rows came, or runs look back further than to the
    /// run before.
    pub async fn of(schedule: &Schedule, tables: &[String], opened: &Opened) -> Result<Option<Minutes>, Failure> {
        if schedule.lookback != Lookback::Of(schedule.frequency) {
            return Ok(None);
        }
        let snapshot = opened.engine.snapshot().await.map_err(Failure::plain)?;
        let timed = tables.iter().filter_map(|name| Some((name, snapshot.table(name)?.time_column()?.to_owned())));
        let timed: Vec<(&String, String)> = timed.collect();
        if timed.is_empty() {
            return Ok(None);
        }
        let mut minutes = Minutes { with_rows: BTreeSet::new(), reach: None };
        for (table, time) in timed {
            minutes.add(schedule, &bracketed(table), &time, opened).await?;
        }
        Ok(Some(minutes))
    }

    async fn add(&mut self, schedule: &Schedule, table: &str, time: &str, opened: &Opened) -> Result<(), Failure> {
        let ask = async |text: String| {
            let answer = opened.engine.query(&Request { text, now: schedule.last, ..Request::default() }).await;
            let rows = answer.map(|a| a.tables.iter().flat_map(|t| t.rows()).collect::<Vec<_>>());
            rows.map_err(Failure::plain)
        };
        if let Some([Value::Datetime(first), Value::Datetime(last)]) =
            ask(format!("{table} | summarize min({time}), max({time})")).await?.first().map(Vec::as_slice)
        {
            let (known_first, known_last) = self.reach.unwrap_or((*first, *last));
            self.reach = Some((known_first.min(*first), known_last.max(*last)));
        }
        // A run sees what is later than the clock before, up to its own: a bin begins one tick after a clock.
        let moment = |ticks: i64| format!("datetime({})", format_datetime_wire(ticks));
        let (before, last) = (moment(schedule.first.saturating_sub(schedule.frequency).max(0)), moment(schedule.last));
        let (width, from) = (format_timespan(schedule.frequency), moment(schedule.first.saturating_add(1)));
        let bins = format!("summarize by Bin = bin_at({time}, timespan({width}), {from}) | take {}", MAX_RUNS + 1);
        for row in ask(format!("{table} | where {time} > {before} and {time} <= {last} | {bins}")).await? {
            let Some(Value::Datetime(start)) = row.first() else { continue };
            let clock = start.saturating_sub(1).saturating_add(schedule.frequency);
            self.with_rows.extend((clock <= schedule.last).then_some(clock));
        }
        match self.with_rows.len() > MAX_RUNS {
            true => Err(too_many(&format!("more than {MAX_RUNS}"))),
            false => Ok(()),
        }
    }

    /// A run that sees no row although the data reach beyond it.
    pub fn first_without(&self, schedule: &Schedule) -> Option<i64> {
        let (first, count) = self.within(schedule);
        let clocks = std::iter::successors(Some(first), |now| now.checked_add(schedule.frequency));
        let mut clocks = clocks.zip(0..count).map(|(now, _)| now);
        clocks.find(|now| !self.with_rows.contains(now))
    }

    /// How many runs see no row: within the data, and outside of them.
    pub fn without(&self, schedule: &Schedule) -> (u64, u64) {
        let (first, count) = self.within(schedule);
        let is_within =
            |now: &&i64| **now >= first && now.abs_diff(first) / schedule.frequency.unsigned_abs().max(1) < count;
        let with_rows = self.with_rows.iter().filter(is_within).count() as u64;
        let outside = schedule.count().saturating_sub(count);
        (count.saturating_sub(with_rows), outside.saturating_sub(self.with_rows.len() as u64 - with_rows))
    }

    /// The first clock that the data reach, and how many runs they reach: their silence says something.
    fn within(&self, schedule: &Schedule) -> (i64, u64) {
        let Some((first, last)) = self.reach else { return (schedule.first, 0) };
        let frequency = schedule.frequency.max(1);
        let late = first.saturating_sub(schedule.first).max(0);
        let clocks_before = late / frequency + i64::from(late % frequency > 0);
        let first = schedule.first.saturating_add(clocks_before.saturating_mul(frequency));
        let span = last.min(schedule.last).saturating_sub(first);
        (first, if span < 0 { 0 } else { (span / frequency).unsigned_abs() + 1 })
    }
}
