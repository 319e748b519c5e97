//! `lurcher docs`: the pages of `docs/language`, written from the tables that the binder and the help read; those of `docs/lint`,
//! and the tables of the page on rule files.

mod functions;
mod operators;
mod words;

use super::probe::Probe;
use crate::arguments::Docs;
use crate::failure::Failure;
use crate::output::write_text;
use lurcher_rules::lint::{CHECKS, page};
use lurcher_rules::shape::with_tables;
use std::path::Path;
use std::process::ExitCode;

pub fn run(docs: &Docs) -> Result<ExitCode, Failure> {
    docs.out.iter().try_for_each(|folder| language(folder))?;
    docs.lint.iter().try_for_each(|folder| checks(folder))?;
    docs.rule_files.iter().try_for_each(|page| rule_files(page))?;
    Ok(ExitCode::SUCCESS)
}

/// A page for each check of `lurcher lint`, and their list.
fn checks(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(Failure::plain)?;
    for check in CHECKS {
        write_text(Some(&folder.join(format!("{}.md", check.code))), &page::page(check))?;
    }
    write_text(Some(&folder.join("README.md")), &page::index())
}

fn rule_files(page: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(page).map_err(|e| Failure::plain(format!("{}: {e}", page.display())))?;
    write_text(Some(page), &with_tables(&text))
}

fn language(folder: &Path) -> Result<(), Failure> {
    let probe = Probe::new()?;
    std::fs::create_dir_all(folder).map_err(Failure::plain)?;
    let mut index = INDEX.to_owned();
    for page in operators::pages(&probe).into_iter().chain(words::pages(&probe)).chain(functions::pages(&probe)) {
        index.push_str(&format!("| [{}]({}) | {} | {} |\n", page.title, page.file, page.built, page.all));
        write_text(Some(&folder.join(page.file)), &page.text)?;
    }
    write_text(Some(&folder.join("README.md")), &index)
}

const INDEX: &str = "\
# The language, and how much of it is built

These pages are written by `cargo run -p lurcher-cli -- docs --out docs/language` (or `make docs`); edit the tables in
`crates/syntax/src/describe` and `crates/functions`, not the pages. What is said to be built was run when they were
written; what is refused says why in Lurcher's own words.

| page | built | known |
|---|---|---|
";

/// A page, and how many of the things on it run.
pub struct Page {
    pub title: &'static str,
    pub file: &'static str,
    pub text: String,
    pub built: usize,
    pub all: usize,
}

/// Text for the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

/// `code`, whatever is in it.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {} ``", cell(text)) } else { format!("`{}`", cell(text)) }
}

/// The cell that says whether something is built.
fn verdict(refusal: Option<&str>) -> String {
    match refusal {
        None => "built".to_owned(),
        Some(why) => format!("refused: {}", cell(why)),
    }
}

/// A query as `lurcher fmt` lays it out.
fn laid_out(query: &str) -> String {
    lurcher_format::format(query).map_or_else(|_| query.to_owned(), |text| text.trim_end().to_owned())
}
