//! The columns that an expression may name.

use lurcher_testkit::Chance;
use lurcher_types::Type;

#[derive(Debug, Clone, PartialEq)]
pub struct Col {
    pub name: String,
    pub kql_type: Type,
}

/// The columns in reach.
#[derive(Debug, Clone, Default)]
pub struct Scope(pub Vec<Col>);

impl Scope {
    pub fn of(&self, t: Type, chance: &mut Chance) -> Option<String> {
        let fitting: Vec<&Col> = self.0.iter().filter(|c| c.kql_type == t).collect();
        chance.choose(&fitting).map(|c| written(&c.name))
    }

    pub fn any(&self, chance: &mut Chance) -> Option<Col> {
        chance.choose(&self.0).cloned()
    }

    /// The name of any column, or one that is not there.
    pub fn name(&self, chance: &mut Chance) -> String {
        self.any(chance).map_or_else(|| "nosuch".to_owned(), |c| written(&c.name))
    }

    /// Some names, without repetition, in order.
    pub fn some(&self, most: usize, chance: &mut Chance) -> String {
        let mut chosen: Vec<String> = Vec::new();
        for _ in 0..=chance.below(most) {
            let name = self.name(chance);
            if !chosen.contains(&name) {
                chosen.push(name);
            }
        }
        chosen.join(", ")
    }
}

/// A name as a query writes it.
pub fn written(name: &str) -> String {
    let plain =
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain && !name.is_empty() {
        name.to_owned()
    } else {
        format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
    }
}
