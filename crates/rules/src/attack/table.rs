//! The table that is built in: `data/attack/enterprise.tsv`, made from MITRE's data by the script beside it.

use super::{Attack, Standing, Tactic, Technique};

const ENTERPRISE: &str = include_str!("../../data/attack/enterprise.tsv");

pub fn embedded() -> Attack {
    read(ENTERPRISE)
}

/// Lines of cells between tabs; the first cell says what the line is about. Tactics stand before techniques.
fn read(text: &str) -> Attack {
    let mut attack = Attack::default();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["attack", _, version, ..] => attack.version = (*version).to_owned(),
            ["tactic", id, short_name, name] => attack.tactics.push(Tactic {
                id: (*id).to_owned(),
                short_name: (*short_name).to_owned(),
                name: (*name).to_owned(),
            }),
            ["technique", id, name, tactics, standing @ ..] => {
                let technique = Technique {
                    id: (*id).to_owned(),
                    name: (*name).to_owned(),
                    tactics: positions(&attack.tactics, tactics.split(' ')),
                    standing: match standing {
                        ["revoked", by] => Standing::RevokedBy((*by).to_owned()),
                        ["deprecated"] => Standing::Deprecated,
                        _ => Standing::Living,
                    },
                };
                attack.techniques.insert(technique.id.clone(), technique);
            }
            _ => {}
        }
    }
    attack
}

/// Where tactics of these short names stand in the matrix, in its order.
pub fn positions<'a>(tactics: &[Tactic], names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut found: Vec<usize> = names.filter_map(|name| tactics.iter().position(|t| t.short_name == name)).collect();
    found.sort_unstable();
    found.dedup();
    found
}
