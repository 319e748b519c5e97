//! Whether an exclusion may hide anything: before the first rule runs, each is bound where it would stand.

use crate::commands::hunt::plan::Planned;
use crate::rule::{hidden_rows, place_in, said};
use lurcher_engine::{AnswerColumn, Engine, Request};
use lurcher_rules::{About, AppliesTo, Exclusion};
use lurcher_syntax::{Diagnostic, Span, parse};
use std::collections::HashMap;

/// An exclusion that concerns a rule.
#[derive(Debug, Clone)]
pub struct Standing {
    pub exclusion: Exclusion,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    InForce,
    Disabled,
    Expired,
    /// It does not bind; nothing is hidden for it.
    Wrong,
    /// The rule does not read its table.
    Unread,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::InForce => "in force",
            State::Disabled => "disabled",
            State::Expired => "expired",
            State::Wrong => "broken",
            State::Unread => "table not read",
        }
    }
}

/// Looks at each exclusion once, however many rules it concerns.
pub struct Checker<'a> {
    pub engine: &'a Engine,
    pub now: i64,
    known: HashMap<(String, String), State>,
    pub problems: Vec<String>,
    /// An exclusion does not bind, or is over where its pack calls that an error.
    pub is_broken: bool,
}

impl<'a> Checker<'a> {
    pub fn new(engine: &'a Engine, now: i64) -> Checker<'a> {
        Checker { engine, now, known: HashMap::new(), problems: Vec::new(), is_broken: false }
    }

    /// The exclusions of a rule and of its pack. `request` asks the rule without them.
    pub async fn of_rule(&mut self, planned: &Planned, request: &Request) -> Vec<Standing> {
        let Planned { rule, pack, about, .. } = planned;
        let own = rule.overlay.exclusions.iter().map(|e| (e, true));
        let all: Vec<(&Exclusion, bool)> = own.chain(about.exclusions.iter().map(|e| (e, false))).collect();
        if all.is_empty() {
            return Vec::new();
        }
        let checked = self.engine.check(request).await.ok();
        let mut standings = Vec::new();
        for (exclusion, is_own) in all {
            let key = (format!("{pack} {}", exclusion.path), exclusion.id.clone());
            let known = self.known.get(&key).copied();
            let mut state = match known {
                Some(state) => state,
                None => self.state(exclusion, about, request, checked.as_ref().and_then(|c| c.tables.first())).await,
            };
            self.known.insert(key, state);
            let reads = |table: &String| checked.as_ref().is_none_or(|c| c.program.tables.contains(table));
            if let (State::InForce, AppliesTo::Table(table)) = (state, &exclusion.applies_to)
                && !reads(table)
            {
                if !is_own {
                    continue;
                }
                state = State::Unread;
                self.say(exclusion, exclusion.place_text(), &format!("hides nothing: the rule does not read {table}"));
            }
            standings.push(Standing { exclusion: exclusion.clone(), state });
        }
        standings
    }

    async fn state(
        &mut self,
        exclusion: &Exclusion,
        about: &About,
        request: &Request,
        answer: Option<&Vec<AnswerColumn>>,
    ) -> State {
        if !exclusion.enabled {
            return State::Disabled;
        }
        if exclusion.is_expired(self.now) {
            let over = exclusion.expires.as_ref().map_or("", |e| e.text.as_str());
            self.is_broken |= about.expired_is_error;
            let what = format!("is over since {over}, and hides nothing; its owner is {}", exclusion.owner);
            self.say(exclusion, exclusion.place_text(), &what);
            return State::Expired;
        }
        let asked = match &exclusion.applies_to {
            AppliesTo::Table(table) => Request { text: bracketed(table), ..request.clone() },
            AppliesTo::Result => request.clone(),
        };
        let asked = match exclusion.applies_to {
            AppliesTo::Table(_) => Request { chosen: Vec::new(), ..asked },
            AppliesTo::Result => asked,
        };
        // A rule that does not bind itself says nothing of its exclusion.
        if exclusion.applies_to == AppliesTo::Result && answer.is_none() {
            return State::InForce;
        }
        let with = Request { hidden: vec![hidden_rows(exclusion)], ..asked };
        let Err(wrong) = self.engine.check(&with).await else { return State::InForce };
        let near = self.in_predicate(exclusion, answer, request).await;
        let place = near.as_ref().map_or(Span::default(), |d| d.span);
        let message = near.as_ref().map_or_else(|| said(&wrong), said);
        self.is_broken = true;
        let place = place_in(&exclusion.path, &exclusion.predicate, place);
        self.say(exclusion, place, &format!("is broken ({}): {message}", wrong.code));
        State::Wrong
    }

    /// The same mistake in a query that ends with the predicate, so that its place is known.
    async fn in_predicate(
        &self,
        exclusion: &Exclusion,
        answer: Option<&Vec<AnswerColumn>>,
        request: &Request,
    ) -> Option<Diagnostic> {
        let predicate = &exclusion.predicate.text;
        if let Some(first) = parse(predicate).diagnostics.into_iter().next() {
            return Some(first);
        }
        let source = match &exclusion.applies_to {
            AppliesTo::Table(table) => bracketed(table),
            AppliesTo::Result => empty_table(answer?),
        };
        let before = format!("{source} | where ");
        let start = before.len();
        let asked = Request { text: format!("{before}{predicate}"), now: request.now, ..Request::default() };
        let mut wrong = self.engine.check(&asked).await.err()?;
        let within = |at: u32| (at as usize).checked_sub(start).and_then(|at| u32::try_from(at).ok());
        wrong.span = Span { start: within(wrong.span.start)?, end: within(wrong.span.end)? };
        Some(wrong)
    }

    fn say(&mut self, exclusion: &Exclusion, place: String, what: &str) {
        self.problems.push(format!("{place}: the exclusion `{}` {what}", exclusion.id));
    }
}

/// A table's name as KQL takes any name.
pub fn bracketed(name: &str) -> String {
    format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'").replace(['\n', '\r'], " "))
}

/// A table of these columns without a row.
fn empty_table(columns: &[AnswerColumn]) -> String {
    let columns: Vec<String> =
        columns.iter().map(|c| format!("{}:{}", bracketed(&c.name), c.kql_type.name())).collect();
    format!("datatable({})[]", columns.join(", "))
}
