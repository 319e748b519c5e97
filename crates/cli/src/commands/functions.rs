use super::is_wanted;
use crate::arguments::Functions;
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_functions::entries;
use lurcher_types::describe::{Entry, Kind, Support};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// `lurcher functions`: the names of the language, each with whether it is built.
pub fn run(functions: &Functions) -> Result<ExitCode, Failure> {
    let pattern = functions.name.as_deref();
    let wanted = |e: &&Entry| {
        let d = e.description;
        is_wanted(d.name, pattern) || (pattern.is_some() && d.aliases.iter().any(|a| is_wanted(a, pattern)))
    };
    let mut found: Vec<&Entry> = entries().iter().filter(wanted).collect();
    found.sort_by_key(|e| (kind_name(e.description.kind), e.description.name));
    if found.is_empty() {
        let name = pattern.unwrap_or_default();
        let near = lurcher_functions::nearest(name);
        let hint = if near.is_empty() { String::new() } else { format!("; similar: {}", near.join(", ")) };
        return Err(Failure::plain(format!("KQL has no function `{name}`{hint}")));
    }
    if functions.json {
        let objects: Vec<Json> = found.iter().map(|e| object(e)).collect();
        write_text(None, &format!("{}\n", Json::Array(objects)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let one = pattern.is_some_and(|p| !p.contains('*'));
    let text = if one { found.iter().map(|e| described(e)).collect() } else { listed(&found) };
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
        let built = of_kind.iter().filter(|e| matches!(e.support, Support::Built)).count();
        out.push_str(&format!("{}\n", style.bold(&format!("{}: {built} of {}", kind_name(kind), of_kind.len()))));
        for entry in of_kind {
            let d = entry.description;
            match entry.support {
                Support::Built => out.push_str(&format!("  {:<32} {}\n", d.name, d.summary)),
                Support::Known(why) => {
                    out.push_str(&style.faint(&format!("  {:<32} not built: {why}", d.name)));
                    out.push('\n');
                }
            }
        }
    }
    out
}

fn described(entry: &Entry) -> String {
    let style = Style::of(false);
    let d = entry.description;
    let mut out = format!("{} ({})\n", style.bold(d.name), kind_name(d.kind));
    if !d.summary.is_empty() {
        out.push_str(&format!("  {}\n", d.summary));
    }
    if let Support::Known(why) = entry.support {
        out.push_str(&format!("  Known, but not built: {why}\n"));
    }
    for signature in d.signatures {
        out.push_str(&format!("  {}{signature}\n", d.name));
    }
    if !d.aliases.is_empty() {
        out.push_str(&format!("  also: {}\n", d.aliases.join(", ")));
    }
    for example in d.examples {
        out.push_str(&format!("  {} == {}\n", example.expression, example.equals));
    }
    if let Some(deviation) = d.deviation {
        out.push_str(&format!("  differs: {deviation}\n"));
    }
    if !d.page.is_empty() {
        out.push_str(&format!("  see: https://learn.microsoft.com/kusto/query/{}\n", d.page));
    }
    out
}

fn object(entry: &Entry) -> Json {
    let d = entry.description;
    let reason = match entry.support {
        Support::Built => None,
        Support::Known(why) => Some(why),
    };
    let examples = d.examples.iter().map(|e| json!({"expression": e.expression, "equals": e.equals}));
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
