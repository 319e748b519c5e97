//! Recorded answers: one JSON object a line, with a query and the columns, types and rows that it must answer.

use crate::compare::{Expected, compare_columns};
use crate::{Answer, Column, Difference, Order, Table, compare};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// One query and its recorded answer.
#[derive(Debug, Clone)]
pub struct Case {
    pub id: String,
    /// The documentation page it stems from.
    pub page: String,
    pub kql: String,
    pub expected: Expected,
    pub ordered: bool,
    /// Its rows are random: only columns and types are compared.
    pub nondeterministic: bool,
    /// Tables that the query reads.
    pub tables: Vec<Table>,
}

impl Case {
    /// Compares an answer with the recorded one.
    pub fn check(&self, actual: &Answer) -> Result<(), Box<Difference>> {
        if self.nondeterministic {
            return compare_columns(&self.expected, actual);
        }
        compare(&self.expected, actual, &Order::of_query(&self.kql, self.ordered))
    }
}

/// The folder of recorded material, which is no part of the project: `LURCHER_SHARED`, or `shared` beside the
/// workspace. Nothing where there is none, and then tests should say so and pass.
pub fn shared_folder() -> Option<PathBuf> {
    let folder = match std::env::var_os("LURCHER_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    folder.is_dir().then_some(folder)
}

/// Reads the cases of a file. `printed` says that its cells were printed for readers.
pub fn read_cases(path: &Path, printed: bool) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let json = serde_json::from_str(line).map_err(|e| e.to_string());
            let case = json.and_then(|json| case(&json, printed).ok_or_else(|| "not a case".to_owned()));
            case.map_err(|e| format!("{}:{}: {e}", path.display(), number + 1))
        })
        .collect()
}

fn case(json: &Json, printed: bool) -> Option<Case> {
    let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
    let flag = |key: &str| json.get(key).and_then(Json::as_bool).unwrap_or(false);
    let expected = json.get("expected")?;
    Some(Case {
        id: text("id")?,
        page: text("page")?,
        kql: text("kql")?,
        expected: Expected {
            columns: texts(expected.get("columns")?)?,
            types: texts(expected.get("types")?)?,
            rows: rows(expected.get("rows")?)?,
            printed,
            names: text("names").as_deref() != Some("unverified"),
        },
        ordered: flag("ordered"),
        nondeterministic: flag("nondeterministic"),
        tables: match json.get("setup") {
            Some(Json::Object(tables)) => {
                tables.iter().map(|(name, table)| setup_table(name, table)).collect::<Option<_>>()?
            }
            _ => Vec::new(),
        },
    })
}

fn setup_table(name: &str, json: &Json) -> Option<Table> {
    let column = |pair: &Json| {
        let [name, kql_type] = texts(pair)?.try_into().ok()?;
        Some(Column { name, kql_type })
    };
    let columns = json.get("columns")?.as_array()?.iter().map(column).collect::<Option<_>>()?;
    Some(Table { name: name.to_owned(), columns, rows: rows(json.get("rows")?)? })
}

fn texts(json: &Json) -> Option<Vec<String>> {
    json.as_array()?.iter().map(|t| t.as_str().map(str::to_owned)).collect()
}

fn rows(json: &Json) -> Option<Vec<Vec<Json>>> {
    json.as_array()?.iter().map(|row| row.as_array().cloned()).collect()
}

/// Runs every case and keeps the score. A refusal is the message with which a query was refused.
pub fn score(cases: &[Case], mut run: impl FnMut(&Case) -> Result<Answer, String>) -> Score {
    let verdict = |case: &Case, answer: Result<Answer, String>| match answer {
        Err(message) => Verdict::Refused(message),
        Ok(answer) => case.check(&answer).map_or_else(Verdict::Differs, |()| Verdict::Passed),
    };
    let results = cases.iter().map(|case| {
        let answer = run(case);
        (case.page.clone(), case.id.clone(), verdict(case, answer))
    });
    Score { results: results.collect() }
}

/// How one case went.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    Passed,
    /// Worse than a refusal: an answer, and not the right one.
    Differs(Box<Difference>),
    Refused(String),
}

/// How all cases went: page, id, verdict.
#[derive(Debug, Default)]
pub struct Score {
    pub results: Vec<(String, String, Verdict)>,
}

impl Score {
    pub fn passed(&self) -> usize {
        self.results.iter().filter(|(_, _, v)| *v == Verdict::Passed).count()
    }

    /// Wrong answers, the number that should be nothing.
    pub fn wrong(&self) -> usize {
        self.differing().len()
    }

