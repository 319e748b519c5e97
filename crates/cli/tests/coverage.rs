//! `coverage` and `attack`: states, formats and exit codes.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::Value;

const TESTS: &str =
    r#"{"rules": [{"id": "phish", "passes": true, "tests": [{"name": "a", "outcome": "passed", "mustHit": true}]}]}"#;
const RECORD: &str = "{\"rule\": \"phish\", \"verdict\": \"quiet\"}\n";

/// A rule over mail with a test, and one over clicks that has none and a hostile name.
fn pack(folder: &Folder) -> String {
    folder.write(
        "pack/phish.yaml",
        "id: phish\nname: Phish\ntactics: [InitialAccess]\nrelevantTechniques: [T1566.002]\n\
         query: EmailEvents | where ThreatTypes has 'Phish'\n",
    );
    folder.write(
        "pack/phish.lurcher.yaml",
        "tests:\n  - {name: a, given: {EmailEvents: [{ThreatTypes: Phish}]}, expect: {hit: true}}\n",
    );
    folder.write(
        "pack/clicks.yaml",
        "id: clicks\nname: \"<script>\\u202Ex</script>\"\ntactics: [Execution]\nrelevantTechniques: [T1204.001, T1192]\n\
         query: UrlClickEvents | count\n",
    );
    folder.path("pack")
}

fn coverage(folder: &Folder, more: &[&str]) -> Ran {
    lurcher(&[&["coverage", &pack(folder)], more].concat())
}

fn state(json: &Value, key: &str, id: &str) -> String {
    let found = json[key].as_array().unwrap().iter().find(|o| o["id"] == id);
    found.map_or("absent", |o| o["state"].as_str().unwrap()).to_owned()
}

#[test]
fn covered_takes_tests_data_and_a_run() {
    let (folder, data) = events();
    let (tests, record) = (folder.write("tests.json", TESTS), folder.write("run.ndjson", RECORD));
    let of = |more: &[&str]| {
        let json = coverage(&folder, &[&["--format", "json"], more].concat()).with_code(0).json();
        (state(&json, "techniques", "T1566.002"), state(&json, "rules", "clicks"))
    };
    let only = || "mapped only".to_owned();
    assert_eq!(of(&["--no-tests", "--record", &record, "--data", &data]), (only(), only()));
    assert_eq!(of(&["--tests", &tests]), ("tested".into(), only()));
    // Without a report the tests are run.
    assert_eq!(of(&[]), ("tested".into(), only()));
    assert_eq!(of(&["--data", &data, "--record", &record]), ("covered".into(), only()));
    assert_eq!(of(&["--tests", &tests, "--data", &data]), ("not run".into(), only()));
    assert_eq!(of(&["--tests", &tests, "--data", &data, "--record", &record]), ("covered".into(), only()));
}

#[test]
fn a_test_that_fails_or_never_hits_does_not_cover() {
    let (folder, data) = events();
    let record = folder.write("run.ndjson", RECORD);
    let pack = pack(&folder);
    for (overlay, lacks) in [
        ("given: {EmailEvents: [{ThreatTypes: Spam}]}, expect: {hit: true}", "a test fails"),
        ("given: {EmailEvents: [{ThreatTypes: Spam}]}, expect: {hit: false}", "no test must hit"),
    ] {
        folder.write("pack/phish.lurcher.yaml", format!("tests:\n  - {{name: a, {overlay}}}\n"));
        let ran = lurcher(&["coverage", &pack, "--data", &data, "--record", &record, "--format", "json"]).with_code(0);
        let json = ran.json();
        assert_eq!(state(&json, "techniques", "T1566.002"), "mapped only");
        let rule = json["rules"].as_array().unwrap().iter().find(|r| r["id"] == "phish").unwrap();
        assert_eq!(rule["lacks"], serde_json::json!([lacks]));
    }
}

