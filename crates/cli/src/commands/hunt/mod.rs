//! `lurcher hunt`: runs rules, and says of each what it found or why nobody can tell.

mod availability;
mod columns;
mod exclusions;
mod fingerprint;
mod json;
pub mod judge;
mod page;
pub mod plan;
pub mod range;
mod reach;
mod record;
mod survey;
mod text;
mod verdict;

pub use exclusions::{Standing, State, bracketed};
pub use json::finding as finding_json;
pub use survey::Surveyor;
pub use text::of_what as finding_text;

use super::runtime;
use crate::arguments::{Exclusions, Hunt, HuntFormat, Running};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::{can_be_written, counted, write_text};
use crate::{clock, data};
use exclusions::Checker;
use fingerprint::Fingerprints;
use judge::{Judge, Judged, Shown, Verdict};
use lurcher_rules::AppliesTo;
use lurcher_types::time::format_datetime_wire;
use plan::{Plan, Planned};
use range::Range;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use survey::Survey;
use tokio::runtime::Runtime;

/// Room for trees as deep as the limits of the language allow.
const STACK_BYTES: usize = 256 << 20;
/// The ledger's name where none is given.
const LEDGER: &str = "hunt.ledger.ndjson";

/// A whole hunt, for whoever shows it.
pub struct Outcome {
    pub now: String,
    pub rules: Vec<Judged>,
    /// What is wrong with the packs themselves.
    pub problems: Vec<String>,
    pub exclusions: Exclusions,
    /// Where the ledger was written.
    pub ledger: Option<PathBuf>,
    /// What the data have of each rule's needs, where it is told to others.
    pub survey: Survey,
    /// What is known of the data of each table that was read.
    pub data: Fingerprints,
    pub range: Range,
    pub as_of: Option<String>,
    pub time: Duration,
}

pub fn run(hunt: &Hunt) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let mut plan = Plan::read(&hunt.packs, &hunt.choice)?;
    let range = Range::of(&hunt.running)?;
    [&hunt.record, &hunt.ledger, &hunt.out].into_iter().flatten().try_for_each(|path| can_be_written(path))?;
    let runtime = runtime()?;
    let opened = data::open(&hunt.data)?;
    let moment = runtime.block_on(clock::moment(&hunt.clock, &opened.engine))?;
    let mut judge = Judge::new(&opened, &moment, range, hunt.exclusions, &hunt.running.limits)?;
    let shown = |without_limit: usize| hunt.limit.unwrap_or(without_limit);
    judge.shown = match hunt.format {
        HuntFormat::Table => Shown { rows: shown(text::DEFAULT_ROWS), findings: shown(text::DEFAULT_ROWS) },
        HuntFormat::Html => Shown { rows: shown(page::DEFAULT_ROWS), findings: shown(page::DEFAULT_ROWS) },
        HuntFormat::Json => Shown { rows: shown(usize::MAX), ..Shown::default() },
    };
    if hunt.availability {
        return show_availability(hunt, &runtime, &plan, &judge);
    }
    let survey = match hunt.record.is_some() || hunt.format == HuntFormat::Json {
        true => runtime.block_on(availability::take(&plan, &judge)).map_err(Failure::plain)?,
        false => Survey::default(),
    };
    let stamps = fingerprint::stamps(&opened);
    let standings = runtime.block_on(standings(&mut plan, &judge, hunt.exclusions));
    let mut problems: Vec<String> = plan.problems.iter().map(|p| printable(p)).collect();
    problems.iter().for_each(|p| eprintln!("pack: {p}"));
    let rules = judge_all(&runtime, &judge, plan.rules.into_iter().zip(standings).collect(), jobs(&hunt.running))?;
    let (fingerprints, of_data) = runtime.block_on(Fingerprints::of(&opened, &rules, &stamps))?;
    let of_data: Vec<String> = of_data.iter().map(|p| printable(p)).collect();
    of_data.iter().for_each(|p| eprintln!("{p}"));
    let is_broken = plan.is_broken || !of_data.is_empty();
    problems.extend(of_data);
    let mut outcome = Outcome {
        now: format_datetime_wire(moment.now),
        as_of: moment.as_of.map(format_datetime_wire),
        rules,
        problems,
        exclusions: hunt.exclusions,
        ledger: None,
        survey,
        data: fingerprints,
        range,
        time: start.elapsed(),
    };
    outcome.ledger = ledger(hunt, &outcome);
    if let Some(path) = &hunt.record {
        record::write(path, &outcome)?;
    }
    if let Some(path) = &outcome.ledger {
        exclusions::write_ledger(path, &outcome)?;
    }
    let out = hunt.out.as_deref();
    match hunt.format {
        HuntFormat::Table => write_text(out, &text::text(&outcome, hunt.limit, Style::of(out.is_some())))?,
        HuntFormat::Json => json::write(out, &outcome, hunt.limit)?,
        HuntFormat::Html => write_text(out, &page::page(&outcome, hunt.limit))?,
    }
    Ok(ExitCode::from(exit_code(&outcome, is_broken)))
}

/// What the rules need and the data have; no rule runs.
fn show_availability(hunt: &Hunt, runtime: &Runtime, plan: &Plan, judge: &Judge) -> Result<ExitCode, Failure> {
    plan.problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
    let survey = runtime.block_on(availability::take(plan, judge)).map_err(Failure::plain)?;
    let shown = match hunt.format {
        HuntFormat::Table => availability::text(plan, &survey, Style::of(hunt.out.is_some())),
        HuntFormat::Json => availability::json(plan, &survey),
        HuntFormat::Html => return Err(Failure::plain("--availability is shown as a table or as JSON")),
    };
    write_text(hunt.out.as_deref(), &shown)?;
    Ok(ExitCode::from(if plan.is_broken { 2 } else { availability::exit_code(&survey) }))
}

