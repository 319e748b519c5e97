//! `hunt` with exclusions: what they hide is said, and nothing disappears unseen.

use crate::harness::{Folder, Ran, events, lurcher};
use lurcher_testkit::Chance;
use serde_json::Value;
use std::collections::BTreeSet;

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
    let lines = ledger(&folder);
    let states: Vec<String> = of_kind(&lines, "exclusion").iter().map(|l| l["state"].to_string()).collect();
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

/// What a preview says is what really goes, for exclusions made by chance.
#[test]
fn a_preview_says_what_would_go() {
    let mut chance = Chance::new(7);
    let (folder, data) = events();
    let queries = [
        "EmailEvents | project NetworkMessageId, Subject, SenderFromAddress, ThreatTypes",
        "EmailEvents | sort by Timestamp desc | take 2 | project NetworkMessageId, Subject, SenderFromAddress, ThreatTypes",
        "EmailEvents | summarize Mails = count(), take_any(Subject) by SenderFromAddress, ThreatTypes, NetworkMessageId",
        "EmailEvents | join kind=inner (EmailEvents | project NetworkMessageId) on NetworkMessageId | project NetworkMessageId, Subject, SenderFromAddress, ThreatTypes",
        "union Email* | project NetworkMessageId, Subject, SenderFromAddress, ThreatTypes",
    ];
    let rules = 40;
    for n in 0..rules {
        folder.write(
            &format!("pack/r{n}.yaml"),
            format!("id: r{n}\nname: r{n}\nquery: |\n  {}\n", chance.pick(&queries)),
        );
        let to = chance.pick(&["result", "EmailEvents"]);
        let all = exclusion("e", &predicate(&mut chance, 2), to, "");
        folder.write(&format!("pack/r{n}.lurcher.yaml"), format!("exclusions:\n{all}"));
    }
    let run = |mode: &str| hunt(&folder, &data, &["--exclusions", mode, "--format", "json"]).json()["rules"].clone();
    let (off, on, preview) = (run("off"), run("on"), run("preview"));
    let mut hidden = 0;
    for n in 0..rules {
        let ids = |rules: &Value| -> BTreeSet<String> {
            rules[n]["findings"].as_array().unwrap().iter().map(|f| f["id"].to_string()).collect()
        };
        let said = &preview[n]["exclusions"][0];
        let what = said["where"].to_string();
        let rows = |rules: &Value| rules[n]["rows"].as_u64().unwrap();
        if said["applies_to"] == "result" {
            assert_eq!(said["rows_hidden"], rows(&off) - rows(&on), "{what}");
        }
        let said: BTreeSet<String> =
            said["findings_hidden"].as_array().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(said, ids(&off).difference(&ids(&on)).cloned().collect(), "{what}");
        assert_eq!(preview[n]["answer"]["rows"], off[n]["answer"]["rows"], "{what}");
        hidden += said.len();
    }
    assert!(hidden > rules, "{hidden}");
}

fn predicate(chance: &mut Chance, depth: usize) -> String {
    let deeper = |chance: &mut Chance| predicate(chance, depth - 1);
    match chance.below(if depth == 0 { 5 } else { 8 }) {
        0 => format!("SenderFromAddress == '{}'", chance.pick(&["eve@evil.example", "ann@contoso.example", ""])),
        1 => format!("ThreatTypes has '{}'", chance.pick(&["Phish", "Spam", "None"])),
        2 => format!("NetworkMessageId in ('m1', '{}')", chance.pick(&["m2", "m3", "m4"])),
        3 => "strlen(Subject) > 8".into(),
        // True for some, and null for the others.
        4 => "toint(extract('m([2-9])', 1, NetworkMessageId)) > 2".into(),
        5 => format!("not({})", deeper(chance)),
        6 => format!("({} and {})", deeper(chance), deeper(chance)),
        _ => format!("({} or {})", deeper(chance), deeper(chance)),
    }
}

#[test]
fn the_ledger_ends_with_the_sums_of_the_summary() {
    let (folder, data) = with(&[exclusion("m2", "NetworkMessageId == 'm2'", "result", "")]);
    folder.write("pack/s.yaml", RULE.replace("id: r", "id: s"));
    // One exclusion over two rules hides its row of the table once, and a finding of each.
    let all = exclusion("eve", "NetworkMessageId == 'm3'", "EmailEvents", "");
    folder.write("pack/pack.lurcher.yaml", format!("exclusions:\n{all}"));
    let ran = hunt(&folder, &data, &[]).with_code(1);
    assert!(ran.out.contains("exclusions hide 2 rows and 3 findings"), "{}", ran.out);
    let lines = ledger(&folder);
    let last = lines.last().unwrap();
    assert_eq!((&last["kind"], &last["rows_hidden"], &last["findings_hidden"]), (&"hunt".into(), &2.into(), &3.into()));
    assert_eq!(of_kind(&lines, "finding").len(), 3);
}
