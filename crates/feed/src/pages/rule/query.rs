//! The query, and what it comes to.

use super::{code_list, derived, facts, prose};
use crate::Entry;
use crate::enrich;
use crate::html::{Html, el, joined, query as highlighted};
use lurcher_rules::{Rule, TriggerOperator};
use lurcher_types::is_harmful;

pub fn query(entry: &Entry) -> Html {
    let text = entry.rule.query.trim_end();
    let tables = entry.tables();
    let code = el("code", &[("id", "kql")], highlighted(text, &tables));
    let copy = el("button", &[("type", "button"), ("data-copies", "kql"), ("hidden", "")], "Copy");
    let bar = el("div", &[("class", "bar")], el("span", &[], "Kusto Query Language").and(copy));
    let scrolled = [("tabindex", "0"), ("role", "group"), ("aria-label", "Query")];
    let mut out = el("div", &[("class", "code")], bar.and(el("pre", &scrolled, code)));
    let hides_something = text.replace("\r\n", "\n").chars().any(is_harmful);
    if hides_something {
        let words = "The query holds characters that nobody can see or that turn text around. They stand above as \\u{…}, and so \
                     they are copied.";
        out.push(el("p", &[("class", "note")], words));
    }
    out.push(parameters(&entry.rule));
    out
}

fn parameters(rule: &Rule) -> Html {
    if rule.overlay.parameters.is_empty() {
        return Html::new();
    }
    let rows = rule
        .overlay
        .parameters
        .iter()
        .map(|p| {
            let default = match &p.default {
                Some(serde_json::Value::String(text)) => el("code", &[], text),
                Some(value) => el("code", &[], value.to_string()),
                None => "as in the query".into(),
            };
            let place = match &p.replaces {
                Some(literal) => Html::from("every ").and(el("code", &[], literal)),
                None => el("code", &[], format!("let {}", p.name)),
            };
            vec![el("code", &[], &p.name), p.type_name.as_str().into(), default, place, p.description.as_str().into()]
        })
        .collect();
    el("h3", &[], "Parameters").and(super::table(&["Name", "Type", "Default", "Stands for", "Meaning"], rows))
}

pub fn definition(entry: &Entry) -> Html {
    let rule = &entry.rule;
    let mut out = Html::new();
    if let Some(definition) = &rule.overlay.definition {
        out.push(super::about::with_drafter(entry, "definition", prose(definition)));
    }
    if !rule.description.trim().is_empty() {
        out.push(prose(&rule.description));
    }
    if let Ok(found) = &entry.facts {
        let stages =
            found.stages.iter().map(|s| el("li", &[], Html::from(&s.words).and(": ").and(el("code", &[], &s.text))));
        let sentences = enrich::definition(found).into_iter().map(|s| el("li", &[], s));
        let mut body = el("ul", &[], sentences.collect::<Vec<_>>());
        let stages: Vec<Html> = stages.collect();
        if !stages.is_empty() {
            let list = el("ol", &[("class", "stages")], stages);
            body.push(el("details", &[], el("summary", &[], "Step by step").and(list)));
        }
        out.push(derived("Derived from the bound query.", body));
        if !found.warnings.is_empty() {
            let warnings: Vec<Html> = found.warnings.iter().map(|w| el("li", &[], w)).collect();
            out.push(el("h3", &[], "What to know of the query").and(el("ul", &[], warnings)));
        }
    }
    out.push(said(rule));
    out
}

/// What the file says beside the query.
fn said(rule: &Rule) -> Html {
    let mut pairs = vec![
        ("Id", el("code", &[], &rule.id)),
        ("File", el("code", &[], &rule.path)),
        ("Version", rule.version.as_deref().unwrap_or_default().into()),
        ("Kind", rule.kind.as_deref().unwrap_or_default().into()),
        ("Runs every", rule.query_frequency.as_ref().map(|i| i.text.as_str()).unwrap_or_default().into()),
        ("Looks back", rule.query_period.as_ref().map(|i| i.text.as_str()).unwrap_or_default().into()),
    ];
    if let Some(trigger) = rule.trigger {
        let operator = match trigger.operator {
            TriggerOperator::GreaterThan => "more than",
            TriggerOperator::LessThan => "fewer than",
            TriggerOperator::Equal => "exactly",
            TriggerOperator::NotEqual => "any number of rows but",
        };
        pairs.push(("Alerts on", format!("{operator} {} rows", trigger.threshold).into()));
    }
    if let Some(suppression) = rule.suppression.as_ref().filter(|s| s.enabled) {
        pairs.push(("Then silent for", suppression.duration.text.as_str().into()));
    }
    if rule.an_alert_a_row {
        pairs.push(("Grouping", "each row is an alert".into()));
    }
    let entities = rule.entity_mappings.iter().map(|m| {
        let columns: Vec<&str> = m.fields.iter().map(|f| f.column.as_str()).collect();
        Html::from(&m.entity_type).and(" from ").and(code_list(&columns))
    });
    pairs.push(("Entities", joined(entities, "; ")));
    let details: Vec<&str> = rule.custom_details.iter().map(|(_, column)| column.as_str()).collect();
    pairs.push(("Details", code_list(&details)));
    facts(pairs)
}
