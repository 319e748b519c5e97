//! Which techniques of ATT&CK the rules of some packs cover, and what keeps the others from it.
//!
//! A technique is *covered* only where a rule that names it has passing tests, has all its data and ran. What is known
//! of each rule comes in as a [`RuleState`]; nothing here runs a query.

mod availability;
mod evidence;
mod json;
mod layer;
mod records;
mod state;

pub use availability::{Availability, Inventory, Needs, no_column, no_data};
pub use evidence::Evidence;
pub use records::{Records, Run};
pub use state::{Data, Ran, RuleState, State, Tests};

use crate::Rule;
use crate::attack::{Attack, Found, Technique};
use std::collections::BTreeMap;

/// The matrix: for each tactic and technique, the rules that are mapped to it.
#[derive(Debug)]
pub struct Coverage<'a> {
    pub attack: &'a Attack,
    pub rules: Vec<Mapped<'a>>,
    /// By the tactic's position, then the technique's id; rules by their position, the furthest first.
    cells: BTreeMap<usize, BTreeMap<&'a str, Vec<usize>>>,
}

/// A rule, how far it has come, and where in the matrix it stands.
#[derive(Debug)]
pub struct Mapped<'a> {
    /// Its place among the rules that were given.
    pub number: usize,
    pub rule: &'a Rule,
    pub state: RuleState,
    /// Living techniques, each with the tactics under which the rule stands.
    pub techniques: Vec<(&'a Technique, Vec<usize>)>,
    /// Tactics that the rule names and that none of its techniques has.
    pub tactics_alone: Vec<usize>,
    /// Ids that were retired, or that ATT&CK does not know.
    pub doubts: Vec<String>,
}

/// How many techniques are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    by_state: [usize; State::ALL.len()],
}

impl<'a> Coverage<'a> {
    pub fn of(attack: &'a Attack, rules: impl IntoIterator<Item = (&'a Rule, RuleState)>) -> Coverage<'a> {
        let rules: Vec<Mapped> = rules
            .into_iter()
            .enumerate()
            .map(|(number, (rule, state))| Mapped::of(attack, number, rule, state))
            .collect();
        let mut cells: BTreeMap<usize, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (number, mapped) in rules.iter().enumerate() {
            for (technique, tactics) in &mapped.techniques {
                for tactic in tactics {
                    cells.entry(*tactic).or_default().entry(&technique.id).or_default().push(number);
                }
            }
        }
        let state = |number: &usize| rules.get(*number).map_or(State::None, |m| m.state.state());
        let columns = cells.values_mut();
        columns.flat_map(BTreeMap::values_mut).for_each(|numbers| numbers.sort_by_key(|n| std::cmp::Reverse(state(n))));
        Coverage { attack, rules, cells }
    }

    /// The living techniques of a tactic in the order of ids, so that sub-techniques follow their parent.
    pub fn column(&self, tactic: usize) -> impl Iterator<Item = &'a Technique> {
        self.attack.techniques().filter(move |t| t.is_living() && t.tactics.contains(&tactic))
    }

    /// The rules that are mapped to a technique under a tactic, the furthest first.
    pub fn cell(&self, tactic: usize, technique: &str) -> impl Iterator<Item = &Mapped<'a>> {
        let numbers = self.cells.get(&tactic).and_then(|column| column.get(technique));
        numbers.into_iter().flatten().filter_map(|number| self.rules.get(*number))
    }

    /// How far the furthest rule of a cell has come.
    pub fn cell_state(&self, tactic: usize, technique: &str) -> State {
        self.cell(tactic, technique).next().map_or(State::None, |mapped| mapped.state.state())
    }

    /// The rules that are mapped to a technique under any tactic, the furthest first.
    pub fn rules_of(&self, technique: &str) -> Vec<&Mapped<'a>> {
        let mut rules: Vec<&Mapped> =
            self.rules.iter().filter(|m| m.techniques.iter().any(|(t, _)| t.id == technique)).collect();
        rules.sort_by_key(|m| std::cmp::Reverse(m.state.state()));
        rules
    }

    /// How far the furthest rule of a technique has come. A sub-technique says nothing of its parent, nor the other way.
    pub fn state_of(&self, technique: &str) -> State {
        self.rules_of(technique).first().map_or(State::None, |mapped| mapped.state.state())
    }

    /// Techniques and sub-techniques of a tactic, by state.
    pub fn counts(&self, tactic: usize) -> Counts {
        Counts::of(self.column(tactic).map(|t| self.cell_state(tactic, &t.id)))
    }

    /// All living techniques and sub-techniques, each counted once, by state.
    pub fn all_counts(&self) -> Counts {
        Counts::of(self.attack.techniques().filter(|t| t.is_living()).map(|t| self.state_of(&t.id)))
    }

    /// Rules without any technique of the matrix.
    pub fn unmapped(&self) -> impl Iterator<Item = &Mapped<'a>> {
        self.rules.iter().filter(|m| m.techniques.is_empty())
    }

    /// `ATT&CK Enterprise 18.1: 2 of 691 techniques covered; 3 not run, 4 mapped only; 15 rules`.
    pub fn summary(&self) -> String {
        let counts = self.all_counts();
        let others: Vec<String> =
            [State::NotRun, State::Tested, State::Degraded, State::DataMissing, State::MappedOnly]
                .into_iter()
                .filter(|state| counts.of_state(*state) > 0)
                .map(|state| format!("{} {}", counts.of_state(state), state.name()))
                .collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        let rules = if self.rules.len() == 1 { "1 rule" } else { &format!("{} rules", self.rules.len()) };
        format!(
            "{}: {rules}; {} of {} techniques covered{others}",
            self.attack.label(),
            counts.of_state(State::Covered),
            counts.total()
        )
    }
}

