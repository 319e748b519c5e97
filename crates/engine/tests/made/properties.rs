//! What must hold of every query.

use super::columns::{Col, Scope};
use super::places::{Places, UNOPTIMISED, check, follow, needs_one_thread, run};
use super::query::{Bound, Query, grow};
use super::{rewrites, tables, watch};
use crate::sound;
use lurcher_engine::{Engine, Named, Operator, Reason};
use lurcher_syntax::Diagnostic;
use lurcher_testkit::Chance;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

#[derive(Debug, Default)]
pub struct Counts {
    pub grown: usize,
    /// Queries that gave rows.
    pub ran: usize,
    /// Attempts to bind an operator, and those that did.
    attempts: usize,
    bound: usize,
    comparisons: usize,
    /// Refusals while running, by code.
    refused: BTreeMap<String, usize>,
    pub findings: Vec<String>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100 * self.bound / self.attempts.max(1);
        write!(f, "{} of {} attempts bound ({share} %); ", self.bound, self.attempts)?;
        write!(f, "{} queries, {} ran, {} comparisons, ", self.grown, self.ran, self.comparisons)?;
        write!(f, "refused while running: {:?}; {} findings", self.refused, self.findings.len())
    }
}

/// Rows as texts, tables in order. Rows without an order of their own are sorted.
type Rows = Vec<Vec<String>>;

/// Some queries over one pair of tables.
pub struct Round {
    chance: Chance,
    rows: Vec<Vec<String>>,
    places: Places,
}

impl Round {
    pub fn new(seed: u64) -> Round {
        let mut chance = Chance::new(seed);
        let (t, u) = (tables::rows(&mut chance), tables::rows(&mut chance));
        let places = Places::new([("T", &t), ("U", &u)]);
        Round { chance, rows: t, places }
    }

    pub fn run(&mut self, queries: usize, counts: &mut Counts) {
        for _ in 0..queries {
            self.query(counts);
        }
        for _ in 0..queries / 5 {
            self.expression(counts);
        }
    }

    /// Grows a query, runs it in every place, laid out and rewritten.
    fn query(&mut self, counts: &mut Counts) {
        let operators = self.chance.below(6);
        let plain = self.places.plain.clone();
        let bind = |text: &str| {
            counts.attempts += 1;
            match watch::during(text, || check(&plain, text)) {
                Ok(tables) if tables.len() == 1 => {
                    counts.bound += 1;
                    let columns = tables.into_iter().flatten();
                    Bound::Columns(Scope(columns.map(|c| Col { name: c.name, kql_type: c.kql_type }).collect()))
                }
                Ok(_) => Bound::Refused,
                Err(refusal) => {
                    counts.findings.extend(fault(text, "binding", &refusal));
                    Bound::Refused
                }
            }
        };
        let Some(query) = grow(operators, &mut self.chance, bind) else { return };
        counts.grown += 1;
        let Some(expected) = rows(&plain, &query.text, counts) else { return };
        counts.ran += 1;
        // Where the order of arrival counts, the optimiser decides it: a join may read its other side first.
        let by_arrival = needs_one_thread(&plain, &query.text);
        for (place, engine) in &self.places.others {
            if by_arrival && *place == UNOPTIMISED {
                continue;
            }
            if let Some(found) = rows(engine, &query.text, counts) {
                same(&query.text, place, &expected, &found, counts);
            }
        }
        self.followed(&query, &expected, counts);
        self.laid_out(&query, &expected, counts);
        for (first, second) in rewrites::of(&query, &mut self.chance) {
            let Some(expected) = rows(&plain, &first, counts) else { continue };
            if let Some(found) = rows(&plain, &second, counts) {
                same(&first, &format!("as\n{second}\n"), &expected, &found, counts);
            }
        }
    }

