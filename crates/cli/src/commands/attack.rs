use super::coverage::{Rules, attack_table, one, tactics};
use crate::arguments::Attack as Asked;
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
use lurcher_rules::attack::{Attack, COPYRIGHT, Found, Technique, is_well_formed};
use lurcher_rules::coverage::Coverage;
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// `lurcher attack`: what ATT&CK calls things.
pub fn run(asked: &Asked) -> Result<ExitCode, Failure> {
    let attack = attack_table(&asked.known)?;
    let rules = match asked.packs.as_slice() {
        [] => None,
        packs => Some(Rules::read(packs, &asked.known, &asked.data)?),
    };
    let coverage = rules.as_ref().map(|rules| rules.coverage(&attack));
    let style = Style::of(false);
    let text = match (asked.name.as_deref(), asked.json) {
        (None, false) => overview(&attack, style),
        (None, true) => format!("{}\n", release(&attack)),
        (Some(name), false) if is_well_formed(&name.trim().to_ascii_uppercase()) => {
            one(&attack, coverage.as_ref(), name, style)?
        }
        (Some(name), as_json) => {
            let found = named(&attack, name)?;
            match as_json {
                true => format!("{}\n", Json::from_iter(found.iter().map(|t| object(&attack, coverage.as_ref(), t)))),
                false => listed(&attack, coverage.as_ref(), &found, style),
            }
        }
    };
    write_text(None, &text)?;
    Ok(ExitCode::from(if rules.is_some_and(|r| r.is_broken) { 2 } else { 0 }))
}

fn overview(attack: &Attack, style: Style) -> String {
    let living = attack.techniques().filter(|t| t.is_living()).count();
    let mut out = format!("{}: {living} techniques and sub-techniques\n", style.bold(&attack.label()));
    for (position, tactic) in attack.tactics.iter().enumerate() {
        let count = of_tactic(attack, position).len();
        out.push_str(&format!("  {}  {:<22}  {count:>4}\n", tactic.id, printable(&tactic.name)));
    }
    out.push_str(&format!("{}\n", style.faint(COPYRIGHT)));
    out
}

/// An id alone, the techniques of a tactic, or those whose name holds the text.
fn named<'a>(attack: &'a Attack, name: &str) -> Result<Vec<&'a Technique>, Failure> {
    let wanted = name.trim().to_lowercase();
    let found: Vec<&Technique> = match attack.tactic(name) {
        Some(tactic) => of_tactic(attack, tactic),
        None if is_well_formed(&wanted.to_ascii_uppercase()) => attack.technique(name).into_iter().collect(),
        None => attack.techniques().filter(|t| t.is_living() && t.name.to_lowercase().contains(&wanted)).collect(),
    };
    match found.is_empty() {
        true => Err(Failure::plain(format!(
            "`{name}` is no technique or tactic of {}, nor a part of a name",
            attack.label()
        ))),
        false => Ok(found),
    }
}

fn of_tactic(attack: &Attack, tactic: usize) -> Vec<&Technique> {
    attack.techniques().filter(|t| t.is_living() && t.tactics.contains(&tactic)).collect()
}

fn listed(attack: &Attack, coverage: Option<&Coverage>, found: &[&Technique], style: Style) -> String {
    let mut out = format!("{}\n", style.faint(&attack.label()));
    for technique in found {
        let mark = coverage.map_or(String::new(), |c| format!("{} ", c.state_of(&technique.id).mark()));
        out.push_str(&format!("  {mark}{:<9}  {}\n", technique.id, printable(&technique.name)));
    }
    out
}

fn object(attack: &Attack, coverage: Option<&Coverage>, technique: &Technique) -> Json {
    let mut object = match coverage {
        Some(coverage) => coverage.technique_json(technique),
        None => json!({
            "id": technique.id, "name": technique.name, "url": technique.url(), "tactics": tactics(attack, technique),
        }),
    };
    object["attack"] = json!(attack.version);
    object["retired"] = json!(!technique.is_living());
    object["replacedBy"] = match attack.find(&technique.id) {
        Found::Replaced { by, .. } => json!(by.id),
        _ => Json::Null,
    };
    object
}

fn release(attack: &Attack) -> Json {
    let tactics = attack.tactics.iter().map(|t| json!({"id": t.id, "name": t.name, "shortName": t.short_name}));
    json!({"domain": "enterprise-attack", "version": attack.version, "tactics": tactics.collect::<Vec<_>>(), "copyright": COPYRIGHT})
}
