//! What is doubtful about the tactics and techniques that a rule names.

use super::{Attack, Found, Technique};

/// One name that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub about: Doubtful,
    /// The name as the rule writes it.
    pub name: String,
    pub message: String,
}

/// Whether it stands among the tactics or the techniques of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubtful {
    Tactic,
    Technique,
}

impl Attack {
    /// Names that ATT&CK does not know or has retired, and techniques that have none of the rule's tactics.
    pub fn doubts(&self, tactics: &[String], techniques: &[String]) -> Vec<Doubt> {
        let unknown = tactics.iter().filter(|name| !self.is_tactic(name)).map(|name| Doubt {
            about: Doubtful::Tactic,
            name: name.clone(),
            message: format!("`{name}` is no tactic of {}", self.label()),
        });
        let techniques = techniques.iter().filter_map(|id| {
            let message = self.doubt(id, tactics)?;
            Some(Doubt { about: Doubtful::Technique, name: id.clone(), message })
        });
        unknown.chain(techniques).collect()
    }

    fn doubt(&self, id: &str, tactics: &[String]) -> Option<String> {
        match self.find(id) {
            Found::Living(technique) => self.lacks_tactic(technique, tactics),
            Found::Replaced { retired, by } => Some(format!(
                "`{id}` ({}) is retired in {}; {} ({}) has taken its place",
                retired.name,
                self.label(),
                by.id,
                by.name
            )),
            Found::Gone(retired) => Some(format!(
                "`{id}` ({}) is retired in {}, and nothing has taken its place",
                retired.name,
                self.label()
            )),
            Found::OtherMatrix => None,
            Found::Unknown => Some(format!("`{id}` is no technique of {}", self.label())),
            Found::NoId => Some(format!("`{id}` is no technique: an id such as T1566 or T1566.001 is wanted")),
        }
    }

    /// A rule may name a tactic without a technique, but a technique without any of its tactics is a slip in one of both.
    fn lacks_tactic(&self, technique: &Technique, tactics: &[String]) -> Option<String> {
        let named: Vec<usize> = tactics.iter().filter_map(|name| self.tactic(name)).collect();
        if named.is_empty() || technique.tactics.iter().any(|t| named.contains(t)) {
            return None;
        }
        let names = |positions: &[usize]| {
            let names = positions.iter().filter_map(|p| self.tactics.get(*p)).map(|t| t.rule_name());
            names.collect::<Vec<_>>().join(", ")
        };
        Some(format!(
            "`{}` ({}) is a technique of {}, and the rule names {}",
            technique.id,
            technique.name,
            names(&technique.tactics),
            names(&named)
        ))
    }
}
