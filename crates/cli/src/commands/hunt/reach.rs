//! Whether the data reach into the time that a rule looks at.

use super::range::Range;
use crate::clock::Moment;
use crate::data::Opened;
use lurcher_engine::{ChosenValue, Request};
use lurcher_rules::Rule;
use lurcher_syntax::{Diagnostic, Token, TokenKind, tokens};
use lurcher_types::time::{
    TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_SECOND, format_datetime_wire, format_timespan, parse_timespan_literal,
};
use lurcher_types::{Type, Value};
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
        chosen: &[ChosenValue],
        range: Range,
    ) -> Result<Reached, Diagnostic> {
        let (shortest, longest) = windows(rule, chosen);
        let now = moment.now;
        let mut reached = Reached { reasons: negative(chosen).collect(), notes: Vec::new() };
        for table in tables.iter().filter(|t| opened.files.contains_key(*t)) {
            let Some((first, last)) = self.range(opened, table).await? else {
                reached.reasons.push(format!("{table}: no row has a time, or there are no rows"));
                continue;
            };
            let newest = last;
            let last = last.min(moment.as_of.unwrap_or(last)).min(range.to.map_or(last, |to| to.saturating_sub(1)));
            let first = first.max(range.from.unwrap_or(first));
            if let Some(from) = range.from.filter(|from| newest < *from) {
                let (newest, from) = (format_datetime_wire(newest), format_datetime_wire(from));
                reached
                    .reasons
                    .push(format!("{table}: the newest row is of {newest}, and only rows from {from} on count"));
            } else if first > last || first > now {
                let clock = format_datetime_wire(moment.as_of.unwrap_or(now).min(now));
                reached.reasons.push(format!("{table}: all rows are later than the clock, {clock}"));
            } else if last < now.saturating_sub(shortest) {
                let advice = match range.to {
                    Some(to) => format!("; try --now {}", format_datetime_wire(to)),
                    None if moment.may_follow_data => "; try --now data".to_owned(),
                    None => String::new(),
                };
                reached.reasons.push(format!(
                    "{table}: the newest row is of {}, and the rule looks at the last {} before {}{advice}",
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

/// Spans that were chosen below zero: `ago(…)` of them is later than the clock, where nothing can be.
fn negative(chosen: &[ChosenValue]) -> impl Iterator<Item = String> + '_ {
    let is_negative = |c: &&ChosenValue| c.kql_type == Type::Timespan && c.text.trim_start().starts_with('-');
    chosen.iter().filter(is_negative).map(|c| format!("the parameter `{}` is {}, less than no time", c.name, c.text))
}

/// The shortest and the longest `ago(…)` of the query, widened by what the rule says of itself.
pub fn windows(rule: &Rule, chosen: &[ChosenValue]) -> (i64, i64) {
    let agos = agos(rule, chosen);
    let period = rule.query_period.as_ref().and_then(|p| i64::try_from(p.seconds).ok()?.checked_mul(TICKS_PER_SECOND));
    let shortest = agos.iter().copied().min().or(period).unwrap_or(DEFAULT_WINDOW);
    let longest = agos.iter().copied().max().or(period).unwrap_or(0);
    (shortest, longest)
}

/// The spans of each `ago(…)`, written there or by a `let`, or chosen in place of either.
fn agos(rule: &Rule, chosen: &[ChosenValue]) -> Vec<i64> {
    let tokens: Vec<Token> = tokens(&rule.query).into_iter().filter(|t| !t.kind.is_trivia()).collect();
    let text = |token: &Token| token.span.of(&rule.query);
    let instead =
        |is_meant: &dyn Fn(&ChosenValue) -> bool| chosen.iter().find(|c| is_meant(c)).map(|c| c.text.as_str());
    let literal = |token: &Token| {
        let written = text(token);
        let span = instead(&|c| c.replaces.as_deref() == Some(written)).unwrap_or(written);
        parse_timespan_literal(span).filter(|ticks| *ticks > 0)
    };
    let lets = tokens.windows(4).filter_map(|w| match w {
        [word, name, equals, span]
            if text(word) == "let" && text(equals) == "=" && span.kind == TokenKind::Timespan =>
        {
            let chosen = instead(&|c| c.replaces.is_none() && c.name == text(name));
            let ticks = chosen.map_or_else(|| literal(span), |t| parse_timespan_literal(t).filter(|ticks| *ticks > 0));
            Some((text(name), ticks?))
        }
        _ => None,
    });
    let lets: BTreeMap<&str, i64> = lets.collect();
    let agos = tokens.windows(4).filter_map(|w| match w {
        [ago, open, span, close]
            if text(ago) == "ago" && open.kind == TokenKind::OpenParen && close.kind == TokenKind::CloseParen =>
        {
            match span.kind {
                TokenKind::Timespan => literal(span),
                TokenKind::Word => lets.get(text(span)).copied(),
                _ => None,
            }
        }
        _ => None,
    });
    agos.collect()
}

fn span(ticks: i64) -> String {
    match ticks % TICKS_PER_DAY {
        0 if ticks == TICKS_PER_DAY => "day".to_owned(),
        0 => format!("{} days", ticks / TICKS_PER_DAY),
        _ if ticks == TICKS_PER_HOUR => "hour".to_owned(),
        _ if ticks % TICKS_PER_HOUR == 0 => format!("{} hours", ticks / TICKS_PER_HOUR),
        _ => format_timespan(ticks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_say_them() {
        let said = [1, 5, 24, 168].map(|hours| span(hours * TICKS_PER_HOUR));
        assert_eq!(said, ["hour", "5 hours", "day", "7 days"]);
        assert_eq!(span(90 * 60 * TICKS_PER_SECOND), "01:30:00");
    }

    #[test]
    fn windows_are_read_from_agos_lets_and_chosen_values() {
        let rule = |query: &str| Rule { query: query.into(), ..Rule::default() };
        let days = |rule: &Rule, chosen: &[ChosenValue]| {
            let (shortest, longest) = windows(rule, chosen);
            (shortest / TICKS_PER_DAY, longest / TICKS_PER_DAY)
        };
        let chosen = |name: &str, replaces: Option<&str>| ChosenValue {
            name: name.into(),
            kql_type: Type::Timespan,
            text: "3d".into(),
            replaces: replaces.map(str::to_owned),
        };
        let query = rule("let window = 7d; T | where t > ago(window) and t > ago(20d)");
        assert_eq!(days(&query, &[]), (7, 20));
        assert_eq!(days(&query, &[chosen("window", None)]), (3, 20));
        assert_eq!(days(&query, &[chosen("w", Some("20d"))]), (3, 7));
        assert_eq!(days(&rule("T | where t > ago(other)"), &[]), (30, 0));
    }
}
