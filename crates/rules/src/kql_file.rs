//! A bare `.kql` file: the whole text is the query, the file's name its name.

use crate::rule::{Place, Rule};
use crate::{Problem, ProblemCode};

pub fn read(path: &str, text: &str) -> Result<Rule, Problem> {
    if text.trim().is_empty() {
        let message = "the file holds no query".to_string();
        return Err(Problem { path: path.to_string(), place: None, code: ProblemCode::Missing, message });
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    Ok(Rule {
        path: path.to_string(),
        id: stem.to_string(),
        name: stem.rsplit('/').next().unwrap_or(stem).to_string(),
        query: text.to_string(),
        query_start: Some(Place { line: 1, column: 1 }),
        query_is_literal: true,
        ..Rule::default()
    })
}