#[test]
fn a_rule_of_two_packs_counts_once() {
    let folder = Folder::new();
    let pack = pack(&folder);
    let ran = lurcher(&["coverage", &pack, &pack, "--no-tests", "--format", "json"]).with_code(0);
    assert_eq!(ran.json()["rules"].as_array().unwrap().len(), 2);
    assert!(ran.err.contains("phish.yaml: id `phish` is already that of a rule in phish.yaml"), "{}", ran.err);
}

/// What a hunt over the same data says is what coverage goes by: its JSON and its record alike.
#[test]
fn a_hunt_tells_that_rules_ran() {
    let (folder, data) = events();
    let pack = pack(&folder);
    let (hunt, record) = (folder.path("hunt.json"), folder.path("run.ndjson"));
    let hunting = ["hunt", &pack, "--data", &data, "--now", "data", "--format", "json", "--out", &hunt];
    lurcher(&[&hunting[..], &["--record", &record]].concat()).with_code(1);
    let of = |file: &str| {
        let json = lurcher(&["coverage", &pack, "--data", &data, "--record", file, "--format", "json"]).json();
        let rule = |id: &str| json["rules"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap().clone();
        (rule("phish"), rule("clicks"))
    };
    for file in [&hunt, &record] {
        let (phish, clicks) = of(file);
        assert_eq!(phish["state"], "covered");
        assert_eq!((&clicks["ran"], &clicks["data"]), (&"no".into(), &"missing".into()));
        assert_eq!(clicks["lacks"].to_string().matches("needs UrlClickEvents: no data").count(), 1, "{clicks}");
    }
    // A rule that has another query now is not the one that ran.
    let changed = folder.read("pack/phish.yaml").replace("has 'Phish'", "contains 'Phish'");
    folder.write("pack/phish.yaml", changed);
    let (phish, _) = of(&record);
    assert_eq!(phish["state"], "not run");
    assert!(phish["lacks"].to_string().contains("its query was changed after it ran"), "{phish}");
}

#[test]
fn data_that_lack_a_table_or_a_column_do_not_cover() {
    let (folder, _) = events();
    let (tests, record) = (folder.write("tests.json", TESTS), folder.write("run.ndjson", RECORD));
    let clicks = folder.write("UrlClickEvents.csv", "Timestamp,Url\n2026-01-12T10:00:00Z,https://a.example/\n");
    let ran = coverage(&folder, &["--tests", &tests, "--record", &record, "--data", &clicks, "--format", "json"]);
    let json = ran.with_code(0).json();
    assert_eq!(state(&json, "techniques", "T1566.002"), "data missing");
    let lacks = json["rules"].as_array().unwrap().iter().find(|r| r["id"] == "phish").unwrap()["lacks"].to_string();
    assert!(lacks.contains("needs EmailEvents: no data"), "{lacks}");
}

#[test]
fn required_techniques_set_the_exit_code() {
    let (folder, data) = events();
    let (tests, record) = (folder.write("tests.json", TESTS), folder.write("run.ndjson", RECORD));
    let known = ["--tests", &tests, "--record", &record, "--data", &data];
    // T1192 became T1566.002.
    coverage(&folder, &[&known[..], &["--require", "T1566.002", "--require", "T1192"]].concat()).with_code(0);
    let ran = coverage(&folder, &[&known[..], &["--require", "T1566"]].concat()).with_code(1);
    assert!(ran.err.contains("not covered: T1566 is none"), "{}", ran.err);
    coverage(&folder, &["--require", "T9999"]).with_code(2);
    folder.write("pack/broken.yaml", "id: [\n");
    coverage(&folder, &known).with_code(2);
    lurcher(&["coverage", &folder.path("absent")]).with_code(2);
}

#[test]
fn a_page_is_whole_and_harmless() {
    let folder = Folder::new();
    let page = coverage(&folder, &["--format", "html"]).with_code(0).out;
    assert!(!page.contains("<script") && !page.contains('\u{202e}') && page.contains("&lt;script&gt;"), "{page}");
    assert!(!page.contains("src=") && !page.contains("url(") && page.contains("The MITRE Corporation"));
    assert!(page.contains("<b>T1566.002</b> Spearphishing Link") && page.contains("mapped only"));
    for (open, close) in [("<details", "</details>"), ("<ul", "</ul>"), ("<li", "</li>"), ("<section", "</section>")] {
        assert_eq!(page.matches(open).count(), page.matches(close).count(), "{open}");
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), count > 14), (count, true));
}

