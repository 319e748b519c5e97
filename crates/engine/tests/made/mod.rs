//! Queries made by chance: every operator and function of Lurcher's tables over tables of hostile values.
//!
//! What must hold of each (`properties.rs`): it is refused with a code or it runs; its rows have the bound types; no way of
//! planning, cutting into batches, threading, laying out or rewriting it changes its rows.

mod columns;
mod expressions;
mod operators;
mod places;
mod properties;
mod query;
mod rewrites;
mod tables;
mod values;
mod watch;

use properties::{Counts, Round};
use std::time::{Duration, Instant};

/// Queries over one pair of tables.
const PER_ROUND: usize = 25;

/// A hundred queries, always the same ones.
#[test]
fn made_queries_keep_their_promises() {
    watch::begin(Duration::from_secs(120), None);
    let mut counts = Counts::default();
    for seed in 0..5 {
        Round::new(seed).run(PER_ROUND, &mut counts);
    }
    println!("{counts}");
    assert!(counts.findings.is_empty(), "{}", counts.findings.join("\n\n"));
    assert!(counts.ran * 2 > counts.grown, "most queries run: {counts}");
}

/// As long as wanted: `LURCHER_MADE_MINUTES`, beginning with `LURCHER_MADE_SEED`. `make fuzz` runs it.
#[test]
#[ignore = "runs for minutes"]
fn made_queries_for_minutes() {
    let number =
        |name: &str, otherwise: u64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(otherwise);
    let end = Instant::now() + Duration::from_secs(60 * number("LURCHER_MADE_MINUTES", 5));
    watch::begin(Duration::from_secs(180), Some(6 << 30));
    let mut counts = Counts::default();
    let mut seed = number("LURCHER_MADE_SEED", 1000);
    while Instant::now() < end {
        let before = counts.findings.len();
        Round::new(seed).run(PER_ROUND, &mut counts);
        counts.findings[before..].iter().for_each(|f| println!("FINDING (seed {seed}) {f}\n"));
        seed += 1;
        if seed % 20 == 0 {
            println!("seed {seed}: {counts}");
        }
    }
    println!("to seed {seed}: {counts}");
    assert!(counts.findings.is_empty(), "{} findings", counts.findings.len());
}
