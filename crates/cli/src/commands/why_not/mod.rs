//! `lurcher why-not`: follows one mail, or row, through a rule, and names the predicate, join or limit that drops it.

#[cfg(test)]
mod consistent;
mod json;
mod message;
mod outcome;
mod reasons;
mod text;
mod values;

use super::hunt::judge::Judge;
use super::hunt::plan::{Plan, Planned};
use super::hunt::range::Range;
use super::hunt::{Standing, State, standings};
use super::runtime;
use crate::arguments::{Exclusions, ReportFormat, RuleLimits, WhyNot};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use crate::rule::{hidden_rows, placed};
use crate::{clock, data};
use lurcher_engine::{Followed, Request, RowsOf, Until};
use lurcher_rules::Exclusion;
use lurcher_syntax::Diagnostic;
use lurcher_types::time::format_datetime_wire;
use outcome::Outcome;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// A rule with what was followed through it, for whoever shows it.
pub struct Explained {
    pub planned: Planned,
    pub request: Request,
    /// How the command line calls what is followed.
    pub wanted: String,
    /// How many of its rows each table of the data has; those that the rule reads, and the others.
    pub read: BTreeMap<String, u64>,
    pub unread: BTreeMap<String, u64>,
    pub exclusions: Vec<Exclusion>,
    pub followed: Followed,
    pub outcome: Outcome,
    pub range: Range,
}

pub fn run(why_not: &WhyNot) -> Result<ExitCode, Failure> {
    let planned = Plan::one(&why_not.rule, why_not.name.as_deref(), &why_not.parameters)?;
    let range = Range::between(why_not.from.as_ref(), why_not.to.as_ref())?;
    let runtime = runtime()?;
    let opened = data::open(&why_not.data)?;
    let moment = runtime.block_on(clock::moment(&why_not.clock, &opened.engine))?;
    // What is followed is never cut short by the number of rows of the answer.
    let limits = RuleLimits { rule_time: why_not.rule_time.clone(), rule_rows: usize::MAX };
    let judge = Judge::new(&opened, &moment, range, why_not.exclusions, &limits)?;
    let explained = runtime.block_on(explain(why_not, planned, &judge))?;
    let shown = match why_not.format {
        ReportFormat::Table => text::text(&explained, Style::of(false)),
        ReportFormat::Json => json::json(&explained),
    };
    write_text(None, &shown)?;
    Ok(ExitCode::from(explained.outcome.exit_code()))
}

async fn explain(why_not: &WhyNot, planned: Planned, judge: &Judge<'_>) -> Result<Explained, Failure> {
    let mut request = judge.request(&planned).map_err(Failure::plain)?;
    let failed = |d: Diagnostic| Failure::plain(placed(&planned.rule, &d));
    let tables = judge.engine.check(&request).await.map_err(failed)?.program.tables;
    let exclusions = exclusions_in_force(&planned, judge, why_not.exclusions).await;
    let found = match (&why_not.message, &why_not.row) {
        (Some(id), _) => message::find(&judge.engine, id, judge.moment.now).await?,
        (None, Some(row)) => {
            let table = table_of(why_not.of.as_deref(), &tables)?;
            message::rows(&judge.engine, &table, row, judge.moment.now).await?
        }
        (None, None) => return Err(Failure::plain("--message or --row says what is followed")),
    };
    request.hidden.extend(judge.outside(&tables).await.map_err(failed)?);
    request.hidden.extend(exclusions.iter().map(hidden_rows));
    let wanted: Vec<RowsOf> = found.iter().map(|f| f.rows.clone()).collect();
    let followed = judge.engine.follow(&request, &wanted, Until::End).await.map_err(failed)?;
    let (read, unread) = found.into_iter().map(|f| (f.rows.table, f.count)).partition(|(t, _)| tables.contains(t));
    let outcome = Outcome::of(&planned.rule, &followed);
    Ok(Explained {
        planned,
        request,
        wanted: match (&why_not.message, &why_not.row) {
            (Some(id), _) => format!("message {id}"),
            (None, row) => format!("rows with {}", row.as_deref().unwrap_or_default()),
        },
        read,
        unread,
        exclusions,
        followed,
        outcome,
        range: judge.range,
    })
}

/// The exclusions that hide rows, and a word about those that cannot.
async fn exclusions_in_force(planned: &Planned, judge: &Judge<'_>, exclusions: Exclusions) -> Vec<Exclusion> {
    if exclusions != Exclusions::On {
        return Vec::new();
    }
    let mut plan = Plan { rules: vec![planned.clone()], ..Plan::default() };
    let standing: Vec<Standing> = standings(&mut plan, judge, exclusions).await.pop().unwrap_or_default();
    plan.problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
    standing.into_iter().filter(|s| s.state == State::InForce).map(|s| s.exclusion).collect()
}

/// The table that a predicate is over.
fn table_of(named: Option<&str>, tables: &[String]) -> Result<String, Failure> {
    let all = || if tables.is_empty() { "no table".to_owned() } else { tables.join(", ") };
    match (named, tables) {
        (Some(name), _) if tables.iter().any(|t| t == name) => Ok(name.to_owned()),
        (Some(name), _) => Err(Failure::plain(format!("--of {name}: the rule reads {}", all()))),
        (None, [one]) => Ok(one.clone()),
        (None, _) => {
            Err(Failure::plain(format!("the rule reads {}: --of TABLE says which the predicate is over", all())))
        }
    }
}

impl Explained {
    /// `2026-01-15T12:00:00Z`
    fn now(&self) -> String {
        format_datetime_wire(self.request.now)
    }
}