impl<'a> Mapped<'a> {
    fn of(attack: &'a Attack, number: usize, rule: &'a Rule, state: RuleState) -> Mapped<'a> {
        let doubts = attack.doubts(rule.tactics(), rule.techniques()).into_iter().map(|d| d.message).collect();
        let named: Vec<usize> = rule.tactics().iter().filter_map(|name| attack.tactic(name)).collect();
        let mut techniques: Vec<(&Technique, Vec<usize>)> = Vec::new();
        for id in rule.techniques() {
            let (Found::Living(technique) | Found::Replaced { by: technique, .. }) = attack.find(id) else { continue };
            if techniques.iter().any(|(known, _)| known.id == technique.id) {
                continue;
            }
            // A technique stands under several tactics; the rule is about those that it names, if it names one of them.
            let mut tactics: Vec<usize> = technique.tactics.iter().copied().filter(|t| named.contains(t)).collect();
            if tactics.is_empty() {
                tactics = technique.tactics.clone();
            }
            techniques.push((technique, tactics));
        }
        let stands_under = |tactic: &usize| techniques.iter().any(|(_, tactics)| tactics.contains(tactic));
        let mut tactics_alone: Vec<usize> = named.into_iter().filter(|tactic| !stands_under(tactic)).collect();
        tactics_alone.sort_unstable();
        tactics_alone.dedup();
        Mapped { number, rule, state, techniques, tactics_alone, doubts }
    }
}

impl Counts {
    fn of(states: impl Iterator<Item = State>) -> Counts {
        let mut counts = Counts::default();
        for state in states {
            counts.by_state[state as usize] += 1;
        }
        counts
    }

    pub fn of_state(&self, state: State) -> usize {
        self.by_state[state as usize]
    }

    /// Techniques to which at least one rule is mapped.
    pub fn mapped(&self) -> usize {
        self.total() - self.of_state(State::None)
    }

    pub fn total(&self) -> usize {
        self.by_state.iter().sum()
    }
}

#[cfg(test)]
mod tests;
