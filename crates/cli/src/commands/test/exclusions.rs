//! Whether a rule still finds what it must once its exclusions are on.

use super::bench::Bench;
use super::trial::Trial;
use crate::rule::{exclusions, hidden_rows, placed};
use lurcher_engine::{HiddenRows, Request};
use lurcher_rules::testing::HiddenHit;
use lurcher_rules::{Exclusion, Pack, Rule, Test};
use lurcher_syntax::Diagnostic;

/// What the exclusions hide of a test that must hit. All that are enabled count, whatever the clock of the test: it says
/// when the mail came, not when the exclusion was written.
pub fn hidden_hit(bench: &Bench, trial: &Trial) -> Option<HiddenHit> {
    let test = trial.test;
    let hidden: Vec<HiddenRows> =
        exclusions(trial.rule, &trial.pack.about).filter(|e| e.enabled).map(hidden_rows).collect();
    if hidden.is_empty() || !test.is_must_hit() || test.with_exclusions {
        return None;
    }
    let hits = |hidden: Vec<HiddenRows>| -> Result<bool, Diagnostic> {
        let answered = bench.ask(&trial.engine, &Request { hidden, ..trial.request.clone() })?;
        let rows: usize = answered.iter().map(|t| t.rows.len()).sum();
        Ok(trial.rule.trigger.map_or(rows > 0, |trigger| trigger.fires(rows as u64)))
    };
    let (by, error) = match hits(hidden.clone()) {
        Ok(true) => return None,
        Ok(false) => {
            let alone = hidden.into_iter().filter(|h| matches!(hits(vec![h.clone()]), Ok(false)));
            (alone.map(|h| h.name).collect(), None)
        }
        Err(d) => (Vec::new(), Some(placed(trial.rule, &d))),
    };
    Some(HiddenHit { test: test.name.clone(), path: test.path.clone(), place: test.place, by, error })
}

/// Whether a test that must hit does so, and no longer does with this exclusion: a query that it makes fail finds nothing.
pub fn hides(bench: &Bench, pack: &Pack, rule: &Rule, test: &Test, exclusion: &Exclusion) -> bool {
    if !test.is_must_hit() || test.with_exclusions {
        return false;
    }
    let Ok(trial) = Trial::new(bench, pack, rule, test) else { return false };
    let hits = |hidden: Vec<HiddenRows>| {
        let answered = bench.ask(&trial.engine, &Request { hidden, ..trial.request.clone() }).ok()?;
        let rows: usize = answered.iter().map(|t| t.rows.len()).sum();
        Some(rule.trigger.map_or(rows > 0, |trigger| trigger.fires(rows as u64)))
    };
    hits(Vec::new()) == Some(true) && hits(vec![hidden_rows(exclusion)]) != Some(true)
}
