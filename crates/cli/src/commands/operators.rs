use super::probe::Probe;
use super::{functions, is_wanted, words};
use crate::arguments::Operators;
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_functions::entries;
use lurcher_syntax::describe::{GROUPS, Operator, operators};
use lurcher_types::nearest;
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// `lurcher operators`: the operators of the language, each with whether it is built, which its own example tells.
pub fn run(arguments: &Operators) -> Result<ExitCode, Failure> {
    let pattern = arguments.name.as_deref();
    let wanted = |o: &Operator| is_wanted(o.name, pattern) || o.aliases.iter().any(|a| is_wanted(a, pattern));
    let found: Vec<&Operator> = operators().filter(|o| wanted(o)).collect();
    let others = words::find(&|name| is_wanted(name, pattern));
    if found.is_empty() && others.is_empty() {
        // Whoever asks for a function by the wrong command still wants to know.
        return match pattern.map(functions::find) {
            Some(functions) if !functions.is_empty() => functions::show(&functions, pattern, arguments.json),
            _ => Err(unknown(pattern.unwrap_or_default())),
        };
    }
    let probe = Probe::new()?;
    if arguments.json {
        let objects: Vec<Json> = found.iter().map(|o| object(o, &probe)).chain(others.objects(&probe)).collect();
        write_text(None, &format!("{}\n", Json::Array(objects)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = match pattern.is_some_and(|p| !p.contains('*')) {
        true => found.iter().map(|o| described(o, &probe)).chain([others.described(&probe)]).collect(),
        false => listed(&wanted, &probe) + &others.listed(&probe),
    };
    write_text(None, &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether `lurcher operators` knows the name.
pub fn knows(name: &str) -> bool {
    let is = |n: &str| is_wanted(n, Some(name));
    operators().any(|o| is(o.name) || o.aliases.iter().any(|a| is(a))) || !words::find(&is).is_empty()
}

/// A name that the language does not have, with those that look like it.
pub fn unknown(name: &str) -> Failure {
    let operators = operators().flat_map(|o| std::iter::once(o.name).chain(o.aliases.iter().copied()));
    let functions =
        entries().iter().flat_map(|e| std::iter::once(e.description.name).chain(e.description.aliases.iter().copied()));
    let names = operators.chain(words::names()).chain(functions).filter(|n| !n.starts_with("__"));
    let near = nearest(name, names);
    let hint = match near.as_slice() {
        [] => "; `lurcher operators` and `lurcher functions` list all there is".to_owned(),
        near => format!("; similar: {}", near.join(", ")),
    };
    Failure::plain(format!("KQL has nothing called `{name}`{hint}"))
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
                Some(why) => style.faint(&format!("  {:<22} refused: {why}", o.name)),
            };
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

fn described(o: &Operator, probe: &Probe) -> String {
    let style = Style::of(false);
    let mut out = format!("{}\n  {}\n", style.bold(o.name), o.summary);
    let refusal = probe.refusal(o.example.query);
    if let Some(why) = &refusal {
        out.push_str(&format!("  Refused: {why}\n"));
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
            Some(why) => out.push_str(&format!("  {}: refused: {why}\n", form.what)),
        }
    }
    out.push_str(&format!("  {}\n", o.example.query));
    if refusal.is_none() {
        out.push_str(&format!("  == {}\n", o.example.equals));
    }
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
