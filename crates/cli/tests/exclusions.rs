//! `hunt` with exclusions: what they hide is said, and nothing disappears unseen.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::Value;

const NOW: &str = "2026-01-12T12:00:00Z";
const RULE: &str = "id: r\nname: Threats\nquery: |\n  EmailEvents\n  | where isnotempty(ThreatTypes)\n  | project NetworkMessageId, RecipientEmailAddress, Subject\n";

fn exclusion(id: &str, predicate: &str, to: &str, more: &str) -> String {
    format!(
        "- id: {id}\n  scenario: known\n  where: {predicate}\n  appliesTo: {to}\n  owner: soc\n  reason: told so\n  created: 2026-01-01\n{more}"
    )
}

fn with(exclusions: &[String]) -> (Folder, String) {
    let (folder, data) = events();
    folder.write("pack/r.yaml", RULE);
    folder.write("pack/r.lurcher.yaml", format!("exclusions:\n{}", exclusions.concat()));
    (folder, data)
}

fn hunt(folder: &Folder, data: &str, more: &[&str]) -> Ran {
    let (pack, ledger) = (folder.path("pack"), folder.path("ledger.ndjson"));
    lurcher(&[&["hunt", &pack, "--data", data, "--now", NOW, "--ledger", &ledger], more].concat())
}

fn ledger(folder: &Folder) -> Vec<Value> {
    folder.read("ledger.ndjson").lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn of_kind<'a>(ledger: &'a [Value], kind: &str) -> Vec<&'a Value> {
    ledger.iter().filter(|l| l["kind"] == kind).collect()
}

#[test]
fn what_an_exclusion_hides_is_counted_and_kept_whole() {
    let (folder, data) = with(&[exclusion("eve", "SenderFromAddress startswith 'eve'", "EmailEvents", "")]);
    let ran = hunt(&folder, &data, &["--exclusions", "off", "--format", "json"]).with_code(1);
    assert_eq!(ran.json()["rules"][0]["findings"].as_array().unwrap().len(), 2);
    let ids: Vec<Value> =
        ran.json()["rules"][0]["findings"].as_array().unwrap().iter().map(|f| f["id"].clone()).collect();

    let ran = hunt(&folder, &data, &[]).with_code(0);
    assert!(ran.out.contains("exclusions hide 2 rows and 2 findings, see "), "{}", ran.out);
    let lines = ledger(&folder);
    let said = &of_kind(&lines, "exclusion")[0];
    assert_eq!((&said["rows_hidden"], &said["state"], &said["line"]), (&2.into(), &"in force".into(), &2.into()));
    assert_eq!(said["findings_hidden"].as_array().unwrap().len(), 2);
    let hidden = of_kind(&lines, "finding");
    let found: Vec<Value> = hidden.iter().map(|f| f["finding"]["id"].clone()).collect();
    assert_eq!(found, ids);
    assert_eq!(hidden[1]["rows"][0]["Subject"], "=1+1");
    assert_eq!(hidden[1]["exclusions"][0], "eve");
    assert_eq!(hidden[1]["finding"]["entities"][0]["NetworkMessageId"], "m3");

    let ran = hunt(&folder, &data, &["--exclusions", "preview"]).with_code(1);
    assert!(ran.out.contains("exclusions would hide 2 rows and 2 findings"), "{}", ran.out);
    assert!(ran.out.contains("MailMessage m3"), "{}", ran.out);
}

#[test]
fn each_exclusion_is_blamed_for_what_it_hides_alone() {
    let all = [
        exclusion("one", "NetworkMessageId == 'm2'", "EmailEvents", ""),
        exclusion("two", "NetworkMessageId in ('m2', 'm3')", "result", ""),
        exclusion("none", "NetworkMessageId == 'm9'", "EmailEvents", ""),
    ];
    let (folder, data) = with(&all);
    hunt(&folder, &data, &[]).with_code(0);
    let lines = ledger(&folder);
    let said: Vec<(&Value, usize)> = of_kind(&lines, "exclusion")
        .into_iter()
        .map(|l| (&l["rows_hidden"], l["findings_hidden"].as_array().unwrap().len()))
        .collect();
    assert_eq!(said, [(&Value::from(1), 1), (&Value::from(2), 2), (&Value::from(0), 0)]);
    let because: Vec<String> = of_kind(&lines, "finding").iter().map(|l| l["exclusions"].to_string()).collect();
    assert_eq!(because, ["[\"one\",\"two\"]", "[\"two\"]"]);
}

