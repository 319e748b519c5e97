//! The techniques that a rule names, as ATT&CK has them. Retired ids count for what has taken their place.

use crate::model::Technique;
use lurcher_rules::attack::{Attack, Found};

pub fn techniques(ids: &[String], attack: &Attack) -> Vec<Technique> {
    let mut all: Vec<Technique> = Vec::new();
    for id in ids {
        let technique = one(id.trim(), attack);
        if !all.iter().any(|t| t.id == technique.id) {
            all.push(technique);
        }
    }
    all
}

fn one(id: &str, attack: &Attack) -> Technique {
    let known = |found: &lurcher_rules::attack::Technique, note: Option<String>| Technique {
        id: found.id.clone(),
        name: Some(found.name.clone()),
        tactics: found.tactics.iter().filter_map(|at| attack.tactics.get(*at)).map(|t| t.rule_name()).collect(),
        note,
    };
    let unknown =
        |note: &str| Technique { id: id.to_owned(), name: None, tactics: Vec::new(), note: Some(note.to_owned()) };
    match attack.find(id) {
        Found::Living(found) => known(found, None),
        Found::Replaced { retired, by } => {
            known(by, Some(format!("The rule names {}, which was retired in its favour.", retired.id)))
        }
        Found::Gone(retired) => known(retired, Some("Retired, and nothing has taken its place.".to_owned())),
        Found::OtherMatrix => unknown("Of another matrix than Enterprise."),
        Found::Unknown => unknown("No technique has this id."),
        Found::NoId => unknown("This is no id of a technique."),
    }
}
