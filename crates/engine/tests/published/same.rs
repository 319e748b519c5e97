//! Ways to run a hunt that may not change its answer.

use super::hunts::{Hunt, runnable};
use super::outcome::Outcome;
use super::run::{Place, Places, Way};
use crate::kql;
use lurcher_engine::{Answer, Tuning};
use serde_json::Value as Json;

/// Significant digits of a real that are compared: sums in another order differ in the last ones.
const DIGITS: usize = 10;

fn ways() -> [Way; 3] {
    let small = Tuning { batch_rows: 64, ..Tuning::default() };
    let plain = Tuning { optimise: false, ..Tuning::default() };
    [
        Way { name: "one thread, small batches", threads: 1, chunk: 97, tuning: small },
        Way { name: "four threads, batches of 500", threads: 4, chunk: 500, tuning: Tuning::default() },
        Way { name: "not optimised", tuning: plain, ..Way::default() },
    ]
}

pub fn check(step: usize, rows: usize) {
    let Some(hunts) = runnable(step) else { return };
    let places = Places::new(Place::Rows(rows));
    let mut differing = Vec::new();
    let (mut compared, mut with_rows) = (0, 0);
    for hunt in hunts.iter().filter(|h| h.refused.is_none()) {
        let Ok(Ok(usual)) = places.answer(hunt, &Way::default()) else { continue };
        let usual = rows_of(&usual);
        compared += 1;
        with_rows += usize::from(usual.iter().any(|t| !t.is_empty()));
        for way in ways() {
            match differs(&places, hunt, &way, &usual) {
                Some(why) => differing.push(format!("{} {}: {why}", hunt.id, way.name)),
                None => continue,
            }
        }
    }
    println!("{compared} hunts compared, {with_rows} of them with rows");
    differing.iter().for_each(|line| println!("{line}"));
    assert!(differing.is_empty(), "{} answers depend on how they are run", differing.len());
}

fn differs(places: &Places, hunt: &Hunt, way: &Way, usual: &[Vec<String>]) -> Option<String> {
    match places.answer(hunt, way) {
        Err(Outcome::Late) => None,
        Err(outcome) => Some(outcome.cause()),
        Ok(Err(d)) if d.message.starts_with("the query ran longer") => None,
        Ok(Err(d)) => Some(d.message),
        Ok(Ok(answer)) => {
            let other = rows_of(&answer);
            let (table, row) = usual.iter().zip(&other).enumerate().find_map(|(n, (a, b))| {
                (a != b).then(|| (n, a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()))))
            })?;
            let show = |rows: &[Vec<String>]| {
                let row = rows.get(table).and_then(|t| t.get(row)).map(String::as_str).unwrap_or("no row");
                row.chars().take(300).collect::<String>()
            };
            Some(format!("\n    {}\n    {}", show(usual), show(&other)))
        }
    }
}

/// The rows of each table as sorted texts.
fn rows_of(answer: &Answer) -> Vec<Vec<String>> {
    let table = |table| {
        let mut rows: Vec<String> = kql::comparable(table).rows.into_iter().map(printed).collect();
        rows.sort_unstable();
        rows
    };
    answer.tables.iter().map(table).collect()
}

fn printed(row: Vec<Json>) -> String {
    row.iter().map(cell).collect::<Vec<_>>().join("|")
}

fn cell(value: &Json) -> String {
    match value {
        Json::Number(n) if n.is_f64() => format!("{:.*e}", DIGITS - 1, n.as_f64().unwrap_or(f64::NAN)),
        Json::Array(items) => format!("[{}]", items.iter().map(cell).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}
