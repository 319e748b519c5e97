//! `feed.json` (JSON Feed 1.1), `rules.json`, `coverage.json` and a layer for ATT&CK Navigator: the same for programs.

use crate::enrich;
use crate::facts::{ConditionKind, Facts};
use crate::model::Tests;
use crate::pages::address;
use crate::{Entry, Feed};
use lurcher_rules::attack::COPYRIGHT;
use lurcher_rules::coverage::Coverage;
use serde_json::{Map, Value, json};

/// A feed that readers can subscribe to.
pub fn feed(feed: &Feed) -> String {
    let mut out = Map::new();
    out.insert("version".into(), json!("https://jsonfeed.org/version/1.1"));
    out.insert("title".into(), json!(feed.title));
    if !feed.description.is_empty() {
        out.insert("description".into(), json!(feed.description));
    }
    out.insert("language".into(), json!("en"));
    if let Some(home) = &feed.address {
        out.insert("home_page_url".into(), json!(home));
        out.insert("feed_url".into(), json!(format!("{home}feed.json")));
    }
    out.insert("items".into(), feed.entries.iter().map(|e| item(feed, e)).collect());
    pretty(&Value::Object(out))
}

fn item(feed: &Feed, entry: &Entry) -> Value {
    let rule = &entry.rule;
    let page = address(&entry.page);
    let mut out = Map::new();
    out.insert("id".into(), json!(rule.id));
    if let Some(home) = &feed.address {
        out.insert("url".into(), json!(format!("{home}{page}")));
    }
    if let Some(original) = entry.provenance.as_ref().and_then(|p| p.original.as_deref()).and_then(crate::html::web) {
        out.insert("external_url".into(), json!(original.address()));
    }
    out.insert("title".into(), json!(rule.name));
    let text = format!("{}\n\n{}", rule.description.trim(), rule.query.trim_end());
    out.insert("content_text".into(), json!(text.trim()));
    let mut summary = rule.hypothesis().map_or_else(|| enrich::hypothesis(entry), str::to_owned).trim().to_owned();
    if let Some(by) = rule.overlay.drafted_by("hypothesis") {
        summary.push_str(&format!(" (Drafted by {} on {}, not reviewed.)", by.model, by.date.text));
    }
    out.insert("summary".into(), json!(summary));
    // JSON Feed wants a moment of RFC 3339.
    if let Some(moment) = entry.provenance.as_ref().and_then(|p| p.retrieved.as_deref()).filter(|m| m.contains('T')) {
        out.insert("date_modified".into(), json!(moment));
    }
    out.insert("tags".into(), json!(entry.tags()));
    out.insert(
        "_lurcher".into(),
        json!({"about": "https://github.com/lurcher-kql/lurcher", "page": page, "rule": described(entry)}),
    );
    Value::Object(out)
}

/// Everything that the pages say, for a program.
pub fn rules(feed: &Feed) -> String {
    let rules: Vec<Value> = feed
        .entries
        .iter()
        .map(|entry| {
            let mut out = described(entry);
            if let Value::Object(members) = &mut out {
                members.insert("query".into(), json!(entry.rule.query));
                members.insert(
                    "exclusions".into(),
                    entry.rule.overlay.exclusions.iter().map(|e| exclusion(entry, e)).collect(),
                );
            }
            out
        })
        .collect();
    pretty(&json!({
        "format": "lurcher-feed/1",
        "title": feed.title,
        "made": feed.made,
        "attack": {"domain": "enterprise-attack", "version": feed.attack.version, "copyright": COPYRIGHT},
        "rules": rules,
        "problems": feed.problems,
    }))
}

/// What `lurcher coverage --format json` writes of the same rules and reports.
pub fn coverage(coverage: &Coverage) -> String {
    pretty(&coverage.json())
}

/// A layer of ATT&CK Navigator.
pub fn layer(feed: &Feed, coverage: &Coverage) -> String {
    pretty(&coverage.navigator_layer(&feed.title))
}

