//! What a rule asks: its own query, with the values that were chosen and without the rows that are excluded.

use lurcher_engine::{ChosenValue, HiddenRows, Request};
use lurcher_rules::{About, AppliesTo, Exclusion, Parameter, Rule};
use lurcher_types::Type;
use serde_json::Value;

/// How a rule is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    pub now: i64,
    pub as_of: Option<i64>,
    /// Values for the rule's parameters, in place of their defaults.
    pub parameters: &'a [(String, Value)],
    /// Rows that are excluded stay hidden.
    pub with_exclusions: bool,
}

/// The request, or what is wrong with the values that were chosen.
pub fn request(rule: &Rule, about: &About, asked: &Asked) -> Result<Request, String> {
    let hidden = match asked.with_exclusions {
        true => exclusions(rule, about).filter(|e| e.is_in_force(asked.now)).map(hidden_rows).collect(),
        false => Vec::new(),
    };
    Ok(Request {
        text: rule.query.clone(),
        now: asked.now,
        as_of: asked.as_of,
        chosen: chosen(rule, asked.parameters)?,
        hidden,
        ..Request::default()
    })
}

/// The rule's own exclusions, then those of its pack.
pub fn exclusions<'a>(rule: &'a Rule, about: &'a About) -> impl Iterator<Item = &'a Exclusion> {
    rule.overlay.exclusions.iter().chain(&about.exclusions)
}

pub fn hidden_rows(exclusion: &Exclusion) -> HiddenRows {
    HiddenRows {
        name: exclusion.id.clone(),
        table: match &exclusion.applies_to {
            AppliesTo::Table(name) => Some(name.clone()),
            AppliesTo::Result => None,
        },
        predicate: exclusion.predicate.text.clone(),
        alone: false,
    }
}

fn chosen(rule: &Rule, given: &[(String, Value)]) -> Result<Vec<ChosenValue>, String> {
    let parameters = &rule.overlay.parameters;
    if let Some((name, _)) = given.iter().find(|(name, _)| !parameters.iter().any(|p| p.name == *name)) {
        let known: Vec<&str> = parameters.iter().map(|p| p.name.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(format!("{} has no parameter `{name}`; it has {known}", rule.path));
    }
    let value =
        |p: &Parameter| given.iter().find(|(name, _)| *name == p.name).map(|(_, v)| v).or(p.default.as_ref()).cloned();
    parameters.iter().filter_map(|p| Some((p, value(p)?))).map(|(p, value)| one(p, &value)).collect()
}

fn one(parameter: &Parameter, value: &Value) -> Result<ChosenValue, String> {
    let kql_type = Type::from_name(&parameter.type_name)
        .ok_or_else(|| format!("the parameter `{}` has the unknown type {}", parameter.name, parameter.type_name))?;
    Ok(ChosenValue {
        name: parameter.name.clone(),
        kql_type,
        text: match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        },
        replaces: parameter.replaces.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(overlay: &str) -> Rule {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("r.kql"), "let days = 7d; T | where x == 'a'").unwrap();
        std::fs::write(folder.path().join("r.lurcher.yaml"), overlay).unwrap();
        let pack = lurcher_rules::load_pack(folder.path());
        assert!(pack.problems.is_empty(), "{:?}", pack.problems);
        pack.rules.into_iter().next().unwrap()
    }

    #[test]
    fn defaults_stand_where_nothing_is_chosen() {
        let rule = rule(
            "parameters:\n- {name: days, type: timespan, default: 3d}\n- {name: word, type: string, replaces: \"'a'\"}\n",
        );
        let ask = |parameters: &[(String, Value)]| {
            request(&rule, &About::default(), &Asked { parameters, ..Asked::default() })
        };
        let chosen = ask(&[]).unwrap().chosen;
        assert_eq!((chosen.len(), chosen[0].text.as_str()), (1, "3d"));
        let chosen = ask(&[("word".into(), Value::from(7))]).unwrap().chosen;
        assert_eq!((chosen[1].text.as_str(), chosen[1].replaces.as_deref()), ("7", Some("'a'")));
        assert!(ask(&[("words".into(), Value::from(7))]).unwrap_err().contains("it has days, word"));
    }

    #[test]
    fn exclusions_hide_rows_while_they_are_in_force() {
        let said = "{id: e, scenario: s, where: x == 1, appliesTo: T, owner: o, reason: r, created: 2026-01-01, expires: 2026-02-01}";
        let rule = rule(&format!("exclusions:\n- {said}\n"));
        let at = |day: &str, with_exclusions| {
            let now = lurcher_types::time::parse_datetime(day).unwrap();
            request(&rule, &About::default(), &Asked { now, with_exclusions, ..Asked::default() }).unwrap().hidden
        };
        assert_eq!(at("2026-01-15", true)[0].table.as_deref(), Some("T"));
        assert!(at("2026-01-15", false).is_empty() && at("2026-02-01", true).is_empty());
    }
}
