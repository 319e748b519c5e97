//! `--from` and `--to`: the part of the data that a hunt looks at.

use crate::arguments::Running;
use crate::failure::Failure;
use lurcher_engine::HiddenRows;
use lurcher_types::time::{format_datetime_wire, parse_datetime};

/// What the rows outside are hidden by.
pub const RANGE: &str = "--from and --to";

/// Moments in ticks: the first that counts, and the first that no longer does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Range {
    pub from: Option<i64>,
    pub to: Option<i64>,
}

impl Range {
    pub fn of(running: &Running) -> Result<Range, Failure> {
        Range::between(running.from.as_ref(), running.to.as_ref())
    }

    pub fn between(from: Option<&String>, to: Option<&String>) -> Result<Range, Failure> {
        let read = |name: &str, text: Option<&String>| {
            let wrong = |text: &String| Failure::plain(format!("--{name} {text}: cannot be read as a datetime"));
            text.map(|text| parse_datetime(text).ok_or_else(|| wrong(text))).transpose()
        };
        let range = Range { from: read("from", from)?, to: read("to", to)? };
        match (range.from, range.to) {
            (Some(from), Some(to)) if from >= to => Err(Failure::plain("--from must be before --to")),
            _ => Ok(range),
        }
    }

    /// Shows the rows of a table within the range alone; a row without a time is no part of any range. Said by what is to be
    /// seen, so that files and parts of files that lie outside are not read.
    pub fn hidden(self, table: &str, time_column: &str) -> Option<HiddenRows> {
        let moment = |ticks| format!("datetime({})", format_datetime_wire(ticks));
        let mut within: Vec<String> = Vec::new();
        within.extend(self.from.map(|from| format!("{time_column} >= {}", moment(from))));
        within.extend(self.to.map(|to| format!("{time_column} < {}", moment(to))));
        if within.is_empty() {
            return None;
        }
        Some(HiddenRows {
            name: RANGE.to_owned(),
            table: Some(table.to_owned()),
            predicate: within.join(" and "),
            alone: true,
        })
    }

    /// `from 2026-01-01… to …`, where it is bounded.
    pub fn text(self) -> String {
        let part = |word: &str, ticks: Option<i64>| ticks.map(|t| format!(" {word} {}", format_datetime_wire(t)));
        [part("from", self.from), part("to", self.to)].into_iter().flatten().collect()
    }
}
