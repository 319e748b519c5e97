use super::is_wanted;
use super::probe::Probe;
use crate::arguments::Operators;
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_syntax::describe::{GROUPS, Operator, operators};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// `lurcher operators`: the operators of the language, each with whether it is built, which its own example tells.
pub fn run(arguments: &Operators) -> Result<ExitCode, Failure> {
    let pattern = arguments.name.as_deref();
    let wanted = |o: &Operator| is_wanted(o.name, pattern) || o.aliases.iter().any(|a| is_wanted(a, pattern));
    let found: Vec<&Operator> = operators().filter(|o| wanted(o)).collect();
    if found.is_empty() {
        let name = pattern.unwrap_or_default();
        return Err(Failure::plain(format!("KQL has no operator `{name}`; `lurcher operators` lists all")));
    }
    let probe = Probe::new()?;
    if arguments.json {
        let objects: Vec<Json> = found.iter().map(|o| object(o, &probe)).collect();
        write_text(None, &format!("{}\n", Json::Array(objects)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let one = pattern.is_some_and(|p| !p.contains('*'));
    let text = if one { found.iter().map(|o| described(o, &probe)).collect() } else { listed(&wanted, &probe) };
    write_text(None, &text)?;
    Ok(ExitCode::SUCCESS)
}

fn listed(wanted: &dyn Fn(&Operator) -> bool, probe: &Probe) -> String {
    let style = Style::of(false);
    let mut out = String::new();
    for (heading, group) in GROUPS {
        let found: Vec<&Operator> = group.iter().filter(|o| wanted(o)).collect();
        if found.is_empty() {
            continue;
        }
        out.push_str(&format!("{}\n", style.bold(heading)));
        for o in found {
            let line = match probe.refusal(o.example.query) {
                None => format!("  {:<22} {}", o.name, o.summary),
                Some(why) => style.faint(&format!("  {:<22} not built: {why}", o.name)),
            };
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

fn described(o: &Operator, probe: &Probe) -> String {
    let style = Style::of(false);
    let mut out = format!("{}\n  {}\n", style.bold(o.name), o.summary);
    if let Some(why) = probe.refusal(o.example.query) {
        out.push_str(&format!("  Known, but not built: {why}\n"));
    }
    out.push_str(&format!("  {}\n", o.syntax));
    if !o.aliases.is_empty() {
        out.push_str(&format!("  also: {}\n", o.aliases.join(", ")));
    }
    for (name, meaning) in o.parameters {
        out.push_str(&format!("    {name}: {meaning}\n"));
    }
    for form in o.forms {
        match probe.refusal(form.query) {
            None => out.push_str(&format!("  {}: built\n", form.what)),
            Some(why) => out.push_str(&format!("  {}: not built: {why}\n", form.what)),
        }
    }
    out.push_str(&format!("  {}\n  == {}\n", o.example.query, o.example.equals));
    out.push_str(&format!("  see: https://learn.microsoft.com/kusto/query/{}\n", o.page));
    out
}

fn object(o: &Operator, probe: &Probe) -> Json {
    let reason = probe.refusal(o.example.query);
    let forms = o.forms.iter().map(|form| {
        let reason = probe.refusal(form.query);
        json!({"what": form.what, "query": form.query, "built": reason.is_none(), "reason": reason})
    });
    let parameters = o.parameters.iter().map(|(name, meaning)| json!({"name": name, "meaning": meaning}));
    json!({
        "name": o.name, "aliases": o.aliases, "built": reason.is_none(), "reason": reason, "syntax": o.syntax,
        "summary": o.summary, "parameters": parameters.collect::<Vec<_>>(), "forms": forms.collect::<Vec<_>>(),
        "example": {"query": o.example.query, "equals": o.example.equals}, "page": o.page,
    })
}