#[test]
fn what_only_two_hide_together_is_laid_to_both() {
    let (folder, data) = with(&[
        exclusion("m2", "NetworkMessageId == 'm2'", "EmailEvents", ""),
        exclusion("m3", "NetworkMessageId == 'm3'", "EmailEvents", ""),
    ]);
    folder.write(
        "pack/r.yaml",
        "id: r\nname: n\nquery: |\n  EmailEvents | where isnotempty(ThreatTypes) | summarize n = count() by SenderFromDomain\n",
    );
    hunt(&folder, &data, &[]).with_code(0);
    let lines = ledger(&folder);
    assert_eq!(of_kind(&lines, "exclusion")[0]["findings_hidden"], Value::Array(vec![]));
    assert_eq!(of_kind(&lines, "finding")[0]["exclusions"].to_string(), "[\"m2\",\"m3\"]");
    // One alone changes the finding and does not hide it.
    folder.write(
        "pack/r.lurcher.yaml",
        format!("exclusions:\n{}", exclusion("m2", "NetworkMessageId == 'm2'", "EmailEvents", "")),
    );
    hunt(&folder, &data, &[]).with_code(1);
    let lines = ledger(&folder);
    assert_eq!(of_kind(&lines, "rule")[0]["findings_with_other_rows"].as_array().unwrap().len(), 1);
    assert!(of_kind(&lines, "finding").is_empty());
}

#[test]
fn an_exclusion_that_does_not_bind_is_told_with_its_place_and_hides_nothing() {
    for (predicate, to, place, why) in [
        ("NetworkMessageId == 'm2' and NoSuch == 1", "EmailEvents", "r.lurcher.yaml:4:39", "NoSuch"),
        ("Subject", "result", "r.lurcher.yaml:4:10", "bool"),
        ("SenderFromDomain == 'x'", "result", "r.lurcher.yaml:4:10", "SenderFromDomain"),
        ("Subject ==", "result", "r.lurcher.yaml:4:", "broken"),
        ("x == 1", "NoSuchTable", "r.lurcher.yaml:4:", "NoSuchTable"),
    ] {
        let (folder, data) = with(&[exclusion("e", predicate, to, "")]);
        let ran = hunt(&folder, &data, &["--format", "json"]).with_code(2);
        assert!(
            ran.err.contains(place) && ran.err.contains(why) && ran.err.contains("`e`"),
            "{predicate}: {}",
            ran.err
        );
        assert_eq!(ran.json()["rules"][0]["rows"], 2);
        assert_eq!(ran.json()["rules"][0]["exclusions"][0]["state"], "broken");
    }
}

#[test]
fn an_exclusion_whose_time_is_over_hides_nothing() {
    let (folder, data) = with(&[
        exclusion("old", "true", "result", "  expires: 2026-01-10\n"),
        exclusion("off", "true", "result", "  enabled: false\n"),
        exclusion("other", "true", "UrlClickEvents", ""),
    ]);
    let ran = hunt(&folder, &data, &["--format", "json"]).with_code(1);
    assert!(ran.err.contains("r.lurcher.yaml:2:3: the exclusion `old` is over since 2026-01-10"), "{}", ran.err);
    assert!(ran.err.contains("`other` hides nothing: the rule does not read UrlClickEvents"), "{}", ran.err);
    let states: Vec<String> = ledger(&folder).iter().map(|l| l["state"].to_string()).collect();
    assert_eq!(states, ["\"expired\"", "\"disabled\"", "\"table not read\""]);
    folder.write("pack/pack.lurcher.yaml", "expired: error\n");
    hunt(&folder, &data, &[]).with_code(2);
    hunt(&folder, &data, &["--exclusions", "off"]).with_code(1);
}

#[test]
fn an_exclusion_of_a_pack_concerns_the_rules_that_read_its_table() {
    let (folder, data) = events();
    folder.write("pack/r.yaml", RULE);
    folder.write("pack/s.kql", "UrlClickEvents | take 1");
    let all = exclusion("eve", "SenderFromAddress startswith 'eve'", "EmailEvents", "");
    folder.write("pack/pack.lurcher.yaml", format!("exclusions:\n{all}"));
    let ran = hunt(&folder, &data, &[]);
    assert!(ran.out.contains("hide 2 rows and 2 findings"), "{}", ran.out);
    assert_eq!(of_kind(&ledger(&folder), "exclusion").len(), 1);
}
