//! How many hunts ran, and why the others did not.

use super::hunts::Hunt;
use super::outcome::Outcome;
use super::run::Place;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

const SLOWEST: usize = 15;

pub struct Report {
    place: Place,
    lines: Vec<Line>,
}

struct Line {
    id: String,
    outcome: Outcome,
    took: Duration,
}

impl Report {
    pub fn new(place: Place) -> Report {
        Report { place, lines: Vec::new() }
    }

    pub fn add(&mut self, hunt: &Hunt, (outcome, took): (Outcome, Duration)) {
        self.lines.push(Line { id: hunt.id.clone(), outcome, took });
    }

    fn ran(&self) -> usize {
        self.lines.iter().filter(|l| matches!(l.outcome, Outcome::Ran { .. })).count()
    }

    fn title(&self) -> String {
        match self.place {
            Place::Empty => "empty tables".to_owned(),
            Place::Rows(rows) => format!("{rows} made-up rows a table"),
        }
    }

    /// At least so many of a thousand ran.
    pub fn holds(&self, floor: usize) {
        let (ran, all) = (self.ran(), self.lines.len());
        assert!(ran * 1_000 >= all * floor, "over {}: {ran} of {all} ran, {floor} of 1000 did before", self.title());
    }

    pub fn print(&self) {
        let with_rows = self.lines.iter().filter(|l| matches!(l.outcome, Outcome::Ran { rows } if rows > 0)).count();
        println!("over {}: {} of {} hunts ran, {with_rows} gave rows", self.title(), self.ran(), self.lines.len());
        let mut causes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for line in self.lines.iter().filter(|l| !matches!(l.outcome, Outcome::Ran { .. })) {
            causes.entry(line.outcome.cause()).or_default().push(&line.id);
        }
        let mut causes: Vec<_> = causes.into_iter().collect();
        causes.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
        for (cause, ids) in causes {
            println!("{:>5} {cause}  ({})", ids.len(), ids.iter().take(4).copied().collect::<Vec<_>>().join(" "));
        }
        let mut slow: Vec<&Line> = self.lines.iter().collect();
        slow.sort_by_key(|l| std::cmp::Reverse(l.took));
        let slow = slow.iter().take(SLOWEST).map(|l| format!("{} {:.1}", l.id, l.took.as_secs_f64()));
        let total: f64 = self.lines.iter().map(|l| l.took.as_secs_f64()).sum();
        println!("{total:.0} s in all; the slowest: {}", slow.collect::<Vec<_>>().join(", "));
    }

    fn counts(&self) -> BTreeMap<&'static str, usize> {
        self.lines.iter().fold(BTreeMap::new(), |mut counts, line| {
            *counts.entry(line.outcome.kind()).or_default() += 1;
            counts
        })
    }
}

/// Keeps the figures in the documentation.
pub fn write(reports: &[Report]) {
    let mut text = "# Published hunts that run\n\n\
        Written by `make corpus`: public hunts that Microsoft's binder accepts and that need nothing but tables, run to\n\
        their end. Each answer is held against the schema that was bound.\n\n\
        | tables | hunts | ran | why others did not |\n|---|---|---|---|\n"
        .to_owned();
    for report in reports {
        let others = report.counts().into_iter().filter(|(kind, _)| *kind != "ran");
        let others: Vec<String> = others.map(|(kind, count)| format!("{kind}: {count}")).collect();
        let (ran, all) = (report.ran(), report.lines.len());
        let percent = ran as f64 * 100.0 / all.max(1) as f64;
        let _ = writeln!(text, "| {} | {all} | {ran} ({percent:.1} %) | {} |", report.title(), others.join(", "));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/published-hunts.md");
    std::fs::write(file, text).unwrap();
}
