//! Whether the data reach into the time that a rule looks at.

use super::range::Range;
use crate::clock::Moment;
use crate::data::Opened;
use lurcher_engine::Request;
use lurcher_rules::Rule;
use lurcher_syntax::{Diagnostic, Token, TokenKind, tokens};
use lurcher_types::Value;
use lurcher_types::time::{
    TICKS_PER_DAY, TICKS_PER_SECOND, format_datetime_wire, format_timespan, parse_timespan_literal,
};
use std::collections::BTreeMap;

/// A rule that does not say how far it looks back is judged as if it looked so far.
const DEFAULT_WINDOW: i64 = 30 * TICKS_PER_DAY;

/// The first and the last moment of each table, looked up once.
#[derive(Debug, Default)]
pub struct Reach {
    ranges: BTreeMap<String, Option<(i64, i64)>>,
}

pub struct Reached {
    /// Why silence means nothing.
    pub reasons: Vec<String>,
    /// What is only partly covered.
    pub notes: Vec<String>,
}

impl Reach {
    pub async fn of_rule(
        &mut self,
        opened: &Opened,
        moment: &Moment,
        tables: &[String],
        rule: &Rule,
        range: Range,
    ) -> Result<Reached, Diagnostic> {
        let (shortest, longest) = windows(rule);
        let now = moment.now;
        let mut reached = Reached { reasons: Vec::new(), notes: Vec::new() };
        for table in tables.iter().filter(|t| opened.files.contains_key(*t)) {
            let Some((first, last)) = self.range(opened, table).await? else {
                reached.reasons.push(format!("{table}: no row has a time, or there are no rows"));
                continue;
            };
            let last = last.min(moment.as_of.unwrap_or(last)).min(range.to.map_or(last, |to| to.saturating_sub(1)));
            let first = first.max(range.from.unwrap_or(first));
            if first > last || first > now {
                let clock = format_datetime_wire(moment.as_of.unwrap_or(now).min(now));
                reached.reasons.push(format!("{table}: all rows are later than the clock, {clock}"));
            } else if last < now.saturating_sub(shortest) {
                reached.reasons.push(format!(
                    "{table}: the newest row is of {}, and the rule looks at the last {} before {}; try --now data",
                    format_datetime_wire(last),
                    span(shortest),
                    format_datetime_wire(now)
                ));
            } else if first > now.saturating_sub(longest) {
                reached.notes.push(format!(
                    "{table} begins on {}, and the rule looks back {}",
                    format_datetime_wire(first),
                    span(longest)
                ));
            }
        }
        Ok(reached)
    }

    /// From statistics, and by asking for it where they do not tell.
    async fn range(&mut self, opened: &Opened, table: &str) -> Result<Option<(i64, i64)>, Diagnostic> {
        if let Some(known) = self.ranges.get(table) {
            return Ok(*known);
        }
        let snapshot = opened.engine.snapshot().await?;
        let told = snapshot.time_range(table).await.ok().flatten().map(|r| (r.first, r.last));
        let info = snapshot.table(table);
        let range = match (told, info.as_ref().and_then(|i| i.time_column())) {
            (Some(range), _) => Some(range),
            (None, Some(column)) => {
                let text = format!("['{table}'] | summarize min({column}), max({column})");
                let answer = opened.engine.query(&Request { text, ..Request::default() }).await?;
                match answer.tables.first().and_then(|t| t.rows().next()).as_deref() {
                    Some([Value::Datetime(first), Value::Datetime(last)]) => Some((*first, *last)),
                    _ => None,
                }
            }
            // Lookup tables have no time, and are never old.
            (None, None) => Some((0, i64::MAX)),
        };
        self.ranges.insert(table.to_owned(), range);
        Ok(range)
    }
}

/// The shortest and the longest `ago(…)` of the query, widened by what the rule says of itself.
fn windows(rule: &Rule) -> (i64, i64) {
    let tokens: Vec<Token> = tokens(&rule.query).into_iter().filter(|t| !t.kind.is_trivia()).collect();
    let agos = tokens.windows(4).filter_map(|w| match w {
        [ago, open, span, close]
            if ago.kind == TokenKind::Word
                && ago.span.of(&rule.query) == "ago"
                && open.kind == TokenKind::OpenParen
                && span.kind == TokenKind::Timespan
                && close.kind == TokenKind::CloseParen =>
        {
            parse_timespan_literal(span.span.of(&rule.query)).filter(|ticks| *ticks > 0)
        }
        _ => None,
    });
    let agos: Vec<i64> = agos.collect();
    let period = rule.query_period.as_ref().and_then(|p| i64::try_from(p.seconds).ok()?.checked_mul(TICKS_PER_SECOND));
    let shortest = agos.iter().copied().min().or(period).unwrap_or(DEFAULT_WINDOW);
    let longest = agos.iter().copied().max().or(period).unwrap_or(0);
    (shortest, longest)
}

fn span(ticks: i64) -> String {
    match ticks % TICKS_PER_DAY {
        0 if ticks == TICKS_PER_DAY => "day".to_owned(),
        0 => format!("{} days", ticks / TICKS_PER_DAY),
        _ => format_timespan(ticks),
    }
}
