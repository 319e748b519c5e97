//! The names ATT&CK gives to tactics and techniques, as rules write them.

/// Tactics of the Enterprise, ICS and Mobile matrices, without spaces as Sentinel writes them.
const TACTICS: [&str; 17] = [
    "Reconnaissance",
    "ResourceDevelopment",
    "InitialAccess",
    "Execution",
    "Persistence",
    "PrivilegeEscalation",
    "DefenseEvasion",
    "CredentialAccess",
    "Discovery",
    "LateralMovement",
    "Collection",
    "CommandAndControl",
    "Exfiltration",
    "Impact",
    "Evasion",
    "InhibitResponseFunction",
    "ImpairProcessControl",
];

/// Sentinel's own tactic for events before an attack, beside ATT&CK's.
const PRE_ATTACK: &str = "PreAttack";

pub fn is_tactic(name: &str) -> bool {
    TACTICS.contains(&name) || name == PRE_ATTACK
}

/// `T1566` or `T1566.001`.
pub fn is_technique(id: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    match id.strip_prefix('T').map(|number| number.split_once('.').unwrap_or((number, "000"))) {
        Some((technique, sub)) => digits(technique, 4) && digits(sub, 3),
        None => false,
    }
}
