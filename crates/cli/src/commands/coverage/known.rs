//! The rules of some packs, and what is known of each.

use super::availability;
use crate::arguments::{Data as DataArguments, Known};
use crate::commands::test;
use crate::failure::Failure;
use crate::output::terminal::printable;
use lurcher_rules::attack::Attack;
use lurcher_rules::coverage::{Coverage, Evidence, RuleState};
use lurcher_rules::{Pack, ProblemCode, Rule, load_pack};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub struct Rules {
    rules: Vec<(Rule, RuleState)>,
    /// A part of a pack could not be read.
    pub is_broken: bool,
}

/// The release that the command line names, or the one that is built in.
pub fn attack_table(known: &Known) -> Result<Attack, Failure> {
    match &known.attack {
        Some(path) => Attack::load(path).map_err(|why| Failure::plain(format!("--attack {why}"))),
        None => Ok(Attack::embedded().clone()),
    }
}

/// Packs may hold the same rule, which then counts once, as it has one page in a feed.
fn drop_second_ids(packs: &mut [Pack]) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for pack in packs {
        pack.rules.retain(|rule| match first.insert(rule.id.to_ascii_lowercase(), rule.path.clone()) {
            Some(other) => {
                let said = format!("{}: id `{}` is already that of a rule in {other}", rule.path, rule.id);
                eprintln!("pack: {}; it is counted once", printable(&said));
                false
            }
            None => true,
        });
    }
}

impl Rules {
    pub fn read(packs: &[PathBuf], known: &Known, data: &DataArguments) -> Result<Rules, Failure> {
        let mut packs: Vec<_> = packs.iter().map(|path| load_pack(path)).collect();
        drop_second_ids(&mut packs);
        // Doubts about ATT&CK are shown with the rules, by the release that was asked for.
        let told = packs.iter().flat_map(|p| &p.problems).filter(|p| p.code != ProblemCode::Attack);
        told.for_each(|p| eprintln!("pack: {}", printable(&p.to_string())));
        let is_broken = packs.iter().flat_map(|p| &p.problems).any(|p| !p.code.is_warning());
        if packs.iter().all(|p| p.rules.is_empty()) {
            return Err(Failure::plain("the packs hold no rule that could be read"));
        }
        let mut evidence = Evidence::default();
        for path in &known.tests {
            evidence.read_tests(path).map_err(|why| Failure::plain(format!("--tests {why}")))?;
        }
        if known.tests.is_empty() && !known.no_tests {
            let surroundings = DataArguments { paths: Vec::new(), tables: Vec::new(), ..data.clone() };
            for report in &test::reports(&packs, &surroundings)? {
                evidence.add_report(report);
            }
        }
        for path in &known.records {
            evidence.read_record(path).map_err(|why| Failure::plain(format!("--record {why}")))?;
        }
        let mut states: Vec<Vec<RuleState>> =
            packs.iter().map(|pack| pack.rules.iter().map(|rule| evidence.of_rule(rule)).collect()).collect();
        if !data.paths.is_empty() || !data.tables.is_empty() {
            availability::look(data, &packs, &mut states)?;
        }
        let rules = packs.into_iter().zip(states).flat_map(|(pack, states)| pack.rules.into_iter().zip(states));
        Ok(Rules { rules: rules.collect(), is_broken })
    }

    pub fn coverage<'a>(&'a self, attack: &'a Attack) -> Coverage<'a> {
        Coverage::of(attack, self.rules.iter().map(|(rule, state)| (rule, state.clone())))
    }
}
