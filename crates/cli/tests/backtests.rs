//! `backtest`, `diff` and the record of a hunt.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::Value;

fn backtest(folder: &Folder, data: &str, more: &[&str]) -> Ran {
    let rule = folder.path("r.yaml");
    let base = ["backtest", &rule, "--data", data, "--from", "2026-01-10T12:00:00Z", "--to", "2026-01-14T12:00:00Z"];
    lurcher(&[&base[..], more].concat())
}

/// The state, rows and new findings of each run.
fn runs(ran: &Ran) -> Vec<String> {
    let runs = ran.json()["runs"].as_array().unwrap().clone();
    runs.iter().map(|r| format!("{} {} {}", r["state"].as_str().unwrap(), r["rows"], r["new"])).collect()
}

const QUERY: &str = "query: EmailEvents | where SenderFromAddress != '' | project NetworkMessageId\n";

#[test]
fn no_run_sees_later_mail_and_each_looks_back_as_far_as_the_rule_says() {
    let (folder, data) = events();
    folder.write("r.yaml", format!("id: r\nname: r\nqueryFrequency: 1d\nqueryPeriod: 1d\n{QUERY}"));
    let ran = backtest(&folder, &data, &["--format", "json"]).with_code(1);
    // Mail of 10 January 8:00, 11 January 9:30 and 12 January 10:00.
    assert_eq!(runs(&ran)[..4], ["fires 1 1", "fires 1 1", "fires 1 1", "not judged 0 0"]);
    let ran = backtest(&folder, &data, &["--format", "json", "--lookback", "2d"]).with_code(1);
    assert_eq!(runs(&ran)[..4], ["fires 1 1", "fires 2 1", "fires 2 1", "fires 1 0"]);
    assert_eq!(ran.json()["different_findings"], 3);
    let ran = backtest(&folder, &data, &["--format", "json", "--frequency", "2d"]).with_code(1);
    assert_eq!(runs(&ran).len(), 3);
    let text = backtest(&folder, &data, &[]).with_code(1).out;
    assert!(text.contains("2026-01-11T12:00:00Z") && text.contains("5 runs: 3 fires, 2 not judged"), "{text}");
}

#[test]
fn a_rule_that_says_its_own_time_is_not_cut_and_one_that_does_not_looks_back_a_day() {
    let (folder, data) = events();
    folder
        .write("r.yaml", "id: r\nname: r\nquery: EmailEvents | where Timestamp > ago(7d) | project NetworkMessageId\n");
    let ran = backtest(&folder, &data, &["--format", "json"]).with_code(1);
    assert_eq!(runs(&ran), ["fires 1 1", "fires 2 1", "fires 3 1", "fires 3 0", "fires 3 0"]);
    assert_eq!(ran.json()["lookback"], Value::Null);
    folder.write("r.yaml", format!("id: r\nname: r\n{QUERY}"));
    assert_eq!(runs(&backtest(&folder, &data, &["--format", "json"]))[2], "fires 1 1");
}

#[test]
fn thresholds_and_suppression_are_the_rule_s() {
    let (folder, data) = events();
    let rule = |more: &str| format!("id: r\nname: r\nqueryFrequency: 1d\nqueryPeriod: 2d\n{more}{QUERY}");
    folder.write("r.yaml", rule("triggerOperator: gt\ntriggerThreshold: 1\n"));
    let ran = backtest(&folder, &data, &["--format", "json"]).with_code(1);
    assert_eq!(runs(&ran)[..3], ["quiet 1 0", "fires 2 2", "fires 2 1"]);
    folder.write("r.yaml", rule("suppressionEnabled: true\nsuppressionDuration: 2d\n"));
    let ran = backtest(&folder, &data, &["--format", "json"]).with_code(1);
    assert_eq!(runs(&ran)[..3], ["fires 1 1", "suppressed 0 0", "fires 2 2"]);
}

