//! The schema and the validator are of one mind: files that are valid are changed at random, and both are asked.

use super::*;
use crate::node::Node;
use crate::{custom_detection, json, overlay, pack_file, sentinel};
use lurcher_testkit::Chance;
use serde_json::{Value, json};

/// Whether a file is read.
type Accepts = fn(&Node) -> bool;

/// Enough that every key is changed in many ways; a change takes a fraction of a millisecond.
const ROUNDS: usize = 4_000;

/// Has every key of the format.
fn an_overlay() -> Value {
    let exclusion = json!({"id": "e", "scenario": "s", "where": "true", "appliesTo": "EmailEvents", "owner": "o",
        "reason": "r", "ticket": "T-1", "created": "2026-01-01", "expires": "2027-01-01T08:00:00Z", "enabled": false,
        "drafted": {"model": "m", "date": "2026-01-02"}});
    let test = json!({"name": "t", "now": "2026-01-01 10:00", "parameters": {"a": 1, "b": null}, "mail": ["a.eml"],
        "given": {"T": [{"x": 1}], "U": "rows.csv"}, "ownDomains": "contoso.example", "exclusions": true,
        "expect": {"hit": true, "count": 1, "rows": [{"x": 1}], "exactly": false}});
    json!({"hypothesis": "h", "definition": "d", "severity": "HIGH", "confidence": "low", "status": "Draft",
        "owner": "o", "tags": ["a", 1, {"SchemaVersion": 0.5}], "references": "https://a.example", "tactics": ["Impact"],
        "relevantTechniques": ["T1566"], "falsePositives": ["f"], "exclusions": [exclusion], "tests": [test],
        "parameters": [{"name": "p", "type": "Long", "default": [1], "replaces": "1", "description": "d"}],
        "lint": [{"code": "LNT001", "reason": "r"}],
        "drafted": {"keys": ["hypothesis"], "model": "m", "date": "2026-01-01", "of": "ab"}})
}

fn a_rule() -> Value {
    json!({"id": "i", "name": "n", "description": "d", "query": "T", "severity": "low", "kind": "Scheduled",
        "status": "Available", "version": "1.0.0", "tactics": ["Impact"], "relevantTechniques": "T1566",
        "requiredDataConnectors": [{"connectorId": "c", "dataTypes": ["T"]}], "queryFrequency": "PT1H30M",
        "queryPeriod": "14d", "triggerOperator": "gt", "triggerThreshold": 0, "suppressionEnabled": false,
        "suppressionDuration": "P1DT2H", "customDetails": {"Who": "Sender"}, "alertDetailsOverride": {"a": [1]},
        "entityMappings": [{"entityType": "IP", "fieldMappings": [{"identifier": "Address", "columnName": "I"}]}],
        "eventGroupingSettings": {"aggregationKind": "AlertPerResult"}, "tags": ["t"], "hypothesis": "h",
        "confidence": "Medium", "derivedFrom": "x", "retrieved": "2026-01-01", "somethingElse": [null]})
}

fn a_pack() -> Value {
    json!({"name": "n", "description": "d", "version": "1", "owner": "o", "licence": "l", "expired": "error",
        "source": {"repository": "r", "path": "p", "commit": "c", "retrieved": "2026-01-01"}, "tags": ["t"],
        "exclusions": [an_overlay()["exclusions"][0]]})
}

fn a_detection() -> Value {
    json!({"id": "7", "detectorId": "8", "displayName": "d", "isEnabled": true, "queryCondition": {"queryText": "T"},
        "schedule": {"period": "24h", "frequency": "PT0S", "lookback": "PT4H"}, "detectionAction": {"alertTemplate": {"title": "t", "description": "d",
        "severity": "medium", "category": "Impact",
        "tactics": [{"tactic": "Impact", "techniques": [{"technique": "T1566", "subTechniques": ["T1566.001"]}]}],
        "entityMappings": {"accounts": [{"upnColumn": "A"}]}, "eventGroupingKind": "singleAlert", "mitreTechniques": ["T1566"], "recommendedActions": "r",
        "impactedAssets": [{"identifier": "accountUpn"}]}}})
}

