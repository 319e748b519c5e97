//! `lurcher coverage`: which techniques the rules cover, and what keeps them from the others.

mod availability;
mod heat_map;
mod known;
mod one;
mod text;

pub use known::{Rules, attack_table};
pub use one::{one, tactics};

use crate::arguments::{Coverage, CoverageFormat};
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_rules::attack::{Attack, Found};
use lurcher_rules::coverage::State;
use std::process::ExitCode;

pub fn run(asked: &Coverage) -> Result<ExitCode, Failure> {
    let attack = attack_table(&asked.known)?;
    let required = asked.required.iter().map(|id| living(&attack, id)).collect::<Result<Vec<_>, _>>()?;
    let rules = Rules::read(&asked.packs, &asked.known, &asked.data)?;
    let coverage = rules.coverage(&attack);
    let out = asked.out.as_deref();
    let style = Style::of(out.is_some());
    let shown = match (&asked.technique, asked.format) {
        (Some(id), CoverageFormat::Table) => one(&attack, Some(&coverage), id, style)?,
        (Some(id), CoverageFormat::Json) => {
            let id = living(&attack, id)?;
            let technique = attack.technique(&id).map(|t| coverage.technique_json(t)).unwrap_or_default();
            format!("{technique}\n")
        }
        (Some(_), _) => return Err(Failure::plain("--technique is shown as a table or as JSON")),
        (None, CoverageFormat::Table) => text::text(&coverage, style),
        (None, CoverageFormat::Json) => format!("{}\n", coverage.json()),
        (None, CoverageFormat::Html) => heat_map::page(&coverage),
        (None, CoverageFormat::Navigator) => format!("{:#}\n", coverage.navigator_layer("Lurcher: coverage")),
    };
    write_text(out, &shown)?;
    let lacking: Vec<&String> = required.iter().filter(|id| coverage.state_of(id) != State::Covered).collect();
    for id in &lacking {
        eprintln!("not covered: {id} is {}", coverage.state_of(id).name());
    }
    Ok(ExitCode::from(match (rules.is_broken, lacking.is_empty()) {
        (true, _) => 2,
        (false, false) => 1,
        (false, true) => 0,
    }))
}

/// The id of the living technique that is meant.
fn living(attack: &Attack, id: &str) -> Result<String, Failure> {
    match attack.find(id) {
        Found::Living(technique) | Found::Replaced { by: technique, .. } => Ok(technique.id.clone()),
        _ => Err(Failure::plain(format!("`{id}` is no living technique of {}", attack.label()))),
    }
}