#[test]
fn a_near_real_time_rule_runs_each_minute_that_has_rows() {
    let (folder, data) = events();
    folder.write("r.yaml", format!("id: r\nname: r\nkind: NRT\n{QUERY}"));
    let of = |more: &[&str]| {
        let rule = folder.path("r.yaml");
        let base =
            ["backtest", &rule, "--data", &data, "--from", "2026-01-10T07:00:00Z", "--to", "2026-01-12T11:00:00Z"];
        lurcher(&[&base[..], more].concat())
    };
    // Mail of 10 January 8:00, 11 January 9:30 and 12 January 10:00, each in the minute that ends then.
    let ran = of(&["--format", "json"]).with_code(1);
    assert_eq!(runs(&ran), ["fires 1 1", "fires 1 1", "fires 1 1"]);
    let json = ran.json();
    assert_eq!((&json["frequency"], &json["lookback"]), (&"00:01:00".into(), &"00:01:00".into()));
    assert_eq!(json["runs"][1]["clock"], "2026-01-11T09:30:00Z");
    // 52 hours of minutes, of which the first and the last lie outside of the data.
    assert_eq!((&json["without_rows"]["quiet"], &json["without_rows"]["not_judged"]), (&2998.into(), &120.into()));
    let text = of(&[]).with_code(1).out;
    assert!(text.contains("3121 runs (3 see rows): 3 fires, 2998 quiet, 120 not judged"), "{text}");
    // As often as somebody likes; each row is still seen once.
    let ran = of(&["--format", "json", "--frequency", "1h"]);
    assert_eq!(runs(&ran), ["fires 1 1", "fires 1 1", "fires 1 1"]);
    assert_eq!(ran.json()["runs"][1]["clock"], "2026-01-11T10:00:00Z");
    // A rule that makes a row of no rows is asked every time.
    folder.write("r.yaml", "id: r\nname: r\nkind: NRT\nquery: EmailEvents | count\n");
    let ran = of(&["--format", "json", "--frequency", "10h"]);
    assert_eq!((runs(&ran).len(), &ran.json()["without_rows"]), (6, &Value::Null));
}

#[test]
fn a_row_at_the_moment_of_a_run_is_seen_by_that_run_alone() {
    let (folder, data) = events();
    folder.write("r.yaml", format!("id: r\nname: r\nqueryFrequency: 1d\nqueryPeriod: 1d\n{QUERY}"));
    let rule = folder.path("r.yaml");
    let base = ["backtest", &rule, "--data", &data, "--format", "json", "--to", "2026-01-12T08:00:00Z"];
    let ran = lurcher(&[&base[..], &["--from", "2026-01-10T08:00:00Z"]].concat()).with_code(1);
    assert_eq!(runs(&ran), ["fires 1 1", "quiet 0 0", "fires 1 1"]);
}

#[test]
fn a_back_test_without_bounds_or_with_a_broken_rule_is_refused() {
    let (folder, data) = events();
    folder.write("r.yaml", format!("id: r\nname: r\n{QUERY}"));
    let ran = backtest(&folder, &data, &["--frequency", "1s"]).with_code(2);
    assert!(ran.err.contains("MAX_RUNS"), "{}", ran.err);
    backtest(&folder, &data, &["--frequency", "never"]).with_code(2);
    folder.write("r.yaml", "id: r\nname: r\nquery: EmailEvents | wher x\n");
    backtest(&folder, &data, &[]).with_code(2);
}

fn rule(predicate: &str) -> String {
    format!("id: r\nname: Mail\nquery: EmailEvents | where {predicate} | project NetworkMessageId\n")
}

