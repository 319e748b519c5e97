//! Running `.kqlt`, and writing down what came out.

use super::{Case, Expect, ExpectedError, ExpectedTable, File, parse};
use crate::compare::Expected;
use crate::{Answer, Difference, Order, Table, compare};
use std::fmt;
use std::path::{Path, PathBuf};

/// What a query answered: one table, or several.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    pub tables: Vec<Answer>,
}

/// A refusal, and the bytes of the query at which it points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorAtPlace {
    pub code: String,
    pub start: usize,
    pub end: usize,
    pub message: String,
}

/// Runs a query: its text, the clock, and the tables that it may read.
pub type Run<'a> = &'a mut dyn FnMut(&str, &str, &[Table]) -> Result<Outcome, ErrorAtPlace>;

/// A case that did not come out as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub title: String,
    pub line: usize,
    pub what: String,
}

/// How the cases of some files went.
#[derive(Debug, Default)]
pub struct Report {
    pub passed: usize,
    pub failures: Vec<(PathBuf, Failure)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (path, failure) in &self.failures {
            writeln!(f, "{}:{}: {}\n    {}", path.display(), failure.line, failure.title, failure.what)?;
        }
        writeln!(f, "{} passed, {} failed", self.passed, self.failures.len())
    }
}

/// Runs every case of a file.
pub fn run(file: &File, run: Run) -> Vec<Failure> {
    let mut failures = Vec::new();
    for case in &file.cases {
        let outcome = run(&case.query, case.now(), &case.tables);
        if let Err(what) = check(case, &outcome) {
            failures.push(Failure { title: case.title.clone(), line: case.line, what });
        }
    }
    failures
}

/// The same file with the answers and errors that come out now. What agrees is left as it is written.
pub fn complete(file: &File, run: Run) -> File {
    let mut completed = file.clone();
    for case in &mut completed.cases {
        let outcome = run(&case.query, case.now(), &case.tables);
        if check(case, &outcome).is_err() {
            case.expect = expectation(case, outcome);
        }
    }
    completed
}

/// Reads and runs a file; with `rewrite`, writes the completed text back instead of failing.
pub fn run_file(path: &Path, rewrite: bool, query: Run, report: &mut Report) -> Result<(), String> {
    let at = |what: String| format!("{}: {what}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| at(e.to_string()))?;
    let mut file = parse(&text).map_err(|e| at(e.to_string()))?;
    if rewrite {
        file = complete(&file, query);
        std::fs::write(path, file.to_string()).map_err(|e| at(e.to_string()))?;
        report.passed += file.cases.len();
        return Ok(());
    }
    let failures = run(&file, query);
    report.passed += file.cases.len() - failures.len();
    report.failures.extend(failures.into_iter().map(|failure| (path.to_owned(), failure)));
    Ok(())
}

/// The `.kqlt` files of a folder and the folders in it, in alphabetical order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|t| t.is_dir()) {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "kqlt") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn check(case: &Case, outcome: &Result<Outcome, ErrorAtPlace>) -> Result<(), String> {
    match (&case.expect, outcome) {
        (Expect::Missing, _) => Err("no answer is written yet".to_owned()),
        (Expect::Answers(expected), Ok(actual)) => {
            check_tables(case, expected, &actual.tables).map_err(|difference| difference.to_string())
        }
        (Expect::Error(expected), Err(actual)) => {
            let found = error_in(&case.query, actual);
            if *expected == found {
                Ok(())
            } else {
                Err(format!("expected {expected}, got {found}: {}", actual.message))
            }
        }
        (Expect::Answers(_), Err(actual)) => Err(format!("{}: {}", error_in(&case.query, actual), actual.message)),
        (Expect::Error(expected), Ok(_)) => Err(format!("expected {expected}, got an answer")),
    }
}

fn check_tables(case: &Case, expected: &[ExpectedTable], actual: &[Answer]) -> Result<(), Box<Difference>> {
    if expected.len() != actual.len() {
        return Err(Box::new(Difference::Tables { expected: expected.len(), actual: actual.len() }));
    }
    for (wanted, found) in expected.iter().zip(actual) {
        let order = Order::of_query(&case.query, wanted.in_order);
        let wanted = Expected {
            columns: wanted.columns.iter().map(|c| c.name.clone()).collect(),
            types: wanted.columns.iter().map(|c| c.kql_type.clone()).collect(),
            rows: wanted.rows.clone(),
            printed: false,
            names: true,
        };
        compare(&wanted, found, &order)?;
    }
    Ok(())
}

