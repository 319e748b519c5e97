//! `lurcher test`: asks each rule over the rows that its tests give, and compares.

mod bench;
mod exclusions;
mod given;
mod mutate;
pub mod parallel;
mod record;
mod select;
mod text;
pub mod trial;
mod watch;

use crate::arguments::{Data, Test, TestFormat};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
pub use bench::Bench;
pub use exclusions::hides;
use lurcher_rules::testing::{Report, RuleReport, json, junit};
use lurcher_rules::{Pack, load_pack};
use select::Filter;
use std::process::ExitCode;
use std::time::Instant;

pub fn run(test: &Test) -> Result<ExitCode, Failure> {
    if let Some(rule) = &test.record {
        return record::run(test, rule);
    }
    if !test.data.paths.is_empty() || !test.data.tables.is_empty() || !test.data.fetch.is_empty() {
        return Err(Failure::plain("tests bring their own rows: --data, --table and --fetch are for --record"));
    }
    if test.clock.now.is_some() || test.clock.as_of.is_some() {
        return Err(Failure::plain("tests have clocks of their own: --now and --as-of are for --record"));
    }
    let bench = Bench::new(&test.data)?;
    if test.watch {
        return watch::forever(&test.packs, || once(test, &bench).map(drop));
    }
    once(test, &bench).map(ExitCode::from)
}

/// The outcomes of all tests of the packs, for whoever else wants to know; `surroundings` hold no rows.
pub fn reports(packs: &[Pack], surroundings: &Data) -> Result<Vec<RuleReport>, Failure> {
    let bench = Bench::new(surroundings)?;
    Ok(trial::all(&bench, &select::chosen(packs, &Filter::new(&[])?)))
}

/// Reads the packs, runs what is wanted and shows it; gives the exit code.
fn once(test: &Test, bench: &Bench) -> Result<u8, Failure> {
    let start = Instant::now();
    let packs: Vec<Pack> = test.packs.iter().map(|path| load_pack(path)).collect();
    let mut report = Report::default();
    for problem in packs.iter().flat_map(|pack| &pack.problems) {
        report.broken_packs |= !problem.code.is_warning();
        report.problems.push(printable(&problem.to_string()));
    }
    report.problems.iter().for_each(|p| eprintln!("pack: {p}"));
    let filter = Filter::new(&test.filter)?;
    let chosen = select::chosen(&packs, &filter);
    report.rules = trial::all(bench, &chosen);
    if test.mutate {
        mutate::all(bench, &chosen, &mut report.rules);
    }
    report.time = start.elapsed();
    let out = test.out.as_deref();
    let shown = match test.format {
        TestFormat::Text => text::text(&report, Style::of(out.is_some())),
        TestFormat::Json => format!("{}\n", json::json(&report)),
        TestFormat::Junit => junit::junit(&report),
    };
    write_text(out, &shown)?;
    if report.tests() == 0 && !report.broken_packs {
        let why = match test.filter.is_empty() {
            true => {
                "no rule of the packs has a test: they stand in NAME.lurcher.yaml beside the rule, and --record writes one"
            }
            false => "--filter leaves no test",
        };
        return Err(Failure::plain(why));
    }
    Ok(exit_code(&report, test.min_score))
}

fn exit_code(report: &Report, min_score: Option<u8>) -> u8 {
    let weak = |rule: &RuleReport| match (min_score, rule.strength.as_ref().and_then(|s| s.percent())) {
        (Some(least), Some(percent)) => percent < usize::from(least),
        _ => false,
    };
    if report.broken_packs
        || report.broken() > 0
        || report.rules.iter().any(|r| r.hidden.iter().any(|h| h.error.is_some()))
    {
        2
    } else if report.failed() > 0 || report.hidden() > 0 || report.rules.iter().any(weak) {
        1
    } else {
        0
    }
}
