use super::bounded;
use crate::arguments::Fmt;
use crate::failure::Failure;
use crate::output::terminal::printable_text;
use crate::output::write_text;
use lurcher_format::{Refusal, format};
use lurcher_rules::{Place, Problem, ProblemCode, is_overlay, rewrite_queries};
use std::fs::{self, File};
use std::path::Path;
use std::process::ExitCode;

/// `lurcher fmt`: lays out each file; one that cannot be laid out stays as it is, and the others go on.
pub fn run(fmt: &Fmt) -> Result<ExitCode, Failure> {
    let (mut changed, mut failed) = (false, false);
    for file in &fmt.files {
        match lay_out(file, fmt.check) {
            Ok(changes) => changed |= changes,
            Err(Failure::NobodyReads) => return Err(Failure::NobodyReads),
            Err(failure) => {
                failed = true;
                eprintln!("{}: not laid out\n{failure}", printable_text(&shown(file)));
            }
        }
    }
    Ok(match (failed, changed && fmt.check) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// Lays out one file, and says whether that changes it.
fn lay_out(file: &Path, check: bool) -> Result<bool, Failure> {
    let text = read(file)?;
    let new = new_text(file, &text)?;
    let changes = new != text;
    if check {
        if changes {
            write_text(None, &format!("{}\n", shown(file)))?;
        }
    } else if is_standard_input(file) {
        write_text(None, &new)?;
    } else if changes {
        fs::write(file, new).map_err(Failure::plain)?;
    }
    Ok(changes)
}

fn read(file: &Path) -> Result<String, Failure> {
    if is_standard_input(file) {
        return bounded(std::io::stdin()).map_err(Failure::plain);
    }
    bounded(File::open(file).map_err(Failure::plain)?).map_err(Failure::plain)
}

fn new_text(file: &Path, text: &str) -> Result<String, Failure> {
    let ending = file.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        _ if is_standard_input(file) => query(text),
        _ if is_overlay(&shown(file)) => Ok(text.to_owned()),
        "kql" | "csl" | "kusto" | "txt" => query(text),
        "yaml" | "yml" => rules(file, text),
        _ => Err(Failure::plain("its name ends in none of .kql, .csl, .kusto, .txt, .yaml and .yml")),
    }
}

fn query(text: &str) -> Result<String, Failure> {
    format(text).map_err(|refusal| match refusal {
        Refusal::Syntax(diagnostic) => Failure::query(text, *diagnostic),
        Refusal::TooLong | Refusal::Unsafe => Failure::plain(refusal),
    })
}

/// The queries of a rule file; what is left alone is said, and is no error.
fn rules(file: &Path, text: &str) -> Result<String, Failure> {
    let name = shown(file);
    let refused = |place: Place, refusal: Refusal| Problem {
        path: name.clone(),
        place: Some(place),
        code: ProblemCode::Value,
        message: refusal.to_string(),
    };
    let done = rewrite_queries(&name, text, |query, place| format(query).map_err(|refusal| refused(place, refusal)))
        .map_err(Failure::plain)?;
    for problem in &done.left_alone {
        eprintln!("note: {}", printable_text(&problem.to_string()));
    }
    Ok(done.text)
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn shown(file: &Path) -> String {
    if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() }
}