#[test]
fn the_schema_and_the_validator_agree() {
    let kinds: [(&Record, Value, Accepts); 4] = [
        (&OVERLAY, an_overlay(), |node| overlay::read("f", node).is_ok()),
        (&SENTINEL, a_rule(), |node| sentinel::read("f", node).is_ok()),
        (&PACK, a_pack(), |node| pack_file::read("f", node).is_ok()),
        (&CUSTOM_DETECTION, a_detection(), |node| custom_detection::read("f", node).is_ok()),
    ];
    let mut chance = Chance::new(4);
    for (record, valid, accepts) in kinds {
        let schema = jsonschema::validator_for(&json_schema("t", record)).unwrap();
        let mut verdicts = [0, 0];
        for round in 0..ROUNDS {
            let mut changed = valid.clone();
            // The first round changes nothing; the others one thing or several.
            let changes = if round == 0 { 0 } else { 1 + chance.below(3) };
            for _ in 0..changes {
                change(&mut changed, &mut chance);
            }
            let node = json::document(&changed.to_string()).unwrap();
            let verdict = accepts(&node);
            let by_schema = schema.is_valid(&node.to_json());
            let why: Vec<String> =
                schema.iter_errors(&node.to_json()).map(|e| format!("{}: {e}", e.instance_path())).collect();
            let problems = check("f", &node, record);
            assert_eq!(verdict, by_schema, "{}: {changed}\nschema: {why:?}\nvalidator: {problems:?}", record.what);
            verdicts[usize::from(verdict)] += 1;
            assert!(round > 0 || verdict, "{problems:?}");
        }
        assert!(verdicts.iter().all(|n| *n > ROUNDS / 20), "{}: {verdicts:?} refused and accepted", record.what);
    }
}

/// Changes one value, somewhere.
fn change(value: &mut Value, chance: &mut Chance) {
    let goes_deeper = !chance.one_in(4);
    match value {
        Value::Object(members) if !members.is_empty() => {
            let key = members.keys().nth(chance.below(members.len())).unwrap().clone();
            match chance.below(6) {
                _ if goes_deeper => change(&mut members[&key], chance),
                0 | 1 => drop(members.remove(&key)),
                2 => {
                    // A slip of the pen.
                    let old = members.remove(&key).unwrap();
                    members.insert(format!("{key}x"), old);
                }
                _ => members[&key] = another(chance),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = chance.below(items.len());
            match chance.below(4) {
                _ if goes_deeper => change(&mut items[at], chance),
                0 => drop(items.remove(at)),
                1 => items.push(another(chance)),
                _ => items[at] = another(chance),
            }
        }
        _ => *value = another(chance),
    }
}

fn another(chance: &mut Chance) -> Value {
    const TEXTS: &[&str] = &[
        "",
        " ",
        "x",
        "5",
        "05",
        "-1",
        "+3",
        "1.5",
        "true",
        "True",
        "yes",
        "null",
        "~",
        "5m",
        "5M",
        "0d",
        "1 d",
        " 1h ",
        "PT5M",
        "pt5m",
        "P",
        "PT",
        "P0D",
        "P1M",
        "P1DT",
        "PT1H1D",
        "P2W",
        "2026-01-31",
        "2026-13-01",
        "2026-1-1",
        "2026-01-31T08:00:00Z",
        "2026-01-31 08:00",
        "31.01.2026",
        "high",
        " High ",
        "HIGH",
        "highest",
        "gt",
        "GreaterThan",
        "error",
        "timespan",
        "24H",
        "0",
        "draft",
        "alertperresult",
        "PT0S",
        "p0d",
    ];
    match chance.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(1.5),
        5 => json!([]),
        6 => json!({}),
        7 => json!([{}, "x", null]),
        8 => json!([[1]]),
        9 => json!({"a": [1]}),
        _ => json!(chance.pick(TEXTS)),
    }
}

/// What a pattern cannot say is refused all the same.
#[test]
fn the_validator_knows_the_calendar() {
    for (key, value) in [("queryPeriod", "999999999d"), ("retrieved", "2026-02-30")] {
        let node = json::document(&json!({"name": "n", "query": "T", key: value}).to_string()).unwrap();
        assert_eq!(check("f", &node, &SENTINEL).len(), 1, "{key}");
    }
}