fn described(entry: &Entry) -> Value {
    let rule = &entry.rule;
    let provenance = entry.provenance.as_ref().map(|p| {
        json!({"repository": p.repository, "path": p.path, "commit": p.commit, "retrieved": p.retrieved, "licence": p.licence,
               "original": p.original, "unchanged": p.unchanged, "gone": p.is_gone})
    });
    json!({
        "id": rule.id,
        "name": rule.name,
        "page": address(&entry.page),
        "file": rule.path,
        "description": rule.description,
        "hypothesis": rule.hypothesis(),
        "drafted": drafted(entry),
        "severity": rule.severity().map(|s| s.name()),
        "confidence": rule.confidence(),
        "status": rule.status(),
        "kind": rule.kind,
        "version": rule.version,
        "tactics": rule.tactics(),
        "techniques": entry.techniques.iter().map(|t| json!({"id": t.id, "name": t.name, "tactics": t.tactics})).collect::<Vec<_>>(),
        "tags": entry.tags(),
        "source": entry.source(),
        "tables": entry.tables(),
        "refused": entry.facts.as_ref().err(),
        "facts": entry.facts.as_ref().ok().map(facts),
        "tests": tests(entry),
        "lastRun": entry.last_run().map(|r| json!({"at": r.at, "verdict": r.verdict, "rows": r.rows, "reasons": r.reasons, "availability": r.availability.as_ref().map(|a| a.name())})),
        "coverage": {"state": entry.state.state().name(), "lacks": entry.state.lacks()},
        "provenance": provenance,
    })
}

/// Which words of the overlay models wrote.
fn drafted(entry: &Entry) -> Vec<Value> {
    let drafted = entry.rule.overlay.drafted.iter();
    drafted.map(|d| json!({"keys": d.keys, "model": d.by.model, "date": d.by.date.text})).collect()
}

fn facts(facts: &Facts) -> Value {
    let texts = |kind: fn(&ConditionKind) -> bool| -> Vec<&str> {
        facts.conditions.iter().filter(|c| kind(&c.kind)).map(|c| c.text.as_str()).collect()
    };
    let columns: Map<String, Value> = facts.tables.iter().map(|t| (t.name.clone(), json!(t.columns))).collect();
    json!({
        "columns": columns,
        "windows": texts(|k| matches!(k, ConditionKind::Window { .. })),
        "thresholds": texts(|k| *k == ConditionKind::Threshold),
        "conditions": texts(|k| matches!(k, ConditionKind::Words | ConditionKind::Other)),
        "joins": facts.joins.iter().map(|j| json!({"kind": j.kind, "on": j.on})).collect::<Vec<_>>(),
        "answers": facts.answers.iter().map(|(name, t)| json!({"name": name, "type": t.name()})).collect::<Vec<_>>(),
    })
}

fn tests(entry: &Entry) -> Value {
    let state = entry.test_state().name();
    match &entry.tests {
        Tests::None => json!({"state": state, "written": 0}),
        Tests::Unknown { written } => json!({"state": state, "written": written}),
        Tests::Ran(ran) => json!({
            "state": state,
            "written": ran.outcomes.len() + ran.not_run,
            "passed": ran.outcomes.iter().filter(|t| t.passed).count(),
            "failed": ran.outcomes.iter().filter(|t| !t.passed).count(),
            "strength": ran.strength.as_ref().map(|s| json!({"noticed": s.noticed, "changed": s.changed, "percent": s.percent()})),
        }),
    }
}

fn exclusion(entry: &Entry, e: &lurcher_rules::Exclusion) -> Value {
    let last = entry.hidden.iter().rev().find(|h| h.exclusion == e.id);
    json!({
        "id": e.id,
        "scenario": e.scenario,
        "where": e.predicate.text,
        "appliesTo": e.applies_to.name(),
        "owner": e.owner,
        "expires": e.expires.as_ref().map(|x| &x.text),
        "enabled": e.enabled,
        "drafted": e.drafted.as_ref().map(|by| json!({"model": by.model, "date": by.date.text})),
        "lastCounted": last.map(|h| json!({"rows": h.rows, "findings": h.findings, "preview": h.is_preview, "at": h.at})),
    })
}

fn pretty(value: &Value) -> String {
    // A value of texts, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