/// What to write down for this outcome. Whether a table is in order is kept where it was written.
fn expectation(case: &Case, outcome: Result<Outcome, ErrorAtPlace>) -> Expect {
    match outcome {
        Err(error) => Expect::Error(error_in(&case.query, &error)),
        Ok(outcome) => {
            let in_order = |index: usize| match &case.expect {
                Expect::Answers(tables) => tables.get(index).is_some_and(|table| table.in_order),
                _ => false,
            };
            let table = |(index, answer): (usize, Answer)| ExpectedTable {
                columns: answer.columns,
                rows: answer.rows,
                in_order: in_order(index),
            };
            Expect::Answers(outcome.tables.into_iter().enumerate().map(table).collect())
        }
    }
}

/// An error by line, column and the text at its place; a text of several lines by its first.
fn error_in(query: &str, error: &ErrorAtPlace) -> ExpectedError {
    let before = query.get(..error.start).unwrap_or(query);
    let text = query.get(error.start..error.end).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    ExpectedError {
        code: error.code.clone(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        text: text.lines().next().unwrap_or("").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;
    use serde_json::json;

    const FILE: &str = "\
=== rows come in any order
--- table T (x: long)
[1]
[2]
--- query
T
--- answer (x: long)
[2]
[1]

=== an error has a place
--- query
T
| whre x
--- error LUR002 at 2:3 `whre`

=== the clock
--- now 2020-02-02T00:00:00Z
--- query
now
--- answer (now: datetime)
[\"2020-02-02T00:00:00.000Z\"]
";

    /// Answers `now` and the name of a table, and refuses the rest where `whre` stands.
    fn toy(query: &str, now: &str, tables: &[Table]) -> Result<Outcome, ErrorAtPlace> {
        if query == "now" {
            let columns = vec![Column::new("now", "datetime")];
            return Ok(Outcome { tables: vec![Answer { columns, rows: vec![vec![json!(now)]] }] });
        }
        match tables.iter().find(|table| table.name == query) {
            Some(table) => {
                let answer = Answer { columns: table.columns.clone(), rows: table.rows.clone() };
                Ok(Outcome { tables: vec![answer] })
            }
            None => {
                let start = query.find("whre").unwrap_or(0);
                let message = "no such operator".to_owned();
                Err(ErrorAtPlace { code: "LUR002".to_owned(), start, end: start + 4, message })
            }
        }
    }

    #[test]
    fn a_good_file_passes() {
        assert_eq!(run(&parse(FILE).unwrap(), &mut toy), []);
    }

    #[test]
    fn failures_say_what_and_where() {
        let file = parse(&FILE.replace("(x: long)\n[2]", "(x: long)\n[3]").replace("2:3", "2:4")).unwrap();
        let failures = run(&file, &mut toy);
        assert_eq!(failures.len(), 2);
        assert_eq!(failures[0].line, 1);
        assert!(failures[0].what.contains("column x: expected 3, got 2"), "{}", failures[0].what);
        assert!(failures[1].what.contains("at 2:4 `whre`, got error LUR002 at 2:3"), "{}", failures[1].what);
    }

    #[test]
    fn a_file_completes_itself() {
        let bare: String = FILE.lines().filter(|l| !l.starts_with("--- error")).map(|l| format!("{l}\n")).collect();
        let bare = bare.replace("[2]\n[1]\n", "[7]\n").replace("T\n--- answer", "T\n--- answer in order");
        let completed = complete(&parse(&bare).unwrap(), &mut toy).to_string();
        assert!(completed.contains("--- answer in order (x: long)\n[1]\n[2]\n"), "{completed}");
        assert!(completed.contains("--- error LUR002 at 2:3 `whre`\n"), "{completed}");
        assert!(completed.contains("00:00:00.000Z"), "what agrees stays as written");
        assert_eq!(run(&parse(&completed).unwrap(), &mut toy), []);
    }

    #[test]
    fn the_files_of_the_project_can_be_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kqlt");
        let found = files(&folder);
        assert!(!found.is_empty());
        for path in found {
            let file = parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            assert!(file.cases.iter().all(|c| c.expect != Expect::Missing), "{}", path.display());
        }
    }
}
