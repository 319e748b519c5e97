//! The matrix as one JSON object.

use super::{Counts, Coverage, Data, Mapped, Ran, State, Tests};
use crate::attack::{COPYRIGHT, Technique};
use serde_json::{Map, Value, json};

impl Coverage<'_> {
    pub fn json(&self) -> Value {
        let tactics = self.attack.tactics.iter().enumerate().map(|(position, tactic)| {
            json!({
                "id": tactic.id, "name": tactic.name, "shortName": tactic.short_name,
                "counts": counts(self.counts(position)),
            })
        });
        let with_rules = self.attack.techniques().filter(|t| self.state_of(&t.id) != State::None);
        json!({
            "attack": {"domain": "enterprise-attack", "version": self.attack.version, "copyright": COPYRIGHT},
            "summary": self.summary(),
            "counts": counts(self.all_counts()),
            "tactics": tactics.collect::<Vec<_>>(),
            "techniques": with_rules.map(|t| self.technique_json(t)).collect::<Vec<_>>(),
            "rules": self.rules.iter().map(|m| self.rule(m)).collect::<Vec<_>>(),
        })
    }

    /// One technique with the rules that are mapped to it.
    pub fn technique_json(&self, technique: &Technique) -> Value {
        let rules = self.rules_of(&technique.id);
        json!({
            "id": technique.id, "name": technique.name, "url": technique.url(),
            "tactics": self.tactic_names(&technique.tactics),
            "state": self.state_of(&technique.id).name(),
            "rules": rules.iter().map(|m| json!({
                "id": m.rule.id, "name": m.rule.name, "path": m.rule.path, "state": m.state.state().name(),
                "lacks": m.state.lacks(),
            })).collect::<Vec<_>>(),
        })
    }

    fn rule(&self, mapped: &Mapped) -> Value {
        let techniques = mapped.techniques.iter().map(
            |(technique, tactics)| json!({"id": technique.id, "name": technique.name, "tactics": self.tactic_names(tactics)}),
        );
        let state = &mapped.state;
        json!({
            "id": mapped.rule.id, "name": mapped.rule.name, "path": mapped.rule.path,
            "state": state.state().name(),
            "tests": tests(state.tests), "data": data(state.data), "ran": ran(state.ran),
            "lacks": state.lacks(),
            "techniques": techniques.collect::<Vec<_>>(),
            "tacticsAlone": self.tactic_names(&mapped.tactics_alone),
            "doubts": mapped.doubts,
        })
    }

    fn tactic_names(&self, positions: &[usize]) -> Vec<&str> {
        positions.iter().filter_map(|p| self.attack.tactics.get(*p)).map(|t| t.name.as_str()).collect()
    }
}

fn counts(counts: Counts) -> Value {
    let mut object = Map::new();
    object.insert("techniques".to_owned(), counts.total().into());
    for state in State::ALL {
        object.insert(state.name().to_owned(), counts.of_state(state).into());
    }
    Value::Object(object)
}

fn tests(tests: Tests) -> &'static str {
    match tests {
        Tests::Passing => "passing",
        Tests::NeverHitting => "never hitting",
        Tests::Failing => "failing",
        Tests::None => "none",
        Tests::Unknown => "unknown",
    }
}

fn data(data: Data) -> &'static str {
    match data {
        Data::Full => "full",
        Data::Degraded => "degraded",
        Data::Missing => "missing",
        Data::Unknown => "unknown",
    }
}

fn ran(ran: Ran) -> &'static str {
    match ran {
        Ran::Yes => "yes",
        Ran::No => "no",
        Ran::Unknown => "unknown",
    }
}