    /// Rows are followed through the query as it is: its answer has the same rows, and each row that is followed is told of.
    fn followed(&self, query: &Query, expected: &Rows, counts: &mut Counts) {
        let text = &query.text;
        let followed = match watch::during(text, || follow(&self.places.plain, text)) {
            Ok(followed) => followed,
            Err(refusal) => return counts.findings.push(format!("rows cannot be followed: {refusal}\n{text}")),
        };
        counts.comparisons += 1;
        for (result, expected) in followed.results.iter().zip(expected) {
            let number = expected.len() as u64;
            if result.rows != number {
                counts.findings.push(format!("followed, it has {} rows and not {number}\n{text}", result.rows));
            }
            let values = |row: &Vec<Named>| row.iter().map(|n| n.value.clone()).collect::<Vec<_>>();
            for row in result.shown.iter().map(values).map(|row| format!("{row:?}")) {
                if !expected.contains(&row) {
                    counts.findings.push(format!("followed, it has the row {row}\n{text}"));
                }
            }
        }
        let explained = |o: &Operator| {
            let named = o.drops.iter().all(|d| !d.bits.is_empty() && d.reason != Reason::Predicate(Vec::new()));
            named && o.followed.is_none_or(|n| (n == 0) == o.bits.is_empty())
        };
        let mut operators = followed.pipes.iter().flat_map(|pipe| &pipe.operators);
        if let Some(o) = operators.find(|o| !explained(o)) {
            counts.findings.push(format!("followed, nothing is said of {}: {o:?}\n{text}", o.span.of(text)));
        }
    }

    /// Laid out, a query means the same, and laid out again it does not change.
    fn laid_out(&self, query: &Query, expected: &Rows, counts: &mut Counts) {
        match lurcher_format::format(&query.text) {
            Err(refusal) => counts.findings.push(format!("it cannot be laid out: {refusal:?}\n{}", query.text)),
            Ok(once) => {
                if lurcher_format::format(&once).as_ref() != Ok(&once) {
                    counts.findings.push(format!("laying out again changes\n{once}"));
                }
                if let Some(found) = rows(&self.places.plain, &once, counts) {
                    same(&query.text, &format!("laid out as\n{once}\n"), expected, &found, counts);
                }
            }
        }
    }

    /// An expression over literals, folded while binding, over one row and over many comes to the same.
    fn expression(&mut self, counts: &mut Counts) {
        let plain = self.places.plain.clone();
        let Some((together, alone)) = rewrites::row_by_row(&self.rows, &mut self.chance) else { return };
        let Some(expected) = rows(&plain, &together, counts) else { return };
        let mut found = vec![Vec::new(); expected.len()];
        for text in &alone {
            // One row alone may be refused where the literal itself is seen to be wrong.
            let Some(own) = rows(&plain, text, counts) else { return };
            found.iter_mut().zip(own).for_each(|(all, own)| all.extend(own));
        }
        found.iter_mut().for_each(|rows| rows.sort());
        same(&together, &format!("row by row as\n{}\n", alone.join("\n")), &expected, &found, counts);
    }
}

fn same(text: &str, how: &str, expected: &Rows, found: &Rows, counts: &mut Counts) {
    counts.comparisons += 1;
    if expected != found {
        let lacks = only(expected, found);
        let more = only(found, expected);
        counts.findings.push(format!("other rows {how}\n{text}\n  only plain: {lacks}\n  only there: {more}"));
    }
}

/// The first rows that the other side does not have.
fn only(these: &Rows, those: &Rows) -> String {
    let other: Vec<&String> = those.iter().flatten().collect();
    let few: Vec<&String> = these.iter().flatten().filter(|row| !other.contains(row)).take(3).collect();
    format!("{few:#?} of {}", these.iter().map(Vec::len).sum::<usize>())
}

/// The rows of a query, or nothing if it is refused; faults of either are findings.
fn rows(engine: &Arc<Engine>, text: &str, counts: &mut Counts) -> Option<Rows> {
    match watch::during(text, || run(engine, text)) {
        Ok(answer) => {
            counts.findings.extend(sound::check(&answer).err().map(|why| format!("{why}\n{text}")));
            Some(
                answer
                    .tables
                    .iter()
                    .map(|table| {
                        let mut rows: Vec<String> = table.rows().map(|row| format!("{row:?}")).collect();
                        rows.sort();
                        rows
                    })
                    .collect(),
            )
        }
        Err(refusal) => {
            *counts.refused.entry(refusal.code.to_owned()).or_default() += 1;
            counts.findings.extend(fault(text, "running", &refusal));
            None
        }
    }
}

/// A panic or an error of our own machinery, and no refusal.
fn fault(text: &str, doing: &str, d: &Diagnostic) -> Option<String> {
    let is_fault = d.code == "PANIC" || d.code == "LUR399" || !d.code.starts_with("LUR");
    is_fault.then(|| format!("{} while {doing}: {}\n{text}", d.code, d.message))
}
