//! The pages on operators and statements.

use super::{Page, cell, code, laid_out, verdict};
use crate::commands::probe::Probe;
use lurcher_syntax::describe::{Form, GROUPS, Operator, STATEMENTS, operators};

pub fn pages(probe: &Probe) -> Vec<Page> {
    vec![all_operators(probe), statements(probe)]
}

fn all_operators(probe: &Probe) -> Page {
    let mut text = "# Operators\n".to_owned();
    let mut built = 0;
    for (heading, group) in GROUPS {
        text.push_str(&format!("\n## {heading}\n"));
        for operator in group {
            let refusal = probe.refusal(operator.example.query);
            built += usize::from(refusal.is_none());
            text.push_str(&section(operator, refusal.as_deref(), probe));
        }
    }
    Page { title: "Operators", file: "operators.md", text, built, all: operators().count() }
}

fn section(o: &Operator, refusal: Option<&str>, probe: &Probe) -> String {
    let mut text = format!("\n### {}\n\n{} ", o.name, o.summary);
    match refusal {
        None => text.push_str("**Built.**\n"),
        Some(why) => text.push_str(&format!("**Refused:** {why}.\n")),
    }
    if !o.aliases.is_empty() {
        text.push_str(&format!("Also written `{}`.\n", o.aliases.join("`, `")));
    }
    text.push_str(&format!("\n```\n{}\n```\n\n", o.syntax));
    for (name, meaning) in o.parameters {
        text.push_str(&format!("- {}: {meaning}\n", code(name)));
    }
    if !o.forms.is_empty() {
        text.push_str(&format!("\n{}", matrix(o.forms, probe).0));
    }
    let example = &o.example;
    text.push_str(&format!(
        "\n```kql\n{}\n// the same as\n{}\n```\n",
        laid_out(example.query),
        laid_out(example.equals)
    ));
    text.push_str(&format!("\n[Kusto's page](https://learn.microsoft.com/kusto/query/{})\n", o.page));
    text
}

fn statements(probe: &Probe) -> Page {
    let (table, built) = matrix(STATEMENTS, probe);
    let text = format!("# Statements and sources\n\n{table}");
    Page { title: "Statements and sources", file: "statements.md", text, built, all: STATEMENTS.len() }
}

/// A line for each form, and how many of them run.
fn matrix(forms: &[Form], probe: &Probe) -> (String, usize) {
    let mut text = "| form | | tried with |\n|---|---|---|\n".to_owned();
    let mut built = 0;
    for form in forms {
        let refusal = probe.refusal(form.query);
        built += usize::from(refusal.is_none());
        let (what, verdict) = (code(form.what), verdict(refusal.as_deref()));
        text.push_str(&format!("| {what} | {verdict} | {} |\n", cell(&code_once(form.query))));
    }
    (text, built)
}

fn code_once(query: &str) -> String {
    if query.contains('`') { format!("`` {query} ``") } else { format!("`{query}`") }
}