#[test]
fn a_layer_and_a_table() {
    let folder = Folder::new();
    let out = folder.path("layer.json");
    coverage(&folder, &["--format", "navigator", "--out", &out]).with_code(0);
    let layer: Value = serde_json::from_str(&folder.read("layer.json")).unwrap();
    assert_eq!((&layer["versions"]["layer"], layer["techniques"].as_array().unwrap().len()), (&"4.5".into(), 2));
    let text = coverage(&folder, &[]).with_code(0).out;
    assert!(text.starts_with("ATT&CK Enterprise 18.1: 2 rules; 0 of"), "{text}");
    // The rule with two tactics' techniques names only Execution.
    assert!(text.contains("`T1192` (Spearphishing Link) is retired") && text.contains("○ T1204.001"), "{text}");
    let text = coverage(&folder, &["--technique", "T1192", "--no-tests"]).with_code(0).out;
    assert!(text.contains("T1566.002 has taken its place") && text.contains("its tests were not run"), "{text}");
}

#[test]
fn attack_is_looked_up_by_id_tactic_and_name() {
    let text = |name: &str| lurcher(&["attack", name]).with_code(0).out;
    assert!(text("t1566.002").contains("Spearphishing Link\nATT&CK Enterprise 18.1"));
    assert!(text("T1086").starts_with("T1059.001  PowerShell\nT1086 (PowerShell) is retired"));
    assert!(text("InitialAccess").contains("T1566      Phishing"));
    assert!(text("phishing").contains("T1598"));
    assert!(lurcher(&["attack"]).with_code(0).out.contains("TA0043"));
    for wrong in ["T9999", "T0865", "NoSuchThing"] {
        assert!(lurcher(&["attack", wrong]).with_code(2).err.contains("ATT&CK Enterprise 18.1"), "{wrong}");
    }
    let folder = Folder::new();
    let json = lurcher(&["attack", "T1566.002", &pack(&folder), "--json", "--no-tests"]).with_code(0).json();
    // Rules stand in the order of their files: that of clicks comes first, by way of T1192.
    assert_eq!(
        (&json[0]["state"], &json[0]["rules"][1]["lacks"][0]),
        (&"mapped only".into(), &"its tests were not run".into())
    );
}

#[test]
fn another_release_takes_the_place_of_the_one_built_in() {
    let folder = Folder::new();
    let external =
        |id: &str| format!(r#""external_references": [{{"source_name": "mitre-attack", "external_id": "{id}"}}]"#);
    let bundle = format!(
        r#"{{"objects": [{{"type": "x-mitre-collection", "x_mitre_version": "77.0"}},
            {{"type": "x-mitre-matrix", "tactic_refs": ["t"], {}}},
            {{"type": "x-mitre-tactic", "id": "t", "name": "New Tactic", "x_mitre_shortname": "new-tactic", {}}},
            {{"type": "attack-pattern", "id": "a", "name": "Renamed", {},
              "kill_chain_phases": [{{"kill_chain_name": "mitre-attack", "phase_name": "new-tactic"}}]}}]}}"#,
        external("enterprise-attack"),
        external("TA0099"),
        external("T1566.002")
    );
    let bundle = folder.write("bundle.json", bundle);
    let text = coverage(&folder, &["--attack", &bundle]).with_code(0).out;
    assert!(text.contains("ATT&CK Enterprise 77.0: 2 rules; 0 of 1 techniques covered (1 tested)"), "{text}");
    assert!(text.contains("T1566.002  Renamed") && text.contains("`InitialAccess` is no tactic"), "{text}");
    let wrong = folder.write("wrong.json", "{}");
    assert!(coverage(&folder, &["--attack", &wrong]).with_code(2).err.contains("no STIX bundle"));
}
