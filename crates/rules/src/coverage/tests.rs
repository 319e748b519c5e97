use super::*;
use crate::{Pack, load_pack};
use std::collections::BTreeSet;
use std::fs;

fn rule(id: &str, tactics: &str, techniques: &str) -> String {
    format!("id: {id}\nname: Rule {id}\nquery: T\ntactics: [{tactics}]\nrelevantTechniques: [{techniques}]\n")
}

/// A rule for each case, `hit` with a test.
fn pack() -> Pack {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    write("hit.yaml", rule("hit", "InitialAccess", "T1566.002"));
    write("hit.lurcher.yaml", "tests:\n  - {name: it hits, expect: {hit: true}}\n".to_owned());
    write("moved.yaml", rule("moved", "InitialAccess", "T1566.002, T1192, T9999"));
    write("several.yaml", rule("several", "Persistence, Impact", "T1078"));
    write("nowhere.yaml", rule("nowhere", "Discovery", ""));
    load_pack(folder.path())
}

const PASSING: &str = r#"{"rules": [
    {"id": "HIT", "name": "", "path": "", "passes": true, "tests": [{"name": "it hits", "outcome": "passed", "mustHit": true}]},
    {"id": "moved", "passes": true, "tests": []}]}"#;

fn state_with(tests: &str, record: &str) -> RuleState {
    let mut evidence = Evidence::default();
    if !tests.is_empty() {
        evidence.take_tests(tests).unwrap();
    }
    if !record.is_empty() {
        evidence.take_record(record).unwrap();
    }
    evidence.of_rule(pack().rules.iter().find(|r| r.id == "hit").unwrap())
}

/// A line of a record, and the object of a hunt, of the rule `hit` and its query `T`.
const QUIET: &str = r#"{"rule": "hit", "verdict": "quiet", "availability": {"verdict": "full", "reasons": []}}"#;
const FOUND: &str = r#"{"rules": [{"id": "hit", "verdict": "findings", "run": {"rule": "hit", "clock": "2026-01-02",
    "availability": {"verdict": "full", "reasons": []}}}]}"#;
const HASH: &str = "e632b7095b0bf32c260fa4c539e9fd7b852d0de454e9be26f24d0d6f91d069d3";

#[test]
fn covered_takes_tests_data_and_a_run() {
    let with_hash = |hash: &str| QUIET.replacen("{", &format!("{{\"query_sha256\": \"{hash}\", "), 1);
    let found = FOUND.replace('\n', " ");
    let at = |clock: &str, line: String| line.replacen("{", &format!("{{\"clock\": \"{clock}\", "), 1);
    for (tests, record, state) in [
        (PASSING.to_owned(), QUIET.to_owned(), State::Covered),
        (PASSING.to_owned(), found.clone(), State::Covered),
        (PASSING.to_owned(), with_hash(HASH), State::Covered),
        (PASSING.to_owned(), with_hash(&HASH.replace('e', "f")), State::Tested),
        (PASSING.to_owned(), String::new(), State::Tested),
        (String::new(), QUIET.to_owned(), State::MappedOnly),
        (PASSING.to_owned(), QUIET.replace("quiet", "not judged"), State::NotRun),
        (PASSING.to_owned(), QUIET.replace("hit", "other"), State::Tested),
        (PASSING.to_owned(), QUIET.replace("full", "degraded"), State::Degraded),
        (PASSING.to_owned(), found.replace("full", "cannot run"), State::DataMissing),
        // Whether all data were there is not told.
        (PASSING.to_owned(), QUIET.replace("availability", "other"), State::Tested),
        (PASSING.to_owned(), QUIET.replace("full", "fine"), State::Tested),
        (PASSING.to_owned(), format!("{QUIET}\n\n{}\n", QUIET.replace("quiet", "broken")), State::NotRun),
        // The newest run is the one with the latest clock, wherever it stands.
        (
            PASSING.to_owned(),
            format!("{}\n{found}\n", at("2026-01-03", QUIET.replace("quiet", "ended"))),
            State::NotRun,
        ),
        (
            PASSING.to_owned(),
            format!("{}\n{found}\n", at("2026-01-01", QUIET.replace("quiet", "ended"))),
            State::Covered,
        ),
        (PASSING.replace("\"passed\"", "\"failed\""), QUIET.to_owned(), State::MappedOnly),
        (PASSING.replacen("\"passes\": true", "\"passes\": false", 1), QUIET.to_owned(), State::MappedOnly),
        (PASSING.replace("\"mustHit\": true", "\"mustHit\": false"), QUIET.to_owned(), State::MappedOnly),
        (PASSING.replace("HIT", "other"), QUIET.to_owned(), State::MappedOnly),
        // A test that the report does not have did not run.
        (PASSING.replace("it hits", "another"), QUIET.to_owned(), State::MappedOnly),
    ] {
        let known = state_with(&tests, &record);
        assert_eq!(known.state(), state, "{tests} {record}");
        assert_eq!(known.lacks().is_empty(), state == State::Covered, "{:?}", known.lacks());
    }
}