#[test]
fn two_versions_differ_by_their_findings() {
    let (folder, data) = events();
    let old = folder.write("old/r.yaml", rule("NetworkMessageId in ('m1', 'm2')"));
    let new = folder.write("new/r.yaml", rule("NetworkMessageId in ('m2', 'm3')"));
    let base = ["--data", &data, "--now", "2026-01-12T12:00:00Z"];
    let ran = lurcher(&[&["diff", &old, &new, "--format", "json"], &base[..]].concat()).with_code(1);
    let of = |what: &str| {
        let all = ran.json()["rules"][0]["findings"][what].as_array().unwrap().clone();
        all.iter().map(|f| f["entities"][0]["NetworkMessageId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((of("new"), of("lost"), of("common")), (vec!["m3".into()], vec!["m1".into()], vec!["m2".into()]));
    let text = lurcher(&[&["diff", &old, &new], &base[..]].concat()).with_code(1).out;
    assert!(text.contains("+ ") && text.contains("MailMessage m3") && text.contains("MailMessage m1"), "{text}");
    lurcher(&[&["diff", &old, &old], &base[..]].concat()).with_code(0);
    // Bare queries have no ids of their own, and are the same rule for all that.
    let a = folder.write("a.kql", "EmailEvents | where NetworkMessageId == 'm1' | project NetworkMessageId");
    let b = folder.write("b.kql", "EmailEvents | where NetworkMessageId startswith 'm1' | project NetworkMessageId");
    lurcher(&[&["diff", &a, &b], &base[..]].concat()).with_code(0);
    let c = folder.write("c.kql", "EmailEvents | where NoSuchColumn == 'm1' | project NetworkMessageId");
    lurcher(&[&["diff", &a, &c], &base[..]].concat()).with_code(2);
    // Packs: one rule is gone, one has come.
    folder.write("new/s.yaml", rule("true").replace("id: r", "id: s").replace("name: Mail", "name: More"));
    let (old, new) = (folder.path("old"), folder.path("new"));
    let text = lurcher(&[&["diff", &old, &new], &base[..]].concat()).with_code(1).out;
    assert!(text.contains("More (only new)"), "{text}");
    let text = lurcher(&[&["diff", &new, &old], &base[..]].concat()).with_code(1).out;
    assert!(text.contains("More (only old)"), "{text}");
}

#[test]
fn findings_that_only_one_overlay_hides_are_told_as_such() {
    let (folder, data) = events();
    let old = folder.write("old/r.yaml", rule("true"));
    let new = folder.write("new/r.yaml", rule("true"));
    folder.write(
        "old/r.lurcher.yaml",
        "exclusions: [{id: x, scenario: s, where: NetworkMessageId == 'm1', appliesTo: EmailEvents, owner: o, reason: r, \
         created: 2026-01-01}]\n",
    );
    let diff = |old: &str, new: &str, more: &[&str]| {
        lurcher(&[&["diff", old, new, "--data", &data, "--now", "2026-01-12T12:00:00Z"], more].concat())
    };
    let ran = diff(&old, &new, &[]).with_code(1);
    assert!(ran.out.contains("note: only the old version has exclusions in force"), "{}", ran.out);
    let json = diff(&new, &old, &["--format", "json"]).with_code(1).json();
    assert!(json["rules"][0]["note"].as_str().unwrap().contains("only the new version"), "{json}");
    for more in [["--exclusions", "off"], ["--exclusions", "preview"]] {
        assert!(!diff(&old, &new, &more).with_code(0).out.contains("note:"));
    }
}

#[test]
fn a_record_tells_what_ran_over_which_data() {
    let (folder, data) = events();
    folder.write("pack/r.yaml", rule("Timestamp > ago(7d)"));
    let (pack, file) = (folder.path("pack"), folder.path("run.ndjson"));
    let record = |now: &str| -> Value {
        lurcher(&["hunt", &pack, "--data", &data, "--now", now, "--record", &file]).with_code(1);
        serde_json::from_str(folder.read("run.ndjson").lines().next().unwrap()).unwrap()
    };
    let first = record("2026-01-12T12:00:00Z");
    assert_eq!((&first["rows_in"], &first["rows_out"], &first["verdict"]), (&3.into(), &3.into(), &"findings".into()));
    assert_eq!(first["window"]["longest"], "7.00:00:00");
    assert_eq!(first["tables"][0]["first"], "2026-01-10T08:00:00Z");
    let later = record("2026-01-13T12:00:00Z");
    for same in ["findings", "data_sha256", "query_sha256"] {
        assert_eq!(first[same], later[same], "{same}");
    }
    folder.write("EmailEvents.csv", crate::harness::EVENTS.replace("Lunch", "Supper"));
    folder.write("pack/r.yaml", rule("Timestamp > ago(6d)"));
    let other = record("2026-01-12T12:00:00Z");
    assert_ne!(first["data_sha256"], other["data_sha256"]);
    assert_ne!(first["query_sha256"], other["query_sha256"]);
    assert_eq!(first["findings"], other["findings"]);
}
