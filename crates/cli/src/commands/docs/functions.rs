//! The pages on functions, a page for each kind.

use super::{Page, cell, code, laid_out, verdict};
use crate::commands::functions::written_name;
use crate::commands::probe::Probe;
use lurcher_functions::{entries, shown};
use lurcher_types::describe::{Entry, Kind, Support, readable};

pub fn pages(probe: &Probe) -> Vec<Page> {
    vec![
        page("Scalar functions", "scalar-functions.md", Kind::Scalar, probe),
        page("Aggregates", "aggregates.md", Kind::Aggregate, probe),
        page("Window functions", "window-functions.md", Kind::Window, probe),
        page("Plugins", "plugins.md", Kind::Plugin, probe),
    ]
}

fn page(title: &'static str, file: &'static str, kind: Kind, probe: &Probe) -> Page {
    let mut found: Vec<&Entry> = entries().iter().filter(|e| e.description.kind == kind && !is_internal(e)).collect();
    found.sort_by_key(|e| e.description.name);
    let mut rows = String::new();
    let mut sections = String::new();
    let mut built = 0;
    for entry in &found {
        let refusal = refusal(entry, probe);
        let d = entry.description;
        let name = if refusal.is_none() { format!("[{0}](#{0})", d.name) } else { d.name.to_owned() };
        rows.push_str(&format!("| {} | {} | {} |\n", name, verdict(refusal.as_deref()), cell(d.summary)));
        if refusal.is_none() {
            built += 1;
            sections.push_str(&section(entry));
        }
    }
    let text =
        format!("# {title}\n\n{built} of {} are built.\n\n| name | | |\n|---|---|---|\n{rows}{sections}", found.len());
    Page { title, file, text, built, all: found.len() }
}

/// Built names with two underscores are the binder's own.
fn is_internal(entry: &Entry) -> bool {
    entry.description.name.starts_with("__") && matches!(entry.support, Support::Built)
}

/// The table says what is not built; of what is, the first example is run.
fn refusal(entry: &Entry, probe: &Probe) -> Option<String> {
    if let Some(example) = shown(entry.description.name, entry.description.kind) {
        return probe.refusal(example.expression);
    }
    match entry.support {
        Support::Known(why) => Some(why.to_owned()),
        Support::Built => {
            let example = entry.description.examples.first()?;
            probe.refusal(&format!("print answer = {}", example.expression))
        }
    }
}

fn section(entry: &Entry) -> String {
    let d = entry.description;
    let mut text = format!("\n## {}\n\n{}\n\n", d.name, d.summary);
    for signature in d.signatures {
        text.push_str(&format!(
            "- {}\n",
            code(&format!("{}{}", written_name(d), readable(signature))).replace("\\|", "|")
        ));
    }
    if !d.aliases.is_empty() {
        text.push_str(&format!("\nAlso written `{}`.\n", d.aliases.join("`, `")));
    }
    if !d.examples.is_empty() {
        text.push_str("\n```kql\n");
        for example in d.examples {
            text.push_str(&format!("{} == {}\n", example.expression, example.equals));
        }
        text.push_str("```\n");
    }
    if let Some(example) = shown(d.name, d.kind) {
        let (query, equals) = (laid_out(example.expression), laid_out(example.equals));
        text.push_str(&format!("\n```kql\n{query}\n// the same as\n{equals}\n```\n"));
    }
    if let Some(deviation) = d.deviation {
        text.push_str(&format!("\nDiffers: {deviation}\n"));
    }
    if !d.page.is_empty() {
        text.push_str(&format!("\n[Kusto's page](https://learn.microsoft.com/kusto/query/{})\n", d.page));
    }
    text
}
