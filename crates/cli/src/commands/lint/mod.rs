//! `lurcher lint`: what is likely wrong with rules.

mod around;
mod fixing;
mod text;

use super::bounded;
use crate::arguments::{Lint, LintFormat};
use crate::clock::machine_clock;
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::write_text;
pub use around::Around;
use lurcher_rules::lint::baseline::{self, Baseline};
use lurcher_rules::lint::{CHECKS, Choice, Finding, Level, Options, check, json, lint, page, sarif};
use lurcher_rules::{Pack, ProblemCode, load_pack};
use lurcher_types::time;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(asked: &Lint) -> Result<ExitCode, Failure> {
    if asked.list {
        return list(asked);
    }
    if let Some(name) = &asked.explain {
        let check = check(name)
            .ok_or_else(|| Failure::plain(format!("there is no check `{name}`: see lurcher lint --list")))?;
        write_text(asked.out.as_deref(), &page::page(check))?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = options(asked)?;
    let around = Around::new(&asked.schema, asked.functions.as_deref())?;
    let mut packs = read(&asked.packs);
    let mut findings = lint(&packs, &around, &options);
    if asked.fix {
        let fixed = fixing::write(&packs, &findings, &around)?;
        fixed.left.iter().for_each(|left| eprintln!("left: {}", printable(left)));
        eprintln!("{} rewritten", fixed.done);
        packs = read(&asked.packs);
        findings = lint(&packs, &around, &options);
    }
    let broken = say_problems(&packs);
    if asked.write_baseline
        && let Some(file) = &asked.baseline
    {
        write_text(Some(file), &format!("{:#}\n", Baseline::of(&findings, &packs).to_json()))?;
    }
    let all = findings.len();
    if let Some(file) = &asked.baseline {
        findings = known(file)?.new_ones(findings);
    }
    show(asked, &packs, &findings, all - findings.len())?;
    let fails = findings.iter().any(|finding| asked.fail_on.counts(finding.level));
    Ok(ExitCode::from(if broken { 2 } else { u8::from(fails) }))
}

fn options(asked: &Lint) -> Result<Options, Failure> {
    let choice = Choice { select: asked.select.clone(), ignore: asked.ignore.clone() };
    if let Some(word) = choice.unknown() {
        return Err(Failure::plain(format!("`{word}` is no check: see lurcher lint --list")));
    }
    let now = match &asked.now {
        Some(text) => time::parse_datetime(text)
            .ok_or_else(|| Failure::plain(format!("--now: `{text}` cannot be read as a datetime")))?,
        None => machine_clock(),
    };
    let mut before = Vec::new();
    for folder in &asked.against {
        let pack = load_pack(folder);
        if pack.rules.is_empty() {
            return Err(Failure::plain(format!("--against {}: there is no rule", folder.display())));
        }
        before.extend(pack.rules.iter().map(baseline::before));
    }
    if let Some(file) = asked.baseline.as_ref().filter(|file| file.exists() || !asked.write_baseline) {
        before.extend(known(file)?.before);
    }
    Ok(Options { choice, now, before })
}

fn read(paths: &[PathBuf]) -> Vec<Pack> {
    paths.iter().map(|path| load_pack(path)).collect()
}

fn known(file: &Path) -> Result<Baseline, Failure> {
    let failed = |why: String| Failure::plain(format!("--baseline {}: {why}", file.display()));
    let text = std::fs::File::open(file).and_then(bounded).map_err(|e| failed(e.to_string()))?;
    Baseline::from_json(&text).map_err(failed)
}

/// Says what could not be read, and whether there is any; what checks find is not said twice.
fn say_problems(packs: &[Pack]) -> bool {
    let of_checks = |code| matches!(code, ProblemCode::DuplicateId | ProblemCode::Attack | ProblemCode::NoId);
    let problems: Vec<_> = packs.iter().flat_map(|pack| pack.problems.iter().map(move |p| (pack, p))).collect();
    let mut broken = packs.iter().all(|pack| pack.rules.is_empty()) && problems.is_empty();
    if broken {
        eprintln!("pack: there is no rule");
    }
    for (pack, problem) in problems.into_iter().filter(|(_, problem)| !of_checks(problem.code)) {
        let mut shown = problem.clone();
        shown.path = path_of(pack, &problem.path);
        eprintln!("pack: {}", printable(&shown.to_string()));
        broken |= !problem.code.is_warning();
    }
    broken
}

/// A file of a pack as the reader can open it.
fn path_of(pack: &Pack, path: &str) -> String {
    let joined = pack.root.join(path).to_string_lossy().replace('\\', "/");
    joined.strip_prefix("./").map(str::to_owned).unwrap_or(joined)
}

fn show(asked: &Lint, packs: &[Pack], findings: &[Finding], known: usize) -> Result<(), Failure> {
    let path = |finding: &Finding| match packs.get(finding.pack) {
        Some(pack) => path_of(pack, &finding.path),
        None => finding.path.clone(),
    };
    let with_paths: Vec<(&Finding, String)> = findings.iter().map(|finding| (finding, path(finding))).collect();
    let rules = packs.iter().map(|pack| pack.rules.len()).sum();
    let out = asked.out.as_deref();
    let shown = match asked.format {
        LintFormat::Text => text::text(&with_paths, rules, known, Style::of(out.is_some())),
        LintFormat::Json => {
            let count = |level| findings.iter().filter(|f| f.level == level).count();
            let items: Vec<_> = with_paths.iter().map(|(finding, path)| json::json(finding, path)).collect();
            let summary = json!({
                "rules": rules, "errors": count(Level::Error), "warnings": count(Level::Warning), "notes": count(Level::Note), "known": known,
            });
            format!("{:#}\n", json!({"summary": summary, "findings": items}))
        }
        LintFormat::Sarif => format!("{:#}\n", sarif::log(&with_paths, env!("CARGO_PKG_VERSION"))),
    };
    write_text(out, &shown)
}

fn list(asked: &Lint) -> Result<ExitCode, Failure> {
    let width = CHECKS.iter().map(|check| check.name.len()).max().unwrap_or_default();
    let lines = CHECKS.iter().map(|c| format!("{}  {:width$}  {:7}  {}\n", c.code, c.name, c.level.name(), c.finds));
    write_text(asked.out.as_deref(), &lines.collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}
