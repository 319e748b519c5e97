//! What of a draft is kept.

use super::limits::{MAX_HYPOTHESIS_CHARS, MAX_REASON_CHARS, MAX_SCENARIO_CHARS};
use super::{Known, Proposal, Scenario, Wanted, predicate, prose};
use lurcher_rules::attack::Attack;
use lurcher_rules::lint::Surroundings;
use lurcher_rules::{Drafted, Exclusion, Overlay, Pack, Rule};
use lurcher_semantics::bound::Program;
use std::fmt;

/// What the checks ask of whoever can bind and run queries.
pub trait Grounds: Surroundings {
    /// Whether this query, which reads no table, answers with a row; none where it cannot be run.
    fn has_rows(&self, query: &str) -> Option<bool>;
}

/// A piece that is not kept, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    pub what: String,
    pub why: String,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.why)
    }
}

/// What is right of a draft.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    pub hypothesis: Option<String>,
    pub exclusions: Vec<Exclusion>,
}

impl Kept {
    pub fn is_empty(&self) -> bool {
        self.hypothesis.is_none() && self.exclusions.is_empty()
    }

    /// What it is, in words.
    pub fn words(&self) -> String {
        let hypothesis = self.hypothesis.iter().map(|_| "a hypothesis".to_owned());
        let exclusions = match self.exclusions.len() {
            0 => None,
            1 => Some("1 scenario".to_owned()),
            n => Some(format!("{n} scenarios")),
        };
        hypothesis.chain(exclusions).collect::<Vec<_>>().join(", ")
    }

    /// Lays it over a rule that lacks it, marked as drafted.
    pub fn lay_over(self, rule: &mut Rule, mark: &Drafted) {
        if let Some(hypothesis) = self.hypothesis {
            rule.overlay.hypothesis = Some(hypothesis);
            rule.overlay.drafted.push(Drafted { keys: vec!["hypothesis".to_owned()], ..mark.clone() });
        }
        rule.overlay.exclusions.extend(self.exclusions);
    }
}

impl From<Kept> for Proposal {
    fn from(kept: Kept) -> Proposal {
        let scenario = |e: Exclusion| Scenario {
            applies_to: e.applies_to.name().to_owned(),
            scenario: e.scenario,
            reason: e.reason,
            predicate: e.predicate.text,
        };
        Proposal { hypothesis: kept.hypothesis, scenarios: kept.exclusions.into_iter().map(scenario).collect() }
    }
}

/// Judges each piece of a draft, which is read as an overlay. `program` is the rule's query, bound without it.
pub fn keep(
    draft: Overlay,
    (pack, rule): (&Pack, &Rule),
    (program, known): (&Program, &Known),
    grounds: &dyn Grounds,
    attack: &Attack,
) -> (Kept, Vec<Dropped>) {
    let wanted = Wanted::of(rule);
    let mut kept = Kept::default();
    let mut dropped = Vec::new();
    let wrong_prose = |text: &str, most: (&str, usize)| prose::wrong(text, most, known, attack);
    if let Some(hypothesis) = draft.hypothesis.filter(|_| wanted.hypothesis) {
        match wrong_prose(&hypothesis, ("MAX_HYPOTHESIS_CHARS", MAX_HYPOTHESIS_CHARS)) {
            Some(why) => dropped.push(Dropped { what: "hypothesis".to_owned(), why }),
            None => kept.hypothesis = Some(hypothesis),
        }
    }
    for exclusion in draft.exclusions.into_iter().filter(|_| wanted.scenarios) {
        let wrong = if exclusion.enabled {
            Some("it is switched on: a draft is adopted by moving it into the rule's overlay".to_owned())
        } else {
            wrong_prose(&exclusion.scenario, ("MAX_SCENARIO_CHARS", MAX_SCENARIO_CHARS))
                .or_else(|| wrong_prose(&exclusion.reason, ("MAX_REASON_CHARS", MAX_REASON_CHARS)))
                .or_else(|| predicate::wrong((pack, rule), &exclusion, (program, known), grounds))
        };
        match wrong {
            Some(why) => dropped.push(Dropped { what: format!("scenario {}", exclusion.id), why }),
            None => kept.exclusions.push(exclusion),
        }
    }
    (kept, dropped)
}
