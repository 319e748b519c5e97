use super::{is_wanted, operators};
use crate::arguments::{Functions, Operators};
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_functions::{entries, shown};
use lurcher_types::describe::{Description, Entry, Kind, Support, parameters_in_words, readable};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// `lurcher functions`: the names of the language, each with whether it is built.
pub fn run(functions: &Functions) -> Result<ExitCode, Failure> {
    let pattern = functions.name.as_deref();
    let found = find(pattern.unwrap_or("*"));
    match pattern {
        // Whoever asks for an operator by the wrong command still wants to know.
        Some(name) if found.is_empty() && operators::knows(name) => {
            operators::run(&Operators { name: Some(name.to_owned()), json: functions.json })
        }
        Some(name) if found.is_empty() => Err(operators::unknown(name)),
        pattern => show(&found, pattern, functions.json),
    }
}

/// What the name or pattern means; names with two underscores are Lurcher's or Kusto's own, and shown when asked for.
pub fn find(pattern: &str) -> Vec<&'static Entry> {
    let wanted = |e: &&Entry| {
        let d = e.description;
        let internal = d.name.starts_with("__") && !pattern.starts_with("__");
        !internal && (is_wanted(d.name, Some(pattern)) || d.aliases.iter().any(|a| is_wanted(a, Some(pattern))))
    };
    let mut found: Vec<&Entry> = entries().iter().filter(wanted).collect();
    found.sort_by_key(|e| (kind_name(e.description.kind), e.description.name));
    found
}

/// One function in full, several as a list.
pub fn show(found: &[&Entry], pattern: Option<&str>, json: bool) -> Result<ExitCode, Failure> {
    if json {
        let objects: Vec<Json> = found.iter().map(|e| object(e)).collect();
        write_text(None, &format!("{}\n", Json::Array(objects)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let one = pattern.is_some_and(|p| !p.contains('*'));
    let text = if one { found.iter().map(|e| described(e)).collect() } else { listed(found) };
    write_text(None, &text)?;
    Ok(ExitCode::SUCCESS)
}

fn listed(found: &[&Entry]) -> String {
    let style = Style::of(false);
    let mut out = String::new();
    for kind in [Kind::Scalar, Kind::Aggregate, Kind::Window, Kind::Plugin] {
        let of_kind: Vec<&&Entry> = found.iter().filter(|e| e.description.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let built = of_kind.iter().filter(|e| runs(e)).count();
        out.push_str(&format!("{}\n", style.bold(&format!("{}: {built} of {}", kind_name(kind), of_kind.len()))));
        for entry in of_kind {
            let d = entry.description;
            match entry.support {
                Support::Built => out.push_str(&format!("  {:<32} {}\n", d.name, d.summary)),
                Support::Known(why) if runs(entry) => out.push_str(&format!("  {:<32} {why}\n", d.name)),
                Support::Known(why) => {
                    out.push_str(&style.faint(&format!("  {:<32} refused: {why}", d.name)));
                    out.push('\n');
                }
            }
        }
    }
    out
}

/// Built, or shown at work in the one place where it may stand.
fn runs(entry: &Entry) -> bool {
    matches!(entry.support, Support::Built) || shown(entry.description.name, entry.description.kind).is_some()
}

fn described(entry: &Entry) -> String {
    let style = Style::of(false);
    let d = entry.description;
    let mut out = format!("{} ({})\n", style.bold(d.name), kind_name(d.kind));
    if !d.summary.is_empty() {
        out.push_str(&format!("  {}\n", d.summary));
    }
    if let Support::Known(why) = entry.support {
        let heading = if shown(d.name, d.kind).is_some() { "Refused elsewhere" } else { "Refused" };
        out.push_str(&format!("  {heading}: {why}\n"));
    }
    for signature in d.signatures {
        out.push_str(&format!("  {}{}\n", written_name(d), readable(signature)));
    }
    let mut said: Vec<(String, String)> = Vec::new();
    for (name, what) in d.signatures.iter().flat_map(|s| parameters_in_words(s)) {
        match said.iter_mut().find(|(n, _)| *n == name) {
            Some((_, known)) if known.split(", or ").any(|k| k == what) => {}
            Some((_, known)) => known.push_str(&format!(", or {what}")),
            None => said.push((name, what)),
        }
    }
    said.iter().for_each(|(name, what)| out.push_str(&format!("    {name}: {what}\n")));
    if !d.aliases.is_empty() {
        out.push_str(&format!("  also: {}\n", d.aliases.join(", ")));
    }
    for example in d.examples {
        out.push_str(&format!("  {} == {}\n", example.expression, example.equals));
    }
    if let Some(example) = shown(d.name, d.kind) {
        out.push_str(&format!("  {}\n  == {}\n", example.expression, example.equals));
    }
    if let Some(deviation) = d.deviation {
        out.push_str(&format!("  differs: {deviation}\n"));
    }
    if !d.page.is_empty() {
        out.push_str(&format!("  see: https://learn.microsoft.com/kusto/query/{}\n", d.page));
    }
    out
}

/// Plugins stand behind `evaluate`.
pub fn written_name(d: &Description) -> String {
    if d.kind == Kind::Plugin { format!("T | evaluate {}", d.name) } else { d.name.to_owned() }
}

fn object(entry: &Entry) -> Json {
    let d = entry.description;
    let reason = match entry.support {
        Support::Built => None,
        Support::Known(why) => Some(why),
    };
    let examples = d
        .examples
        .iter()
        .copied()
        .chain(shown(d.name, d.kind))
        .map(|e| json!({"expression": e.expression, "equals": e.equals}));
    json!({
        "name": d.name, "kind": kind_name(d.kind), "built": reason.is_none(), "reason": reason,
        "aliases": d.aliases, "signatures": d.signatures, "summary": d.summary,
        "examples": examples.collect::<Vec<_>>(), "deviation": d.deviation, "page": d.page,
    })
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Scalar => "scalar function",
        Kind::Aggregate => "aggregate",
        Kind::Window => "window function",
        Kind::Plugin => "plugin",
    }
}
