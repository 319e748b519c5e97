//! A folder of rules.

use std::collections::BTreeMap;
use std::path::Path;

use crate::files::{self, Ending};
use crate::{Problem, ProblemCode, Rule, kql_file, sentinel, yaml};

/// What a folder holds: its rules in the order of their paths, and what is wrong with the rest.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    pub rules: Vec<Rule>,
    pub problems: Vec<Problem>,
}

/// Reads a folder of rules, or a single rule file.
pub fn load_pack(path: &Path) -> Pack {
    let (files, problems) = files::read_all(path);
    let mut pack = Pack { rules: Vec::new(), problems };
    for file in files {
        let read = read_text(&file.path, &file.text);
        pack.rules.extend(read.rules);
        pack.problems.extend(read.problems);
    }
    refuse_second_ids(&mut pack);
    pack
}

pub fn read_text(path: &str, text: &str) -> Pack {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut pack = Pack::default();
    if files::ending(path) == Some(Ending::Kql) {
        match kql_file::read(path, text) {
            Ok(rule) => pack.rules.push(rule),
            Err(problem) => pack.problems.push(problem),
        }
        return pack;
    }
    let documents = match yaml::documents(text) {
        Ok(documents) => documents,
        Err(e) => {
            pack.problems.push(Problem { path: path.into(), place: Some(e.place), code: e.code, message: e.message });
            return pack;
        }
    };
    if documents.is_empty() {
        let message = "the file holds no rule".to_string();
        pack.problems.push(Problem { path: path.into(), place: None, code: ProblemCode::Missing, message });
    }
    for document in &documents {
        match sentinel::read(path, document) {
            Ok((rule, warnings)) => {
                pack.rules.push(rule);
                pack.problems.extend(warnings);
            }
            Err(problem) => pack.problems.push(problem),
        }
    }
    pack
}

/// Findings are filed under the rule's id, so an id must mean one rule. The first in the order of paths keeps it.
fn refuse_second_ids(pack: &mut Pack) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let problems = &mut pack.problems;
    pack.rules.retain(|rule| {
        let id = rule.id.to_ascii_lowercase();
        if let Some(other) = first.get(&id) {
            let message = format!("id `{}` is already that of a rule in {other}", rule.id);
            problems.push(Problem { path: rule.path.clone(), place: None, code: ProblemCode::DuplicateId, message });
            return false;
        }
        first.insert(id, rule.path.clone());
        true
    });
}