    /// The ids of wrong answers.
    pub fn differing(&self) -> Vec<&str> {
        let wrong = self.results.iter().filter(|(_, _, verdict)| matches!(verdict, Verdict::Differs(_)));
        wrong.map(|(_, id, _)| id.as_str()).collect()
    }

    pub fn total(&self) -> usize {
        self.results.len()
    }

    /// The pages in alphabetical order, each with its passed and all cases.
    pub fn by_page(&self) -> BTreeMap<&str, (usize, usize)> {
        let mut pages = BTreeMap::new();
        for (page, _, verdict) in &self.results {
            let (passed, all) = pages.entry(page.as_str()).or_insert((0, 0));
            *passed += usize::from(*verdict == Verdict::Passed);
            *all += 1;
        }
        pages
    }
}

/// The score, then the pages with failures, then each failure on one line.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = self.total() - self.passed() - self.wrong();
        writeln!(f, "{} of {} passed, {} wrong, {refused} refused", self.passed(), self.total(), self.wrong())?;
        for (page, (passed, all)) in self.by_page().into_iter().filter(|(_, (passed, all))| passed < all) {
            writeln!(f, "{passed:>4} of {all:<4} {page}")?;
        }
        for (_, id, verdict) in &self.results {
            match verdict {
                Verdict::Passed => {}
                Verdict::Differs(difference) => writeln!(f, "wrong   {id}: {}", one_line(&difference.to_string()))?,
                Verdict::Refused(message) => writeln!(f, "refused {id}: {}", one_line(message))?,
            }
        }
        Ok(())
    }
}

/// The first line of a message, and no more of it than a terminal shows.
fn one_line(message: &str) -> String {
    const WIDTH: usize = 200;
    let line = message.lines().next().unwrap_or("");
    if line.chars().count() <= WIDTH { line.to_owned() } else { line.chars().take(WIDTH).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cases() -> Vec<Case> {
        let of = |id: &str, value: Json| {
            json!({"id": id, "page": "abs", "kql": "print x", "ordered": false, "nondeterministic": id == "random",
                "expected": {"columns": ["x"], "types": ["long"], "rows": [[value]]},
                "setup": {"T": {"columns": [["a", "long"]], "rows": [["1"]]}}})
        };
        [of("one", json!(1)), of("two", json!("2")), of("three", json!(3)), of("random", json!(9))]
            .iter()
            .map(|json| case(json, false).unwrap())
            .collect()
    }

    #[test]
    fn a_score_counts_and_lists() {
        let score = score(&cases(), |case| match case.id.as_str() {
            "three" => Err("LUR202: not built\nmore".to_owned()),
            _ => Ok(Answer { columns: vec![Column::new("x", "long")], rows: vec![vec![json!(1)]] }),
        });
        assert_eq!((score.passed(), score.wrong(), score.total()), (2, 1, 4));
        let report = score.to_string();
        assert!(report.starts_with("2 of 4 passed, 1 wrong, 1 refused\n   2 of 4    abs\n"), "{report}");
        assert!(report.contains("wrong   two: row 1, column x: expected \"2\", got 1\n"), "{report}");
        assert!(report.contains("refused three: LUR202: not built\n"), "{report}");
    }

    #[test]
    fn tables_of_a_case() {
        let table = &cases()[0].tables[0];
        assert_eq!((table.name.as_str(), table.columns.len(), table.rows.len()), ("T", 1, 1));
    }

    #[test]
    fn recorded_answers_equal_themselves() {
        let Some(shared) = shared_folder() else {
            println!("skipped: no recorded answers");
            return;
        };
        let cases = read_cases(&shared.join("conformance/engine.jsonl"), false).unwrap();
        let score = score(&cases, |case| {
            let columns = case.expected.columns.iter().zip(&case.expected.types).map(|(c, t)| Column::new(c, t));
            Ok(Answer { columns: columns.collect(), rows: actual_rows(case) })
        });
        assert_eq!(score.passed(), score.total(), "{score}");
    }

    /// The recorded rows as an answer has them: dynamics in text become JSON.
    fn actual_rows(case: &Case) -> Vec<Vec<Json>> {
        let cell = |(t, cell): (&String, &Json)| match cell {
            Json::String(text) if t == "dynamic" => serde_json::from_str(text).unwrap_or(cell.clone()),
            cell => cell.clone(),
        };
        case.expected.rows.iter().map(|row| case.expected.types.iter().zip(row).map(cell).collect()).collect()
    }
}