/// Of all that can be known of a rule, one combination alone covers.
#[test]
fn nothing_unknown_covers() {
    use super::{Data::*, Tests::*};
    let mut covering = 0;
    for tests in [Passing, NeverHitting, Failing, Tests::None, Tests::Unknown] {
        for data in [Full, Degraded, Missing, Data::Unknown] {
            for ran in [Ran::Yes, Ran::No, Ran::Unknown] {
                let state = RuleState { tests, data, ran, why: Vec::new() };
                covering += usize::from(state.state() == State::Covered);
                assert_eq!(state.lacks().is_empty(), state.state() == State::Covered);
                assert_ne!(state.state(), State::None);
            }
        }
    }
    assert_eq!(covering, 1);
}

#[test]
fn evidence_that_is_none_is_refused() {
    let mut evidence = Evidence::default();
    for (refused, words) in [
        (evidence.take_tests("[]"), "no report of"),
        (evidence.take_tests(r#"{"rules": [{"id": "a"}]}"#), "missing field"),
        (evidence.take_record("{\n"), "line 1: not JSON"),
        (evidence.take_record("{\"a\": 1}\n"), "the verdict of no rule"),
        (evidence.read_record(std::path::Path::new("/nowhere")), "/nowhere"),
    ] {
        let why = refused.unwrap_err();
        assert!(why.contains(words), "{why}");
    }
    assert_eq!(evidence, Evidence::default());
}

fn coverage(pack: &Pack) -> Coverage<'_> {
    let states = pack.rules.iter().map(|rule| (rule, Evidence::default().of_rule(rule)));
    Coverage::of(Attack::embedded(), states)
}

#[test]
fn rules_stand_where_they_say_and_retired_ids_move() {
    let pack = pack();
    let coverage = coverage(&pack);
    let ids = |rules: Vec<&Mapped>| rules.iter().map(|m| m.rule.id.clone()).collect::<Vec<_>>();
    // T1192 became T1566.002.
    assert_eq!(ids(coverage.rules_of("T1566.002")), ["hit", "moved"]);
    let moved = coverage.rules.iter().find(|m| m.rule.id == "moved").unwrap();
    assert_eq!((moved.techniques.len(), moved.doubts.len()), (1, 2), "{:?}", moved.doubts);
    assert_eq!(coverage.state_of("T1566.002"), State::MappedOnly);
    assert_eq!(coverage.state_of("T1566"), State::None, "a sub-technique is not its parent");
    // T1078 stands under four tactics, and the rule names one of them.
    let tactic = |name: &str| coverage.attack.tactic(name).unwrap();
    assert_eq!(coverage.cell(tactic("Persistence"), "T1078").count(), 1);
    assert_eq!(coverage.cell(tactic("Initial Access"), "T1078").count(), 0);
    assert_eq!(ids(coverage.unmapped().collect()), ["nowhere"]);
    let several = coverage.rules.iter().find(|m| m.rule.id == "several").unwrap();
    assert_eq!(several.tactics_alone, [tactic("Impact")]);
}

#[test]
fn counts_are_of_living_techniques_each_once() {
    let pack = pack();
    let coverage = coverage(&pack);
    let living = coverage.attack.techniques().filter(|t| t.is_living()).count();
    let all = coverage.all_counts();
    assert_eq!((all.total(), all.mapped(), all.of_state(State::MappedOnly)), (living, 2, 2));
    let of_tactics: usize = (0..coverage.attack.tactics.len()).map(|t| coverage.counts(t).total()).sum();
    assert!(of_tactics > living, "some stand under several tactics");
    assert_eq!(
        coverage.summary(),
        format!("ATT&CK Enterprise 18.1: 4 rules; 0 of {living} techniques covered (2 mapped only)")
    );
}

/// The members that version 4.5 of the format knows; a technique's `showSubtechniques` holds only for those with parts.
const LAYER: &str = "customDataURL description domain filters gradient hideDisabled layout legendItems links metadata name \
    selectSubtechniquesWithParent selectTechniquesAcrossTactics selectVisibleTechniques showTacticRowBackground sorting \
    tacticRowBackground techniques versions";
const ANNOTATION: &str = "color comment enabled links metadata score tactic techniqueID";

/// The members that version 4.5 of the format demands, their types, and ids that exist.
#[test]
fn a_layer_is_what_the_navigator_reads() {
    let pack = pack();
    let coverage = coverage(&pack);
    let layer = coverage.navigator_layer("Lurcher");
    assert!(layer["name"].is_string() && layer["domain"] == "enterprise-attack");
    assert_eq!((&layer["versions"]["layer"], &layer["versions"]["attack"]), (&"4.5".into(), &"18".into()));
    let navigator = layer["versions"]["navigator"].as_str().unwrap();
    assert!(navigator.split('.').map(|n| n.parse::<u32>().unwrap()).collect::<Vec<_>>() >= vec![4, 9, 0]);
    let all_known = |value: &serde_json::Value, known: &str| {
        let known: BTreeSet<&str> = known.split_whitespace().collect();
        value.as_object().unwrap().keys().all(|key| known.contains(key.as_str()))
    };
    assert!(all_known(&layer, LAYER), "{layer}");
    assert!(all_known(&layer["versions"], "attack navigator layer"));
    assert!(all_known(
        &layer["layout"],
        "layout showID showName showAggregateScores countUnscored aggregateFunction expandedSubtechniques"
    ));
    let gradient = &layer["gradient"];
    assert!(gradient["colors"].as_array().unwrap().len() >= 2);
    assert!(gradient["maxValue"].as_f64() > gradient["minValue"].as_f64());
    let is_color = |v: &serde_json::Value| {
        let text = v.as_str().unwrap();
        text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
    };
    let legend = layer["legendItems"].as_array().unwrap();
    assert!(legend.iter().all(|item| item["label"].is_string() && is_color(&item["color"])));
    let techniques = layer["techniques"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    for technique in techniques {
        let id = technique["techniqueID"].as_str().unwrap();
        assert!(all_known(technique, ANNOTATION), "{technique}");
        assert!(
            technique["links"].as_array().unwrap().iter().all(|l| l["url"].as_str().unwrap().starts_with("https://"))
        );
        let known = coverage.attack.technique(id).filter(|t| t.is_living()).unwrap();
        let tactic = coverage.attack.tactic(technique["tactic"].as_str().unwrap()).unwrap();
        assert!(known.tactics.contains(&tactic) && seen.insert((id, tactic)), "{id}");
        assert!(is_color(&technique["color"]) && technique["enabled"].is_boolean() && technique["comment"].is_string());
        let score = technique["score"].as_f64();
        assert!(score >= gradient["minValue"].as_f64() && score <= gradient["maxValue"].as_f64());
        let pairs = technique["metadata"].as_array().unwrap();
        assert!(pairs.iter().all(|pair| pair["name"].is_string() && pair["value"].is_string()));
    }
    assert_eq!(seen.len(), 2);
}

#[test]
fn json_says_why_a_technique_is_not_covered() {
    let pack = pack();
    let json = coverage(&pack).json();
    assert_eq!(json["attack"]["version"], "18.1");
    let link = json["techniques"].as_array().unwrap().iter().find(|t| t["id"] == "T1566.002").unwrap();
    assert_eq!((&link["state"], &link["tactics"][0]), (&"mapped only".into(), &"Initial Access".into()));
    assert_eq!(link["rules"][0]["lacks"][0], "its tests were not run");
    let counted: u64 = State::ALL.iter().map(|s| json["counts"][s.name()].as_u64().unwrap()).sum();
    assert_eq!(json["counts"]["techniques"], counted);
}
