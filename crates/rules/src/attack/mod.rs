//! ATT&CK Enterprise: its tactics in the order of the matrix, its techniques, and what became of retired ids.
//!
//! [`Attack::embedded`] is the release that Lurcher was built with; [`Attack::load`] reads another one from MITRE's STIX
//! bundle. Whoever shows a mapping shows [`Attack::label`] with it, because ids come and go with releases.

mod bundle;
mod doubts;
mod other;
mod table;

pub use doubts::{Doubt, Doubtful};

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// MITRE's terms ask for this line wherever ATT&CK's names are shown to others.
pub const COPYRIGHT: &str = "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";

/// A retired id leads to another, which may be retired too; nobody moved a technique so often.
const MAX_MOVES: usize = 16;

/// One release of ATT&CK Enterprise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attack {
    /// Such as `18.1`.
    pub version: String,
    /// In the order of the matrix.
    pub tactics: Vec<Tactic>,
    techniques: BTreeMap<String, Technique>,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tactic {
    /// Such as `TA0001`.
    pub id: String,
    /// Such as `initial-access`.
    pub short_name: String,
    /// Such as `Initial Access`.
    pub name: String,
}

/// A technique or a sub-technique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Technique {
    /// Such as `T1566` or `T1566.002`.
    pub id: String,
    pub name: String,
    /// Positions in [`Attack::tactics`], ascending.
    pub tactics: Vec<usize>,
    pub standing: Standing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Living,
    /// Retired, and nothing has taken its place.
    Deprecated,
    /// Retired; this id has taken its place.
    RevokedBy(String),
}

/// What an id that a rule names comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    Living(&'a Technique),
    /// It was retired, and the living technique `by` has taken its place.
    Replaced {
        retired: &'a Technique,
        by: &'a Technique,
    },
    /// It was retired, and nothing living has taken its place.
    Gone(&'a Technique),
    /// It is well formed, and of the ICS matrix, which this table does not hold.
    OtherMatrix,
    Unknown,
    /// It is not even formed as an id.
    NoId,
}

impl Attack {
    /// The release that is built in.
    pub fn embedded() -> &'static Attack {
        static EMBEDDED: LazyLock<Attack> = LazyLock::new(table::embedded);
        &EMBEDDED
    }

    /// `ATT&CK Enterprise 18.1`.
    pub fn label(&self) -> String {
        format!("ATT&CK Enterprise {}", self.version)
    }

    /// Every technique and sub-technique, retired ones too, in the order of ids.
    pub fn techniques(&self) -> impl Iterator<Item = &Technique> {
        self.techniques.values()
    }

    pub fn technique(&self, id: &str) -> Option<&Technique> {
        self.techniques.get(&id.trim().to_ascii_uppercase())
    }

    /// The living technique that an id means, or why there is none.
    pub fn find(&self, id: &str) -> Found<'_> {
        let id = id.trim().to_ascii_uppercase();
        if !is_well_formed(&id) {
            return Found::NoId;
        }
        let Some(named) = self.techniques.get(&id) else {
            return if other::is_ics_technique(&id) { Found::OtherMatrix } else { Found::Unknown };
        };
        let mut technique = named;
        for _ in 0..=MAX_MOVES {
            match &technique.standing {
                Standing::Living if technique.id == named.id => return Found::Living(technique),
                Standing::Living => return Found::Replaced { retired: named, by: technique },
                Standing::Deprecated => return Found::Gone(named),
                Standing::RevokedBy(next) => match self.techniques.get(next) {
                    Some(next) => technique = next,
                    None => return Found::Gone(named),
                },
            }
        }
        Found::Gone(named)
    }

    /// The position of a tactic, by its id, its name or as rules write it: `TA0001`, `Initial Access`, `InitialAccess`.
    pub fn tactic(&self, name: &str) -> Option<usize> {
        let wanted = letters(name);
        self.tactics.iter().position(|t| letters(&t.name) == wanted || t.id.eq_ignore_ascii_case(name.trim()))
    }

    /// Whether rules may name it: a tactic of Enterprise, or one of the others that Sentinel knows.
    pub fn is_tactic(&self, name: &str) -> bool {
        self.tactic(name).is_some() || other::is_tactic(name)
    }
}

impl Tactic {
    /// As rules write it: `InitialAccess`.
    pub fn rule_name(&self) -> String {
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
        };
        self.name.split_whitespace().map(capital).collect()
    }

    pub fn url(&self) -> String {
        format!("https://attack.mitre.org/tactics/{}", self.id)
    }
}

impl Technique {
    pub fn is_living(&self) -> bool {
        self.standing == Standing::Living
    }

    /// The technique that a sub-technique is a part of.
    pub fn parent(&self) -> Option<&str> {
        self.id.split_once('.').map(|(parent, _)| parent)
    }

    pub fn url(&self) -> String {
        format!("https://attack.mitre.org/techniques/{}", self.id.replace('.', "/"))
    }
}

/// `T1566` or `T1566.001`.
pub fn is_well_formed(id: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    match id.strip_prefix('T').map(|number| number.split_once('.').unwrap_or((number, "000"))) {
        Some((technique, sub)) => digits(technique, 4) && digits(sub, 3),
        None => false,
    }
}

/// What is the same in `Initial Access`, `InitialAccess` and `initial-access`.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
