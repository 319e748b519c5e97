//! The pack that is shipped keeps what its README promises.

use crate::harness::{Folder, lurcher};
use lurcher_rules::{Rule, load_pack};
use lurcher_synth::{Format, Options, Plan, write};
use serde_json::Value;
use std::path::Path;

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mail-starter");

#[test]
fn its_tests_pass() {
    let ran = lurcher(&["test", PACK]).with_code(0);
    assert!(ran.out.contains("passed"), "{}", ran.out);
}

/// Of two hunts whose strength depends on much: a history that is compared with, and a chat that follows a flood.
#[test]
fn its_tests_notice_changes() {
    for hunt in ["new-sender-using-a-known-brand", "mail-bomb-then-teams"] {
        let file = format!("{PACK}/hunts/{hunt}.yaml");
        lurcher(&["test", &file, "--mutate", "--min-score", "80"]).with_code(0);
    }
}

/// Columns that a mapping names and the result lacks are among what lint finds.
#[test]
fn nothing_is_likely_wrong_with_it() {
    let ran = lurcher(&["lint", PACK]).with_code(0);
    assert!(!ran.out.contains("LNT"), "{}", ran.out);
}

/// Hunts whose results name nothing that could be looked up.
const WITHOUT_ENTITIES: [(&str, &str); 5] = [
    ("campaign-by-cluster", "the number of a cluster is no entity of Sentinel's"),
    ("clicks-by-outcome", "counts by day"),
    ("mail-volume-by-direction", "counts by day"),
    ("phishing-by-outcome", "counts by day"),
    ("threat-mail-by-day", "counts by day"),
];

/// Identifiers of Sentinel's entities that the pack uses.
const IDENTIFIERS: [(&str, &[&str]); 8] = [
    ("Account", &["FullName", "DisplayName", "AadUserId"]),
    ("DNS", &["DomainName"]),
    ("File", &["Name"]),
    ("FileHash", &["Algorithm", "Value"]),
    ("IP", &["Address"]),
    ("MailMessage", &["NetworkMessageId", "Recipient", "Sender"]),
    ("Mailbox", &["MailboxPrimaryAddress"]),
    ("URL", &["Url"]),
];

/// What Sentinel accepts of one rule.
const MAX_MAPPINGS: usize = 10;
const MAX_IDENTIFIERS: usize = 3;

#[test]
fn every_hunt_maps_its_entities() {
    let pack = load_pack(Path::new(PACK));
    assert!(pack.problems.is_empty() && pack.rules.len() == 62, "{:?}", pack.problems);
    for rule in &pack.rules {
        let name = hunt_of(&rule.path);
        let is_without = WITHOUT_ENTITIES.iter().any(|(hunt, _)| *hunt == name);
        assert_eq!(rule.entity_mappings.is_empty(), is_without, "{name}");
        assert!(rule.entity_mappings.len() <= MAX_MAPPINGS, "{name}");
        for mapping in &rule.entity_mappings {
            assert!((1..=MAX_IDENTIFIERS).contains(&mapping.fields.len()), "{name}");
            let known = IDENTIFIERS.iter().find(|(kind, _)| *kind == mapping.entity_type);
            let (_, identifiers) = known.unwrap_or_else(|| panic!("{name}: {}", mapping.entity_type));
            for field in &mapping.fields {
                assert!(identifiers.contains(&field.identifier.as_str()), "{name}: {}", field.identifier);
            }
        }
    }
}

/// Every hunt finds what is planted for it, with the entities that it maps; and nothing harmless.
#[test]
fn every_hunt_finds_what_is_planted() {
    let folder = Folder::new();
    let out = folder.path("mail");
    let plan = Plan::new(&Options { messages: 6_000, days: 60, ..Options::default() }).unwrap();
    write(&plan, Format::Parquet, Path::new(&out)).unwrap();
    let rules = hunt(&out, "on");
    let mapped = load_pack(Path::new(PACK)).rules;
    assert_eq!(rules.len(), 62);
    for rule in &rules {
        let name = hunt_of(rule["path"].as_str().unwrap());
        assert!(["findings", "overview"].contains(&rule["verdict"].as_str().unwrap()), "{name}: {}", rule["reason"]);
        if rule["verdict"] == "findings" {
            assert_entities(rule, mapped.iter().find(|r| hunt_of(&r.path) == name).unwrap());
        }
    }
    for story in &plan.stories {
        for trace in &story.traces {
            assert!(shows(&rules, trace.hunt, &trace.evidence), "{}: {trace:?}", story.name);
        }
    }
    let without_exclusions = hunt(&out, "off");
    for alike in &plan.look_alikes {
        assert!(!shows(&rules, alike.hunt, alike.evidence), "{alike:?} is not excluded");
        assert!(shows(&without_exclusions, alike.hunt, alike.evidence), "{alike:?} looks like nothing");
    }
}

/// Each mapping gives an entity that is whole in some finding.
fn assert_entities(found: &Value, rule: &Rule) {
    let findings = found["findings"].as_array().unwrap();
    let entities: Vec<&Value> = findings.iter().flat_map(|f| f["entities"].as_array().unwrap()).collect();
    for mapping in &rule.entity_mappings {
        let is_whole = |entity: &Value| {
            let has = |identifier: &String| entity[identifier].as_str().is_some_and(|value| !value.is_empty());
            entity["type"] == mapping.entity_type.as_str() && mapping.fields.iter().all(|f| has(&f.identifier))
        };
        assert!(entities.iter().any(|e| is_whole(e)), "{}: no {} in {entities:?}", rule.path, mapping.entity_type);
    }
}

/// Where nothing is planted, a hunt is quiet but for single finds.
#[test]
fn ordinary_mail_is_no_noise() {
    let folder = Folder::new();
    let out = folder.path("mail");
    let plan = Plan::new(&Options { messages: 10_000, days: 30, stories: false, ..Options::default() }).unwrap();
    write(&plan, Format::Parquet, Path::new(&out)).unwrap();
    for rule in hunt(&out, "on").iter().filter(|rule| rule["verdict"] == "findings") {
        let rows = rule["rows"].as_u64().unwrap();
        assert!(rows <= 5, "{}: {rows} rows of 10,000 ordinary mails", rule["path"]);
    }
}

fn hunt(data: &str, exclusions: &str) -> Vec<Value> {
    let ledger = format!("{data}.ledger.ndjson");
    let mut arguments = vec!["hunt", PACK, "--data", data, "--now", "data", "--format", "json"];
    arguments.extend(["--exclusions", exclusions, "--ledger", &ledger]);
    lurcher(&arguments).json()["rules"].as_array().unwrap().clone()
}

fn shows(rules: &[Value], hunt: &str, evidence: &str) -> bool {
    let rule = rules.iter().find(|rule| hunt_of(rule["path"].as_str().unwrap()) == hunt);
    // As it stands in JSON.
    let evidence = serde_json::to_string(evidence).unwrap();
    rule.is_some_and(|r| r["answer"]["rows"].to_string().contains(evidence.trim_matches('"')))
}

fn hunt_of(path: &str) -> String {
    Path::new(path).file_stem().unwrap().to_string_lossy().into_owned()
}
