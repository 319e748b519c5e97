//! Queries in texts of JSON: those of custom detections, or of a rule.

use super::Rewritten;
use crate::files::Ending;
use crate::node::{Embedded, Node};
use crate::{Place, Problem, ProblemCode, pack};
use serde_json::Value;

/// Where a query may stand, the first that is there.
const KEYS: &[&[&str]] = &[&["queryCondition", "queryText"], &["query"]];

/// Only a text that is escaped no more than it must be is rewritten: then its other characters keep their spelling.
pub fn rewritten(
    path: &str,
    text: &str,
    mut rewrite: impl FnMut(&str, Place) -> Result<String, Problem>,
) -> Result<Rewritten, Problem> {
    let problem = |place, code, message: &str| Problem { path: path.into(), place, code, message: message.into() };
    let (mark, text) = text.split_at(text.len() - text.trim_start_matches('\u{feff}').len());
    let before = documents(text).map_err(|e| e.in_file(path))?;
    let mut done = Rewritten { text: text.to_owned(), left_alone: Vec::new() };
    let mut found = false;
    // From the last to the first, so that places stay what they are.
    for (at, document) in before.iter().enumerate().rev() {
        let Some((keys, node, query)) = query(document) else { continue };
        found = true;
        let new = rewrite(&query.text, query.start)?;
        if new == query.text {
            continue;
        }
        let changed = |text: &str| with_text(text, node.place, (&query.text, &new));
        // The query alone, in the file as it was: does everything else still say the same?
        let is_safe = changed(text).is_some_and(|now| only_query_differs(&before, &now, at, (keys, &new)));
        match changed(&done.text).filter(|_| is_safe) {
            Some(changed) => done.text = changed,
            None => {
                let message = "the query is escaped in a way that a change would not keep, and was left as it is";
                done.left_alone.push(problem(Some(query.start), ProblemCode::Value, message));
            }
        }
    }
    if !found {
        return Err(problem(None, ProblemCode::Missing, "the file holds no query"));
    }
    done.text.insert_str(0, mark);
    done.left_alone.reverse();
    Ok(done)
}

fn documents(text: &str) -> Result<Vec<Node>, crate::yaml::YamlError> {
    pack::documents(Some(Ending::Json), text)
}

fn query(document: &Node) -> Option<(&'static [&'static str], &Node, Embedded)> {
    KEYS.iter().find_map(|keys| {
        let node = keys.iter().try_fold(document, |node, key| node.get(key))?;
        Some((*keys, node, node.embedded()?))
    })
}

fn with_text(text: &str, place: Place, (old, new): (&str, &str)) -> Option<String> {
    let line: usize = text.split_inclusive('\n').take(place.line.checked_sub(1)?).map(str::len).sum();
    let (column, _) = text.get(line..)?.char_indices().nth(place.column.checked_sub(1)?)?;
    let (before, rest) = text.split_at_checked(line + column)?;
    let [old, new] = [old, new].map(|query| Value::from(query).to_string());
    Some(format!("{before}{new}{}", rest.strip_prefix(&old)?))
}

/// Whether both texts say the same but for the query of one rule, which is the new one.
fn only_query_differs(before: &[Node], now: &str, at: usize, (keys, new): (&[&str], &str)) -> bool {
    let Ok(now) = documents(now) else { return false };
    let expected = |(number, document): (usize, &Node)| {
        let mut value = document.to_json();
        if let Some(query) = value.pointer_mut(&format!("/{}", keys.join("/"))).filter(|_| number == at) {
            *query = Value::from(new);
        }
        value
    };
    before.iter().enumerate().map(expected).eq(now.iter().map(Node::to_json))
}
