//! ATT&CK from a STIX bundle, as MITRE publishes it: `enterprise-attack-18.1.json`.
//!
//! Only what is needed is kept of each object, so that 50 MB of descriptions never stand in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::{Attack, MAX_MOVES, Standing, Tactic, Technique, is_well_formed, table};
use crate::limits::{MAX_ATTACK_BYTES, MAX_ATTACK_LIST, MAX_ATTACK_NAME_BYTES, MAX_ATTACK_OBJECTS};

impl Attack {
    /// Reads MITRE's bundle of Enterprise, or says what is wrong with it.
    pub fn load(path: &Path) -> Result<Attack, String> {
        let named = |why: String| format!("{}: {why}", path.display());
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(|e| named(e.to_string()))?;
        file.take(MAX_ATTACK_BYTES + 1).read_to_end(&mut bytes).map_err(|e| named(e.to_string()))?;
        if bytes.len() as u64 > MAX_ATTACK_BYTES {
            return Err(named(format!("larger than {MAX_ATTACK_BYTES} bytes (limit MAX_ATTACK_BYTES)")));
        }
        Attack::from_stix(&bytes).map_err(named)
    }

    /// The same from the bundle's text.
    pub fn from_stix(json: &[u8]) -> Result<Attack, String> {
        let bundle: Bundle = serde_json::from_slice(json).map_err(|e| format!("no STIX bundle of ATT&CK: {e}"))?;
        bundle.attack()
    }
}

#[derive(serde::Deserialize)]
struct Bundle {
    objects: Bounded<Object, MAX_ATTACK_OBJECTS>,
}

/// The members of all kinds of objects that count here; each object has some of them.
#[derive(serde::Deserialize)]
struct Object {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    external_references: Bounded<Reference, MAX_ATTACK_LIST>,
    #[serde(default)]
    kill_chain_phases: Bounded<Phase, MAX_ATTACK_LIST>,
    #[serde(default)]
    tactic_refs: Bounded<String, MAX_ATTACK_LIST>,
    #[serde(default)]
    x_mitre_shortname: String,
    x_mitre_version: Option<String>,
    #[serde(default)]
    x_mitre_deprecated: bool,
    #[serde(default)]
    revoked: bool,
    #[serde(default)]
    relationship_type: String,
    #[serde(default)]
    source_ref: String,
    #[serde(default)]
    target_ref: String,
}

#[derive(serde::Deserialize)]
struct Reference {
    #[serde(default)]
    source_name: String,
    external_id: Option<String>,
}

#[derive(serde::Deserialize)]
struct Phase {
    kill_chain_name: String,
    phase_name: String,
}

impl Bundle {
    fn attack(&self) -> Result<Attack, String> {
        let of = |kind: &'static str| self.objects.0.iter().filter(move |o| o.kind == kind);
        let matrix = of("x-mitre-matrix").find(|o| o.external_id() == Some("enterprise-attack"));
        let matrix = matrix.ok_or("the bundle has no matrix `enterprise-attack`")?;
        let version = of("x-mitre-collection").find_map(|o| o.x_mitre_version.clone());
        let by_id: BTreeMap<&str, &Object> = of("x-mitre-tactic").map(|o| (o.id.as_str(), o)).collect();
        let tactics = matrix.tactic_refs.0.iter().map(|id| {
            let object = by_id.get(id.as_str()).ok_or_else(|| format!("the matrix names {id}, which is not there"))?;
            let number = object.external_id().ok_or_else(|| format!("{id} has no ATT&CK id"))?;
            named(number, &object.name)?;
            named(number, &object.x_mitre_shortname)?;
            Ok(Tactic {
                id: number.to_owned(),
                short_name: object.x_mitre_shortname.clone(),
                name: object.name.clone(),
            })
        });
        let tactics: Vec<Tactic> = tactics.collect::<Result<_, String>>()?;
        let numbers: BTreeMap<&str, &str> =
            of("attack-pattern").filter_map(|o| Some((o.id.as_str(), o.external_id()?))).collect();
        let successors: BTreeMap<&str, &str> = of("relationship")
            .filter(|o| o.relationship_type == "revoked-by" && !o.x_mitre_deprecated)
            .filter_map(|o| Some((o.source_ref.as_str(), *numbers.get(o.target_ref.as_str())?)))
            .collect();
        let mut techniques = BTreeMap::new();
        for object in of("attack-pattern") {
            let Some(id) = object.external_id().filter(|id| is_well_formed(id)) else {
                return Err(format!("{} has no ATT&CK id such as T1566", object.id));
            };
            named(id, &object.name)?;
            let phases = object.kill_chain_phases.0.iter().filter(|p| p.kill_chain_name == "mitre-attack");
            let technique = Technique {
                id: id.to_owned(),
                name: object.name.clone(),
                tactics: table::positions(&tactics, phases.map(|p| p.phase_name.as_str())),
                standing: match (object.revoked, object.x_mitre_deprecated, successors.get(object.id.as_str())) {
                    (true, _, Some(by)) => Standing::RevokedBy((*by).to_owned()),
                    (false, false, _) => Standing::Living,
                    _ => Standing::Deprecated,
                },
            };
            if techniques.insert(id.to_owned(), technique).is_some() {
                return Err(format!("{id} is there twice"));
            }
        }
        let version = version.unwrap_or_else(|| "(a release that does not say its version)".to_owned());
        named("the release", &version)?;
        let attack = Attack { version, tactics, techniques };
        attack.moves_end()?;
        Ok(attack)
    }
}

/// A name that can be shown.
fn named(what: &str, name: &str) -> Result<(), String> {
    match name.len() {
        0 => Err(format!("{what} has no name")),
        n if n > MAX_ATTACK_NAME_BYTES => {
            let begin: String = what.chars().take(20).collect();
            Err(format!("{begin} has a name of {n} bytes (limit MAX_ATTACK_NAME_BYTES, {MAX_ATTACK_NAME_BYTES})"))
        }
        _ => Ok(()),
    }
}

impl Attack {
    /// Whoever follows a retired id comes to an end, and so nothing is said to be gone that was only moved.
    fn moves_end(&self) -> Result<(), String> {
        for technique in self.techniques() {
            let mut at = technique;
            let mut moves = 0;
            while let Standing::RevokedBy(next) = &at.standing
                && let Some(next) = self.technique(next)
            {
                at = next;
                moves += 1;
                if moves > MAX_MOVES {
                    let id = &technique.id;
                    return Err(format!(
                        "{id} was moved in a circle, or more than {MAX_MOVES} times (limit MAX_MOVES)"
                    ));
                }
            }
        }
        Ok(())
    }
}

impl Object {
    fn external_id(&self) -> Option<&str> {
        let ours = self.external_references.0.iter().find(|r| r.source_name == "mitre-attack");
        ours.and_then(|r| r.external_id.as_deref())
    }
}

/// A list with at most so many items: a longer one is refused before it is in memory.
struct Bounded<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Default for Bounded<T, MAX> {
    fn default() -> Self {
        Bounded(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for Bounded<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Items(PhantomData))
    }
}

struct Items<T, const MAX: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Items<T, MAX> {
    type Value = Bounded<T, MAX>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            if items.len() >= MAX {
                let limit = if MAX == MAX_ATTACK_OBJECTS { "MAX_ATTACK_OBJECTS" } else { "MAX_ATTACK_LIST" };
                return Err(A::Error::custom(format!("a list of more than {MAX} items (limit {limit})")));
            }
            items.push(item);
        }
        Ok(Bounded(items))
    }
}
