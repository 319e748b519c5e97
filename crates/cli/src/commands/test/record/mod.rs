//! `lurcher test --record RULE`: the rows of real findings as a fixture that tells of nobody.
//!
//! Found rows are pseudonymised, and the rule is asked over them again: what is written is a test that passes.

mod keys;
mod pick;
mod write;

use super::bench::Bench;
use super::given;
use crate::arguments::Test;
use crate::clock;
use crate::failure::Failure;
use crate::rule::{Asked, placed, request};
use lurcher_engine::Request;
use lurcher_rules::testing::{Pseudonyms, rows};
use lurcher_rules::{Rule, load_pack};
use lurcher_syntax::{TokenKind, tokens};
use lurcher_types::{Table, Value};
use pick::Picked;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

/// Rows of a table, each a mapping of columns to values.
pub type Rows = Vec<Map<String, Json>>;

/// Columns that say which mail it is; a fixture has them although the rule does not name them.
const ALWAYS: &[&str] =
    &["Timestamp", "TimeGenerated", "NetworkMessageId", "SenderFromAddress", "RecipientEmailAddress"];

pub fn run(test: &Test, path: &Path) -> Result<ExitCode, Failure> {
    // Whatever can be refused is refused before data are read.
    let place = write::Place::new(test.out.as_deref().unwrap_or(Path::new("")), path)?;
    let pack = load_pack(path);
    let [rule] = pack.rules.as_slice() else {
        let problems: Vec<String> = pack.problems.iter().map(ToString::to_string).collect();
        let why =
            if problems.is_empty() { format!("{} rules are there", pack.rules.len()) } else { problems.join("; ") };
        return Err(Failure::plain(format!("--record {}: one rule is wanted: {why}", path.display())));
    };
    let bench = Bench::new(&test.data)?;
    let moment = bench.runtime.block_on(clock::moment(&test.clock, &bench.opened.engine))?;
    let asked = Asked { now: moment.now, as_of: moment.as_of, ..Asked::default() };
    let request = request(rule, &pack.about, &asked).map_err(Failure::plain)?;
    let picked = pick::pick(&bench, rule, &request, test.limit)?;
    let recorded = recorded(&bench, rule, &request, &picked, test.limit)?;
    let written = write::write(&place, rule, moment.now, &recorded)?;
    println!("{written}");
    Ok(ExitCode::SUCCESS)
}

/// A fixture over which the rule still hits.
pub struct Recorded {
    pub tables: BTreeMap<String, Rows>,
    /// Rows that the rule answers with.
    pub count: usize,
}

/// So few rows of each table are tried first: a small fixture is read, a large one is not.
const FEW_ROWS: [usize; 2] = [8, 25];

/// The smallest fixture that hits. The columns that the rule names are enough for most rules; for the others all are taken.
fn recorded(
    bench: &Bench,
    rule: &Rule,
    request: &Request,
    picked: &[Picked],
    limit: usize,
) -> Result<Recorded, Failure> {
    let words = tokens(&rule.query).into_iter().filter(|t| t.kind == TokenKind::Word);
    let named: BTreeSet<&str> = words.map(|t| t.span.of(&rule.query)).chain(ALWAYS.iter().copied()).collect();
    let is_named = |column: &str| named.contains(column);
    let wanted: [&dyn Fn(&str) -> bool; 2] = [&is_named, &|_| true];
    for is_wanted in wanted {
        for most in FEW_ROWS.into_iter().filter(|few| *few < limit).chain([limit]) {
            let tables = pseudonymous(rule, request, picked, most, is_wanted);
            let count = count(bench, rule, request, picked, &tables)?;
            if rule.trigger.map_or(count > 0, |trigger| trigger.fires(count as u64)) {
                return Ok(Recorded { tables, count });
            }
        }
    }
    let message = "the rule does not hit over the rows that were recorded: it may need more of them (--limit), or compare texts in a \
                   way that other names do not survive; nothing is written";
    Err(Failure::plain(message))
}

fn pseudonymous(
    rule: &Rule,
    request: &Request,
    picked: &[Picked],
    most: usize,
    is_wanted: &dyn Fn(&str) -> bool,
) -> BTreeMap<String, Rows> {
    let literals = tokens(&rule.query).into_iter().filter(|t| matches!(t.kind, TokenKind::String | TokenKind::Wrapped));
    let looked_for = literals.map(|t| t.span.of(&rule.query)).chain(request.chosen.iter().map(|c| c.text.as_str()));
    let mut names = Pseudonyms::keeping(looked_for);
    let mut row = |table: &Table, values: &[Value]| -> Map<String, Json> {
        let cells = table.columns.iter().zip(values).filter(|(column, _)| is_wanted(&column.name));
        cells.filter_map(|(column, value)| Some((column.name.clone(), names.cell(&column.name, value)?))).collect()
    };
    let tables =
        picked.iter().map(|p| (p.table.name.clone(), p.rows.iter().take(most).map(|r| row(&p.table, r)).collect()));
    tables.collect()
}

/// How many rows the rule answers with over the fixture, read as a test reads it.
fn count(
    bench: &Bench,
    rule: &Rule,
    request: &Request,
    picked: &[Picked],
    tables: &BTreeMap<String, Rows>,
) -> Result<usize, Failure> {
    let source = |p: &Picked| {
        let rows = tables.get(&p.table.name).map(Vec::as_slice).unwrap_or_default();
        let typed = rows.iter().map(|row| rows::typed(&p.table, row, request.now).map_err(|m| m.message));
        given::in_memory(p.table.clone(), &typed.collect::<Result<Vec<_>, _>>()?)
    };
    let sources = picked.iter().map(source).collect::<Result<Vec<_>, String>>().map_err(Failure::plain)?;
    let engine = bench.over(sources).map_err(Failure::plain)?;
    let request = Request { as_of: None, ..request.clone() };
    let answered = bench.ask(&engine, &request).map_err(|d| Failure::plain(placed(rule, &d)))?;
    Ok(answered.iter().map(|t| t.rows.len()).sum())
}
