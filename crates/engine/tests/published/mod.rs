//! Hunts as others publish them run to their end: over empty tables, and over made-up rows.
//!
//! `make corpus` runs all of them both ways and writes `docs/published-hunts.md`; the tests that always run take a part.

mod bound;
mod hunts;
mod outcome;
mod outside;
mod report;
mod run;
mod same;

use crate::floors;
use hunts::runnable;
use report::Report;
use run::{Place, Places};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The pinned clock. Made-up rows lie within two weeks before it.
const NOW: &str = "2026-01-15T12:00:00Z";
/// Of rows in each table.
const ROWS: usize = 10_000;

/// One in so many runs each time.
const EMPTY_STEP: usize = 6;
const ROWS_STEP: usize = 60;
/// An unoptimised build is some twenty times slower than what users run.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 10 });

#[test]
fn published_hunts_run_over_empty_tables() {
    let report = over(EMPTY_STEP, Place::Empty);
    report.iter().for_each(|r| r.holds(floors::HUNTS_RUN_PER_MILLE));
}

#[test]
fn published_hunts_run_over_rows() {
    let report = over(ROWS_STEP, Place::Rows(1_000));
    report.iter().for_each(|r| r.holds(floors::HUNTS_RUN_PER_MILLE));
}

/// The whole measure. Run it optimised: `make corpus`.
#[test]
#[ignore = "runs for minutes, and wants an optimised build"]
fn all_published_hunts_run() {
    outside::give();
    let step = std::env::var("LURCHER_HUNTS_STEP").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let rows = std::env::var("LURCHER_HUNTS_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROWS);
    let empty = over(step, Place::Empty);
    let full = if rows > 0 { over(step, Place::Rows(rows)) } else { None };
    let reports: Vec<Report> = empty.into_iter().chain(full).collect();
    report::write(&reports);
    reports.iter().for_each(|r| r.holds(floors::ALL_HUNTS_RUN_PER_MILLE));
}

/// Neither the optimiser nor the cut of the rows nor the number of threads changes an answer.
#[test]
fn ways_to_run_a_published_hunt_agree() {
    same::check(ROWS_STEP, 300);
}

#[test]
#[ignore = "runs for minutes, and wants an optimised build"]
fn ways_to_run_every_published_hunt_agree() {
    same::check(1, 2_000);
}

fn over(step: usize, place: Place) -> Option<Report> {
    let hunts = runnable(step)?;
    let places = Places::new(place);
    let report = Mutex::new(Report::new(place));
    let next = AtomicUsize::new(0);
    // One hunt plans on one core, however many run it.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(hunt) = hunts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let ended = run::run(&places, hunt);
                    report.lock().unwrap().add(hunt, ended);
                }
            });
        }
    });
    let report = report.into_inner().unwrap();
    report.print();
    Some(report)
}
