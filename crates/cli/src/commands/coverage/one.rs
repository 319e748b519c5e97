//! One technique: its name and tactics, and where rules are at hand, those that are mapped to it.

use super::text::coloured;
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use lurcher_rules::attack::{Attack, Found, Technique};
use lurcher_rules::coverage::Coverage;

pub fn one(attack: &Attack, coverage: Option<&Coverage>, id: &str, style: Style) -> Result<String, Failure> {
    let (technique, note) = match attack.find(id) {
        Found::Living(technique) => (technique, None),
        Found::Replaced { retired, by } => {
            (by, Some(format!("{} ({}) is retired; {} has taken its place", retired.id, retired.name, by.id)))
        }
        Found::Gone(retired) => (retired, Some("retired, and nothing has taken its place".to_owned())),
        Found::OtherMatrix => {
            return Err(Failure::plain(format!("`{id}` is of the ICS matrix, and this is {}", attack.label())));
        }
        Found::Unknown | Found::NoId => {
            return Err(Failure::plain(format!("`{id}` is no technique of {}", attack.label())));
        }
    };
    let mut out = format!("{}  {}\n", style.bold(&technique.id), style.bold(&printable(&technique.name)));
    if let Some(note) = note {
        out.push_str(&format!("{}\n", style.yellow(&printable(&note))));
    }
    out.push_str(&format!("{}, {}\n", attack.label(), technique.url()));
    out.push_str(&format!("tactics: {}\n", printable(&tactics(attack, technique).join(", "))));
    if let Some(parent) = technique.parent().and_then(|id| attack.technique(id)) {
        out.push_str(&format!("part of: {} {}\n", parent.id, printable(&parent.name)));
    }
    for part in attack.techniques().filter(|t| t.is_living() && t.parent() == Some(&technique.id)) {
        let mark = coverage.map_or(String::new(), |c| format!("{} ", c.state_of(&part.id).mark()));
        out.push_str(&format!("  {mark}{}  {}\n", part.id, printable(&part.name)));
    }
    if let Some(coverage) = coverage {
        out.push_str(&rules(coverage, technique, style));
    }
    Ok(out)
}

/// The names of a technique's tactics, in the order of the matrix.
pub fn tactics<'a>(attack: &'a Attack, technique: &Technique) -> Vec<&'a str> {
    technique.tactics.iter().filter_map(|t| attack.tactics.get(*t)).map(|t| t.name.as_str()).collect()
}

fn rules(coverage: &Coverage, technique: &Technique, style: Style) -> String {
    let state = coverage.state_of(&technique.id);
    let shown = coloured(state, &format!("{} {}", state.mark(), state.name()), style);
    let mut out = format!("\n{shown}: {}\n", state.meaning());
    for mapped in coverage.rules_of(&technique.id) {
        let state = mapped.state.state();
        let head = coloured(state, &format!("  {} {}", state.mark(), printable(&mapped.rule.name)), style);
        out.push_str(&format!("{head}  {}\n", style.faint(&printable(&mapped.rule.path))));
        let lacks = mapped.state.lacks();
        let lacks = if lacks.is_empty() { state.name().to_owned() } else { lacks.join("; ") };
        out.push_str(&format!("      {}\n", printable(&lacks)));
    }
    out
}
