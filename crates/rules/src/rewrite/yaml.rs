//! Queries in YAML blocks.

use super::Rewritten;
use crate::node::{Kind, Node, Style};
use crate::{Place, Problem, ProblemCode, yaml};
use std::ops::Range;

/// Only a block (`query: |`) is rewritten; a query in quotes or in a folded block stays as it is.
pub fn rewritten(
    path: &str,
    text: &str,
    mut rewrite: impl FnMut(&str, Place) -> Result<String, Problem>,
) -> Result<Rewritten, Problem> {
    let problem = |place, code, message: &str| Problem { path: path.into(), place, code, message: message.into() };
    let read = |text: &str| {
        let explain = |e: yaml::YamlError| problem(Some(e.place), e.code, &e.message);
        yaml::documents(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(explain)
    };
    let documents = read(text)?;
    let mut done = Rewritten { text: text.to_owned(), left_alone: Vec::new() };
    let mut found = false;
    // From the last to the first, so that lines keep their numbers.
    for (at, document) in documents.iter().enumerate().rev() {
        let Some((query, place, style)) = query(document) else { continue };
        found = true;
        let new = rewrite(query, place)?;
        if new.trim_end_matches('\n') == query.trim_end_matches('\n') {
            continue;
        }
        // The query alone, in the file as it was: does everything else still say the same?
        let is_safe = style == Style::Literal
            && with_block(text, query, place, &new)
                .and_then(|changed| read(&changed).ok())
                .is_some_and(|now| now.len() == documents.len() && only_query_differs(&documents, &now, at, &new));
        match with_block(&done.text, query, place, &new).filter(|_| is_safe) {
            Some(changed) => done.text = changed,
            None => {
                let message = format!("the query {}, and was left as it is", why_not(style));
                done.left_alone.push(problem(Some(place), ProblemCode::Value, &message));
            }
        }
    }
    if !found {
        return Err(problem(None, ProblemCode::Missing, "the file holds no `query`"));
    }
    done.left_alone.reverse();
    Ok(done)
}

/// What keeps a query from being rewritten.
fn why_not(style: Style) -> &'static str {
    match style {
        Style::Quoted => "stands in quotes, not in a plain block (`query: |`)",
        Style::Folded => "is in a folded block, not in a plain one (`query: |`)",
        Style::Plain => "is not in a plain block (`query: |`)",
        Style::Literal => "cannot be put into its block without a change to the rest of the file",
    }
}

fn query(document: &Node) -> Option<(&str, Place, Style)> {
    let node = document.get("query").filter(|node| !node.is_null())?;
    match &node.kind {
        Kind::Scalar { text, style } if !text.trim().is_empty() => Some((text, node.embedded()?.start, *style)),
        _ => None,
    }
}

/// The file's text with the block that begins at `place` replaced; nothing if the block is not what it seems.
fn with_block(text: &str, query: &str, place: Place, new: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = place.line.checked_sub(1)?;
    let header = lines.get(first.checked_sub(1)?)?;
    let indent = indent(header, lines.get(first..)?)?;
    let block = block(&lines, first, indent);
    if block.is_empty() || held(lines.get(block.clone())?, indent) != query.trim_end_matches('\n') {
        return None;
    }
    let line_end = if header.ends_with("\r\n") { "\r\n" } else { "\n" };
    let mut out = lines.get(..block.start)?.concat();
    for line in new.trim_end_matches('\n').split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push_str(line_end);
    }
    if !lines.get(block.end - 1)?.ends_with('\n') {
        out.truncate(out.len() - line_end.len());
    }
    out.push_str(&lines.get(block.end..)?.concat());
    Some(out)
}

/// How far the block's lines are indented: as its header says (`|2`), else as its first line is.
fn indent(header: &str, below: &[&str]) -> Option<usize> {
    let key = header.trim_start_matches(' ');
    let outer = header.len() - key.len();
    let style = key.trim_end().strip_prefix("query")?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('|')?;
    let style = style.split_once(" #").map_or(style, |(style, _)| style).trim_end();
    let said = style.trim_matches(['-', '+']);
    if said.is_empty() {
        let first = below.iter().find(|line| !line.trim().is_empty())?;
        return Some(blanks(first));
    }
    said.parse::<usize>().ok().filter(|said| (1..10).contains(said)).map(|said| outer + said)
}

fn blanks(line: &str) -> usize {
    line.bytes().take_while(|b| *b == b' ').count()
}

/// The block's lines, without empty ones at its end.
fn block(lines: &[&str], first: usize, indent: usize) -> Range<usize> {
    let mut end = first;
    for (at, line) in lines.iter().enumerate().skip(first) {
        if line.trim().is_empty() {
            continue;
        }
        if blanks(line) < indent {
            break;
        }
        end = at + 1;
    }
    first..end
}

/// What the lines of a block say.
fn held(lines: &[&str], indent: usize) -> String {
    let plain = lines.iter().map(|line| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.get(indent..).unwrap_or("")
    });
    plain.collect::<Vec<_>>().join("\n")
}

/// Whether both files say the same but for the query of one document, which is the new one.
fn only_query_differs(before: &[Node], now: &[Node], at: usize, new: &str) -> bool {
    before.iter().zip(now).enumerate().all(|(i, (before, now))| match (&before.kind, &now.kind) {
        (Kind::Mapping(before), Kind::Mapping(now)) if i == at => {
            before.len() == now.len()
                && before.iter().zip(now).all(|((old_key, old), (key, value))| {
                    old_key == key && if key == "query" { is_text(value, new) } else { is_same(old, value) }
                })
        }
        _ => is_same(before, now),
    })
}

fn is_text(node: &Node, text: &str) -> bool {
    matches!(&node.kind, Kind::Scalar { text: t, .. } if t.trim_end_matches('\n') == text.trim_end_matches('\n'))
}

/// The same value, wherever it stands.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::List(one), Kind::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Kind::Mapping(one), Kind::Mapping(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|((k, a), (l, b))| k == l && is_same(a, b))
        }
        (one, other) => one == other,
    }
}
