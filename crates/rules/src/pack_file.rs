//! `pack.lurcher.yaml`: what holds for all rules of a folder.

use crate::dates::Moment;
use crate::exclusion::{self, AppliesTo, Exclusion};
use crate::node::Node;
use crate::reading::Reading;
use crate::{Problem, ProblemCode, shape};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    pub name: Option<String>,
    pub description: Option<String>,
    pub version: Option<String>,
    pub owner: Option<String>,
    pub licence: Option<String>,
    pub source: Option<Source>,
    /// For every rule that reads the table.
    pub exclusions: Vec<Exclusion>,
    /// An exclusion whose time is over is an error, not a warning.
    pub expired_is_error: bool,
    pub tags: Vec<String>,
}

/// Where the rules were taken from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    pub repository: Option<String>,
    pub path: Option<String>,
    pub commit: Option<String>,
    pub retrieved: Option<Moment>,
}

pub fn read(path: &str, document: &Node) -> Result<About, Vec<Problem>> {
    let problems = shape::check(path, document, &shape::PACK);
    if !problems.is_empty() {
        return Err(problems);
    }
    let file = Reading(document);
    let exclusions = exclusion::all(path, file);
    if let Some(of_result) = exclusions.iter().find(|e| e.applies_to == AppliesTo::Result) {
        let message = "an exclusion of a whole pack applies to a table: the results of its rules differ".to_owned();
        let place = Some(of_result.place);
        return Err(vec![Problem { path: path.to_owned(), place, code: ProblemCode::Value, message }]);
    }
    Ok(About {
        name: file.text("name"),
        description: file.text("description"),
        version: file.text("version"),
        owner: file.text("owner"),
        licence: file.text("licence"),
        source: file.record("source").map(|s| Source {
            repository: s.text("repository"),
            path: s.text("path"),
            commit: s.text("commit"),
            retrieved: s.text("retrieved").and_then(|t| Moment::parse(&t)),
        }),
        exclusions,
        expired_is_error: file.text("expired").is_some_and(|e| e.eq_ignore_ascii_case("error")),
        tags: file.texts("tags"),
    })
}
