//! A folder of rules, with what their owners say of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files::{self, Ending, OVERLAY_ENDING, RuleFile, is_overlay};
use crate::node::{Kind, Node};
use crate::pack_file::{self, About};
use crate::{
    Overlay, Problem, ProblemCode, Rule, attack_doubts, custom_detection, json, kql_file, markdown, overlay, sentinel,
    yaml,
};

/// What a folder holds: its rules in the order of their paths, and what is wrong with the rest.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// The folder: paths of rules and fixtures start here.
    pub root: PathBuf,
    pub rules: Vec<Rule>,
    /// What `pack.lurcher.yaml` says.
    pub about: About,
    pub problems: Vec<Problem>,
}

/// The name of the file that holds for a whole pack.
const PACK_FILE: &str = "pack.lurcher.yaml";

/// Reads a folder of rules, or a single rule file with its overlay.
pub fn load_pack(path: &Path) -> Pack {
    let (files, problems) = files::read_all(path);
    let root = if path.is_file() { path.parent().unwrap_or(Path::new("")) } else { path };
    let mut pack = Pack { root: root.to_owned(), problems, ..Pack::default() };
    let (overlays, rules): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_overlay(&file.path));
    for file in rules {
        let read = read_text(&file.path, &file.text);
        pack.rules.extend(read.rules);
        pack.problems.extend(read.problems);
    }
    for file in overlays {
        if let Err(problems) = pack.lay_over(&file) {
            pack.problems.extend(problems);
        }
    }
    refuse_second_ids(&mut pack);
    pack
}

/// The rules of a file's text.
pub fn read_text(path: &str, text: &str) -> Pack {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut pack = Pack::default();
    match files::ending(path) {
        Some(Ending::Kql) => pack.take(kql_file::read(path, text).map(|rule| (rule, Vec::new())).map_err(|p| vec![p])),
        Some(Ending::Markdown) => pack.rules.extend(markdown::read(path, text)),
        ending => match documents(ending, text) {
            Ok(documents) if documents.is_empty() => {
                let message = "the file holds no rule".to_string();
                pack.problems.push(Problem { path: path.into(), place: None, code: ProblemCode::Missing, message });
            }
            Ok(documents) => {
                for document in &documents {
                    pack.take(match custom_detection::is_meant(document) {
                        true => custom_detection::read(path, document),
                        false => sentinel::read(path, document),
                    });
                }
            }
            Err(e) => pack.problems.push(e.in_file(path)),
        },
    }
    pack
}

/// The rules of a file as nodes. Defender's API gives several detections as the list `value`.
pub fn documents(ending: Option<Ending>, text: &str) -> Result<Vec<Node>, yaml::YamlError> {
    let documents = match ending {
        Some(Ending::Json) => vec![json::document(text)?],
        _ => yaml::documents(text)?,
    };
    let several = |document: Node| match &document.get("value").unwrap_or(&document).kind {
        Kind::List(items) if items.iter().any(custom_detection::is_one) => items.clone(),
        _ => vec![document],
    };
    Ok(documents.into_iter().flat_map(several).collect())
}

impl Pack {
    fn take(&mut self, read: Result<(Rule, Vec<Problem>), Vec<Problem>>) {
        match read {
            Ok((rule, warnings)) => {
                self.rules.push(rule);
                self.problems.extend(warnings);
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Reads an overlay, and gives it to the rules of the file beside it.
    fn lay_over(&mut self, file: &RuleFile) -> Result<(), Vec<Problem>> {
        let problem = |code, message: String| vec![Problem { path: file.path.clone(), place: None, code, message }];
        let document = &one_document(&file.path, &file.text)?;
        if file.path == PACK_FILE {
            self.about = pack_file::read(&file.path, document)?;
            return Ok(());
        }
        let mut overlay: Overlay = overlay::read(&file.path, document)?;
        overlay.sha256 = Some(crate::finding::sha256(file.text.as_bytes()));
        let stem = file.path.strip_suffix(OVERLAY_ENDING).unwrap_or(&file.path);
        let mut beside = self.rules.iter_mut().filter(|rule| stem_of(&rule.path) == stem);
        match (beside.next(), beside.next()) {
            (Some(rule), None) => {
                rule.overlay = overlay;
                if let Some(doubts) = attack_doubts::of_overlay(&file.path, document, rule) {
                    // What an overlay has set right is not held against the file below it.
                    self.problems.retain(|p| p.code != ProblemCode::Attack || p.path != rule.path);
                    self.problems.extend(doubts);
                }
                Ok(())
            }
            (Some(_), Some(_)) => {
                Err(problem(ProblemCode::Value, format!("{stem} holds several rules, and an overlay is for one")))
            }
            (None, _) => {
                Err(problem(ProblemCode::Missing, format!("no rule stands beside it: {stem}.yaml or {stem}.kql")))
            }
        }
    }
}

/// The only document of an overlay.
pub fn one_document(path: &str, text: &str) -> Result<Node, Vec<Problem>> {
    let documents = yaml::documents(text).map_err(|e| vec![e.in_file(path)])?;
    <[Node; 1]>::try_from(documents).map(|[one]| one).map_err(|documents| {
        let message = format!("one document is wanted, and {} are there", documents.len());
        vec![Problem { path: path.to_owned(), place: None, code: ProblemCode::Value, message }]
    })
}

fn stem_of(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
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
