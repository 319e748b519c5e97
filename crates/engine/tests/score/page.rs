//! docs/conformance.md, and the block of README.md that repeats its first table.

use super::catalog::{Entry, Verdict, versions};
use crate::conformance::Answers;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/conformance.md";
const README: &str = "README.md";
/// Around the table in both files.
const BEGIN: &str = "<!-- SCORES: written by `make conformance` -->";
const END: &str = "<!-- END SCORES -->";

/// One figure.
pub struct Line {
    what: String,
    result: String,
    by: String,
}

impl Line {
    pub fn answers(what: &str, answers: &Answers, by: &str) -> Line {
        let (equal, refused, different) = (answers.equal, answers.refused.len(), answers.different.len());
        let mut line = Line::part(what, equal, answers.all(), by);
        let _ = write!(line.result, ", {refused} refused, {different} different");
        line
    }

    pub fn part(what: &str, part: usize, all: usize, by: &str) -> Line {
        // Cut, not rounded: what is not all is never printed as 100.
        let tenths = part * 1000 / all.max(1);
        let result = format!("{part} of {all} ({}.{} %)", tenths / 10, tenths % 10);
        Line { what: what.to_owned(), result, by: by.to_owned() }
    }

    pub fn unmeasured(what: &str, by: &str) -> Line {
        Line { what: what.to_owned(), result: "not measured yet".to_owned(), by: by.to_owned() }
    }
}

/// The page as it should stand.
pub fn page(lines: &[Line], answers: &[&Answers], entries: &[Entry]) -> String {
    let mut text = format!(
        "# How exact it is\n\nWritten by `make conformance`, which measures everything anew; a test holds this page \
         against what it measures, and floors\n(`crates/engine/tests/floors.rs`) let no figure fall. The recorded \
         answers and the public queries belong to others and are no\npart of the project: the tests find them in the \
         folder that `LURCHER_SHARED` names.\n\nMeasured on Lurcher {}, against {}.\n\n",
        env!("CARGO_PKG_VERSION"),
        versions(),
    );
    let _ = writeln!(text, "{}", block(lines));
    differing(&mut text, answers);
    refused(&mut text, answers);
    catalog(&mut text, entries);
    text
}

/// The table between its marks.
fn block(lines: &[Line]) -> String {
    let mut text = format!("{BEGIN}\n| what | result | measured by |\n|---|---|---|\n");
    for line in lines {
        let _ = writeln!(text, "| {} | {} | {} |", line.what, line.result, line.by);
    }
    text + END + "\n"
}

fn differing(text: &mut String, answers: &[&Answers]) {
    text.push_str("## Answered differently\n\nEach case with its reason. A case without one fails the tests.\n\n");
    let all: Vec<_> = answers.iter().flat_map(|a| &a.different).collect();
    if all.is_empty() {
        text.push_str("None.\n");
    }
    for (id, reason) in all {
        let _ = writeln!(text, "- `{id}`: {}", reason.unwrap_or("no reason is known"));
    }
}

fn refused(text: &mut String, answers: &[&Answers]) {
    text.push_str("\n## Refused\n\nRecorded cases that Lurcher refuses to answer, by what it says.\n\n");
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, why) in answers.iter().flat_map(|a| &a.refused) {
        by_reason.entry(why).or_default().push(id);
    }
    for (why, ids) in by_reason {
        let _ = writeln!(text, "- {why} (`{}`)", ids.join("`, `"));
    }
}

fn catalog(text: &mut String, entries: &[Entry]) {
    text.push_str("\n## The catalog of the language\n\n| entries | all | built | refused with a reason | neither |\n");
    text.push_str("|---|---|---|---|---|\n");
    let mut lists: Vec<&str> = Vec::new();
    entries.iter().for_each(|e| {
        if !lists.contains(&e.list) {
            lists.push(e.list)
        }
    });
    for list in lists {
        let of_list: Vec<&Entry> = entries.iter().filter(|e| e.list == list).collect();
        let count = |wanted: fn(&Verdict) -> bool| of_list.iter().filter(|e| wanted(&e.verdict)).count();
        let built = count(|v| *v == Verdict::Built);
        let refused = count(|v| matches!(v, Verdict::Refused(_)));
        let neither = count(|v| matches!(v, Verdict::Neither(_)));
        let _ = writeln!(text, "| {list} | {} | {built} | {refused} | {neither} |", of_list.len());
    }
    text.push_str("\nAn entry is built if its example runs and gives the answer that stands beside it, and refused if a query with it is. What is\nrefused, and what Lurcher says then:\n\n");
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in entries {
        if let Verdict::Refused(why) = &entry.verdict {
            reasons.entry(why).or_default().push(&entry.name);
        }
    }
    for (why, names) in reasons {
        let _ = writeln!(text, "- {why}: `{}`", names.join("`, `"));
    }
}

/// Writes the page, and its table into README.md.
pub fn write(page: &str) {
    std::fs::write(project_file(PAGE), page).unwrap();
    if let Some(readme) = readme_with(page) {
        std::fs::write(project_file(README), readme).unwrap();
    }
}

/// The files that say something else than was measured.
pub fn stale(page: &str) -> Vec<&'static str> {
    let read = |name: &str| std::fs::read_to_string(project_file(name)).unwrap_or_default();
    let readme = readme_with(page);
    let mut stale = Vec::new();
    if read(PAGE) != page {
        stale.push(PAGE);
    }
    if readme.is_none_or(|wanted| wanted != read(README)) {
        stale.push(README);
    }
    stale
}

/// README.md with the page's table in its block.
fn readme_with(page: &str) -> Option<String> {
    let readme = std::fs::read_to_string(project_file(README)).ok()?;
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let (_, table) = page.split_once(BEGIN)?;
    let (table, _) = table.split_once(END)?;
    Some(format!("{before}{BEGIN}{table}{END}{after}"))
}

pub fn project_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}