/// The exclusions of every rule, each looked at before the first rule runs.
pub async fn standings(plan: &mut Plan, judge: &Judge<'_>, exclusions: Exclusions) -> Vec<Vec<Standing>> {
    if exclusions == Exclusions::Off {
        return plan.rules.iter().map(|_| Vec::new()).collect();
    }
    let mut checker = Checker::new(&judge.engine, judge.moment.now);
    let mut all = Vec::with_capacity(plan.rules.len());
    for planned in &plan.rules {
        all.push(match judge.request(planned) {
            Ok(request) => checker.of_rule(planned, &request).await,
            Err(_) => Vec::new(),
        });
    }
    plan.problems.append(&mut checker.problems);
    plan.is_broken |= checker.is_broken;
    all
}

/// Judges the rules, some at a time; what comes of one does not depend on the others.
pub fn judge_all(
    runtime: &Runtime,
    judge: &Judge,
    rules: Vec<(Planned, Vec<Standing>)>,
    jobs: usize,
) -> Result<Vec<Judged>, Failure> {
    let workers = jobs.min(rules.len());
    let waiting = Mutex::new(rules.into_iter().enumerate());
    let next = || waiting.lock().ok().and_then(|mut rules| rules.next());
    let work = || {
        let mut done = Vec::new();
        while let Some((at, (planned, standings))) = next() {
            done.push((at, judge.rule_or_fault(runtime, planned, standings)));
        }
        done
    };
    let mut judged = Vec::new();
    std::thread::scope(|scope| {
        let start = || std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let threads: Vec<_> = (0..workers).map(|_| start()).collect::<Result<_, _>>().map_err(Failure::plain)?;
        for thread in threads {
            let done = thread.join().map_err(|_| Failure::plain("a fault inside Lurcher; the message is above"))?;
            judged.extend(done);
        }
        Ok::<_, Failure>(())
    })?;
    judged.sort_by_key(|(at, _)| *at);
    Ok(judged.into_iter().map(|(_, judged)| judged).collect())
}

pub fn jobs(running: &Running) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, |n| n.get());
    running.jobs.map_or_else(cores, usize::from)
}

/// Wherever exclusions can hide rows, and wherever it is asked for.
fn ledger(hunt: &Hunt, outcome: &Outcome) -> Option<PathBuf> {
    if hunt.ledger.is_some() {
        return hunt.ledger.clone();
    }
    let has_any = outcome.rules.iter().any(|r| !r.standings.is_empty());
    let beside = hunt.record.as_deref().or(hunt.out.as_deref()).and_then(Path::parent).unwrap_or(Path::new(""));
    (has_any && hunt.exclusions == Exclusions::On).then(|| beside.join(LEDGER))
}

/// 0 means that everything could be judged and nothing was found; no other state may look like it.
fn exit_code(outcome: &Outcome, broken: bool) -> u8 {
    let any = |wanted: fn(&Verdict) -> bool| outcome.rules.iter().any(|r| wanted(&r.verdict));
    if broken || any(|v| matches!(v, Verdict::Refused(_))) {
        2
    } else if any(|v| matches!(v, Verdict::Findings)) {
        1
    } else if any(|v| matches!(v, Verdict::NotJudged(_) | Verdict::Ended(_))) {
        3
    } else {
        0
    }
}

impl Outcome {
    /// `15 rules: 2 with findings, …`
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&Verdict) -> bool| self.rules.iter().filter(|r| wanted(&r.verdict)).count();
        let parts = [
            (count(|v| matches!(v, Verdict::Findings)), "with findings"),
            (count(|v| matches!(v, Verdict::Quiet)), "quiet"),
            (count(|v| matches!(v, Verdict::Overview)), "overview"),
            (count(|v| matches!(v, Verdict::NotJudged(_))), "not judged"),
            (count(|v| matches!(v, Verdict::Ended(_))), "ended"),
            (count(|v| matches!(v, Verdict::Refused(_))), "broken"),
        ];
        let parts: Vec<String> = parts.iter().filter(|p| p.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let rules = if self.rules.len() == 1 { "1 rule" } else { &format!("{} rules", self.rules.len()) };
        let (at, range, seconds) = (&self.now, self.range.text(), self.time.as_secs_f64());
        format!("{rules} at {at}{range}: {}; {seconds:.1} s{}", parts.join(", "), self.hidden())
    }

    /// The rows that each exclusion hides: of a table once, however many rules read it; of results for each rule.
    pub fn rows_hidden(&self) -> u64 {
        let mut of_tables: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        let mut of_results = 0;
        for effect in self.rules.iter().flat_map(|r| &r.effects.each) {
            let e = &effect.exclusion;
            match e.applies_to {
                AppliesTo::Table(_) => drop(of_tables.insert((&e.path, &e.id), effect.rows)),
                AppliesTo::Result => of_results += effect.rows,
            }
        }
        of_tables.values().sum::<u64>() + of_results
    }

    pub fn findings_hidden(&self) -> usize {
        self.rules.iter().map(|r| r.effects.hidden.len()).sum()
    }

    /// What exclusions hide: nothing disappears without a word.
    fn hidden(&self) -> String {
        let findings = self.findings_hidden();
        let rows = self.rows_hidden();
        let words = match self.exclusions {
            Exclusions::Off => return String::new(),
            _ if rows == 0 && findings == 0 => return String::new(),
            Exclusions::On => "hide",
            Exclusions::Preview => "would hide",
        };
        let ledger = self.ledger.as_ref().map(|path| format!(", see {}", path.display())).unwrap_or_default();
        format!("; exclusions {words} {} and {}{ledger}", counted(rows, "row"), counted(findings as u64, "finding"))
    }
}
