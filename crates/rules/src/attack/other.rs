//! What rules name that ATT&CK Enterprise does not hold, and that is no mistake.

use super::letters;

/// Tactics of the ICS and Mobile matrices that are not in Enterprise, and Sentinel's own for what precedes an attack.
const TACTICS: [&str; 4] = ["Evasion", "InhibitResponseFunction", "ImpairProcessControl", "PreAttack"];

pub fn is_tactic(name: &str) -> bool {
    let wanted = letters(name);
    TACTICS.iter().any(|tactic| letters(tactic) == wanted)
}

/// The ICS matrix numbers its techniques from T0800; no other matrix has numbers below T1000.
pub fn is_ics_technique(id: &str) -> bool {
    id.starts_with("T08")
}
