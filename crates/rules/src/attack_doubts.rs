//! What ATT&CK says of the names in a file, as warnings with their places.

use crate::attack::{Attack, Doubtful};
use crate::node::{Kind, Node};
use crate::reading::Reading;
use crate::{Problem, ProblemCode, Rule};

/// Under which keys a file names tactics and techniques.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    pub tactics: &'static str,
    pub techniques: &'static str,
}

/// The warnings, by the release that is built in.
pub fn problems(path: &str, file: Reading, keys: Keys, tactics: &[String], techniques: &[String]) -> Vec<Problem> {
    let doubts = Attack::embedded().doubts(tactics, techniques).into_iter();
    let problem = doubts.map(|doubt| {
        let key = match doubt.about {
            Doubtful::Tactic => keys.tactics,
            Doubtful::Technique => keys.techniques,
        };
        let place = file.get(key).map_or(file.0, |node| item(node, &doubt.name)).place;
        Problem { path: path.to_owned(), place: Some(place), code: ProblemCode::Attack, message: doubt.message }
    });
    problem.collect()
}

/// An overlay's warnings: of what the rule comes to with it, where it says anything of ATT&CK.
pub fn of_overlay(path: &str, document: &Node, rule: &Rule) -> Option<Vec<Problem>> {
    if rule.overlay.tactics.is_empty() && rule.overlay.techniques.is_empty() {
        return None;
    }
    let keys = Keys { tactics: "tactics", techniques: "relevantTechniques" };
    Some(problems(path, Reading(document), keys, rule.tactics(), rule.techniques()))
}

/// The item of a list that holds the text, or all of the list.
fn item<'a>(node: &'a Node, text: &str) -> &'a Node {
    match &node.kind {
        Kind::List(items) => items.iter().find(|item| item.text() == Some(text)).unwrap_or(node),
        _ => node,
    }
}
