//! Which moment a query believes it is. Only here is the machine's clock asked.

use crate::arguments::Clock;
use crate::failure::Failure;
use lurcher_engine::Engine;
use lurcher_types::time;
use std::time::{SystemTime, UNIX_EPOCH};

pub struct Moment {
    pub now: i64,
    pub as_of: Option<i64>,
    /// Whether `--now data` would be another moment to ask at.
    pub may_follow_data: bool,
}

pub async fn moment(clock: &Clock, engine: &Engine) -> Result<Moment, Failure> {
    let read = |text: &str| {
        time::parse_datetime(text).ok_or_else(|| Failure::plain(format!("`{text}` cannot be read as a datetime")))
    };
    let as_of = clock.as_of.as_deref().map(read).transpose()?;
    let now = match (clock.now.as_deref(), as_of) {
        (Some("data"), _) => newest_row(engine).await?,
        (Some(text), _) => read(text)?,
        (None, Some(as_of)) => as_of,
        (None, None) => machine_clock(),
    };
    Ok(Moment { now, as_of, may_follow_data: clock.now.as_deref() != Some("data") })
}

async fn newest_row(engine: &Engine) -> Result<i64, Failure> {
    let snapshot = engine.snapshot().await.map_err(Failure::plain)?;
    let mut newest = None;
    for name in snapshot.names() {
        let range = snapshot.time_range(&name).await.map_err(Failure::plain)?;
        newest = newest.max(range.map(|r| r.last));
    }
    newest.ok_or_else(|| Failure::plain("--now data: no table has rows with a time"))
}

pub fn machine_clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    time::UNIX_EPOCH_TICKS + (since.as_nanos() / 100) as i64
}
