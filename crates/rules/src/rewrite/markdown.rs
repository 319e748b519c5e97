//! Queries in fenced blocks of Markdown.

use super::Rewritten;
use crate::{Place, Problem, ProblemCode, Rule, markdown};

/// Each block that is a rule gets its new text, line ends as they were.
pub fn rewritten(
    path: &str,
    text: &str,
    mut rewrite: impl FnMut(&str, Place) -> Result<String, Problem>,
) -> Result<Rewritten, Problem> {
    let before = markdown::read(path, text);
    let problem = |place, code, message: &str| Problem { path: path.into(), place, code, message: message.into() };
    if before.is_empty() {
        return Err(problem(None, ProblemCode::Missing, "the file holds no block of `kql`"));
    }
    let mut done = Rewritten { text: text.to_owned(), left_alone: Vec::new() };
    // From the last to the first, so that lines keep their numbers.
    for (at, rule) in before.iter().enumerate().rev() {
        let Some(place) = rule.query_start else { continue };
        let new = rewrite(&rule.query, place)?;
        if new.trim_end_matches('\n') == rule.query.trim_end_matches('\n') {
            continue;
        }
        // The block alone, in the file as it was: does everything else still say the same?
        let is_safe = with_block(text, rule, &new)
            .is_some_and(|changed| only_query_differs(&before, &markdown::read(path, &changed), at, &new));
        match with_block(&done.text, rule, &new).filter(|_| is_safe) {
            Some(changed) => done.text = changed,
            None => {
                let message = "the query cannot be put into its block without a change to the rest of the file, and was left as it is";
                done.left_alone.push(problem(Some(place), ProblemCode::Value, message));
            }
        }
    }
    done.left_alone.reverse();
    Ok(done)
}

fn with_block(text: &str, rule: &Rule, new: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = rule.query_start?.line.checked_sub(1)?;
    let end = first + rule.query.lines().count();
    let old = lines.get(first..end)?;
    // Blank lines at the end of the block are not the query's to lose.
    let blank = rule.query.len() - rule.query.trim_end_matches('\n').len();
    let new = format!("{}{}", new.trim_end_matches('\n'), "\n".repeat(blank));
    let line_end = |line: &str| if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    let is_as_long = new.lines().count() == old.len();
    let mut out = lines.get(..first)?.concat();
    for (number, line) in new.lines().enumerate() {
        let like = old.get(if is_as_long { number } else { 0 })?;
        out.push_str(line);
        out.push_str(line_end(like));
    }
    // A block that nobody closes ends with the file, which may have no line end.
    if end == lines.len() && !text.ends_with('\n') {
        out.truncate(out.trim_end_matches(['\r', '\n']).len());
    }
    Some(out + &lines.get(end..)?.concat())
}

/// Whether both texts hold the same rules but for the query of one, which is the new one. Later ones may have moved.
fn only_query_differs(before: &[Rule], now: &[Rule], at: usize, new: &str) -> bool {
    let same_text = |a: &str, b: &str| a.trim_end_matches('\n') == b.trim_end_matches('\n');
    before.len() == now.len()
        && before.iter().zip(now).enumerate().all(|(i, (old, rule))| {
            let query = if i == at { new } else { &old.query };
            let moved = Rule { query: rule.query.clone(), query_start: rule.query_start, ..old.clone() };
            same_text(&rule.query, query) && *rule == moved
        })
}
