//! Reading `.kqlt`.

use super::{Case, Expect, ExpectedError, ExpectedTable, File};
use crate::{Table, parse_header};
use serde_json::Value as Json;
use std::fmt;

/// What is wrong with a file, and on which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    pub line: usize,
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

/// What the lines that follow belong to.
enum Section {
    File,
    Title,
    Now,
    Table,
    Query,
    Answer,
    Error,
}

pub fn parse(text: &str) -> Result<File, ParseError> {
    let mut file = File::default();
    let mut section = Section::File;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let at = |result: Result<(), String>| result.map_err(|message| ParseError { line: number, message });
        if let Some(title) = line.strip_prefix("=== ") {
            file.cases.push(new_case(title, number));
            section = Section::Title;
            continue;
        }
        let Some(case) = file.cases.last_mut() else {
            at(note(&mut file.notes, line))?;
            continue;
        };
        if let Some(heading) = line.strip_prefix("--- ") {
            section = heading_of(case, heading.trim()).map_err(|message| ParseError { line: number, message })?;
            continue;
        }
        at(match section {
            Section::File | Section::Title => note(&mut case.notes, line),
            Section::Query => {
                case.query.push_str(line);
                case.query.push('\n');
                Ok(())
            }
            Section::Now | Section::Error => only_blank(line),
            Section::Table => match case.tables.last_mut() {
                Some(table) => row(line, table.columns.len(), &mut table.rows),
                None => Ok(()),
            },
            Section::Answer => match &mut case.expect {
                Expect::Answers(tables) => match tables.last_mut() {
                    Some(table) => row(line, table.columns.len(), &mut table.rows),
                    None => Ok(()),
                },
                _ => Ok(()),
            },
        })?;
    }
    for case in &mut file.cases {
        case.query = case.query.trim_end().to_owned();
        if case.query.is_empty() {
            return Err(ParseError { line: case.line, message: format!("`{}` has no query", case.title) });
        }
    }
    Ok(file)
}

fn new_case(title: &str, line: usize) -> Case {
    Case {
        title: title.trim().to_owned(),
        line,
        notes: Vec::new(),
        now: None,
        tables: Vec::new(),
        query: String::new(),
        expect: Expect::Missing,
    }
}

/// Starts the section that `--- heading` opens.
fn heading_of(case: &mut Case, heading: &str) -> Result<Section, String> {
    let (word, rest) = heading.split_once(' ').unwrap_or((heading, ""));
    let rest = rest.trim();
    match word {
        "now" if !rest.is_empty() => {
            case.now = Some(rest.to_owned());
            Ok(Section::Now)
        }
        "table" => {
            let (name, header) = rest.split_once(' ').ok_or("a table is written `table Name (column: type, …)`")?;
            let columns = parse_header(header).ok_or_else(|| bad_header(header))?;
            case.tables.push(Table { name: name.to_owned(), columns, rows: Vec::new() });
            Ok(Section::Table)
        }
        "query" if rest.is_empty() && case.query.is_empty() => Ok(Section::Query),
        "answer" => {
            let (in_order, header) = match rest.strip_prefix("in order") {
                Some(header) => (true, header.trim()),
                None => (false, rest),
            };
            let columns = parse_header(header).ok_or_else(|| bad_header(header))?;
            let table = ExpectedTable { columns, rows: Vec::new(), in_order };
            match &mut case.expect {
                Expect::Missing => case.expect = Expect::Answers(vec![table]),
                Expect::Answers(tables) => tables.push(table),
                Expect::Error(_) => return Err("a case expects answers or an error, not both".to_owned()),
            }
            Ok(Section::Answer)
        }
        "error" if case.expect == Expect::Missing => {
            case.expect =
                Expect::Error(error(rest).ok_or("an error is written ``error CODE at line:column `text` ``")?);
            Ok(Section::Error)
        }
        _ => Err(format!("`--- {heading}` is not expected here; sections are now, table, query, answer and error")),
    }
}

fn bad_header(header: &str) -> String {
    format!("columns are written `(name: type, …)`, not `{header}`")
}

/// ``LUR101 at 2:9 `Sendr` ``
fn error(text: &str) -> Option<ExpectedError> {
    let (code, place) = text.split_once(" at ")?;
    let (position, text) = place.trim().split_once(' ')?;
    let (line, column) = position.split_once(':')?;
    let text = text.trim().strip_prefix('`')?.strip_suffix('`')?;
    Some(ExpectedError {
        code: code.trim().to_owned(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        text: text.to_owned(),
    })
}

fn note(notes: &mut Vec<String>, line: &str) -> Result<(), String> {
    match line.strip_prefix('#') {
        Some(text) => {
            notes.push(text.trim().to_owned());
            Ok(())
        }
        None => only_blank(line),
    }
}

fn only_blank(line: &str) -> Result<(), String> {
    if line.trim().is_empty() { Ok(()) } else { Err(format!("`{line}` belongs to no section")) }
}

fn row(line: &str, columns: usize, rows: &mut Vec<Vec<Json>>) -> Result<(), String> {
    if line.trim().is_empty() {
        return Ok(());
    }
    let cells: Vec<Json> = serde_json::from_str(line).map_err(|e| format!("a row is a JSON array: {e}"))?;
    if cells.len() != columns {
        return Err(format!("{} cells for {columns} columns", cells.len()));
    }
    rows.push(cells);
    Ok(())
}
