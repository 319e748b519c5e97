//! Markdown with queries: each fenced block of `kql` or `kusto` is a rule, named by the heading above it.

use crate::rule::{Place, Rule};

/// The rules of a text; none where it has no such block.
pub fn read(path: &str, text: &str) -> Vec<Rule> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut rules: Vec<Rule> = Vec::new();
    let mut heading = stem.rsplit('/').next().unwrap_or(stem).to_owned();
    let mut prose = String::new();
    let mut block: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        match &mut block {
            Some(open) if closes(trimmed, open.fence) => {
                if let Some(rule) = block.take().and_then(|b| b.rule(path, stem, rules.len(), &heading, &prose)) {
                    rules.push(rule);
                    prose.clear();
                }
            }
            Some(open) => {
                open.text.push_str(line);
                open.text.push('\n');
            }
            None => match fence(trimmed) {
                Some((fence, language)) => {
                    let is_query = matches!(language.to_ascii_lowercase().as_str(), "kql" | "kusto" | "kusto-query");
                    block = Some(Block { fence, is_query, line: number + 2, text: String::new() });
                }
                None if trimmed.starts_with('#') => {
                    heading = trimmed.trim_start_matches('#').trim().trim_end_matches('#').trim().to_owned();
                    prose.clear();
                }
                None => {
                    prose.push_str(line);
                    prose.push('\n');
                }
            },
        }
    }
    // A block that nobody closes goes to the end, as in Markdown.
    rules.extend(block.and_then(|b| b.rule(path, stem, rules.len(), &heading, &prose)));
    rules
}

struct Block {
    fence: (char, usize),
    is_query: bool,
    /// The line of its text.
    line: usize,
    text: String,
}

impl Block {
    fn rule(self, path: &str, stem: &str, before: usize, heading: &str, prose: &str) -> Option<Rule> {
        if !self.is_query || self.text.trim().is_empty() {
            return None;
        }
        let number = before + 1;
        Some(Rule {
            path: path.to_owned(),
            id: format!("{stem}#{number}"),
            name: if heading.is_empty() { format!("{stem} {number}") } else { heading.to_owned() },
            description: prose.trim().to_owned(),
            query: self.text,
            query_start: Some(Place { line: self.line, column: 1 }),
            query_is_literal: true,
            ..Rule::default()
        })
    }
}

/// Three or more backquotes or tildes, and the word behind them: `kql`, or `{.kql}`.
fn fence(line: &str) -> Option<((char, usize), &str)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let behind = line.trim_start_matches(mark);
    // Backquotes that are closed on their line are code within the text.
    if length < 3 || (mark == '`' && behind.contains('`')) {
        return None;
    }
    let word = behind.split_whitespace().next().unwrap_or_default();
    Some(((mark, length), word.trim_matches(['{', '}', '.'])))
}

fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let line = line.trim_end();
    line.chars().count() >= length && line.chars().all(|c| c == mark)
}
