//! `hunt`: verdicts and exit codes.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::Value;

fn rule(name: &str, query: &str) -> String {
    let indented: Vec<String> = query.lines().map(|l| format!("  {l}")).collect();
    format!("id: {name}\nname: {name}\nseverity: High\nquery: |\n{}\n", indented.join("\n"))
}

/// Hunts with these rules in the small export, at a clock just after its newest row.
fn hunt(folder: &Folder, data: &str, rules: &[(&str, &str)], more: &[&str]) -> Ran {
    for (name, query) in rules {
        folder.write(&format!("pack/{name}.yaml"), rule(name, query));
    }
    lurcher(
        &[&["hunt", &folder.path("pack"), "--data", data, "--format", "json", "--now", "2026-01-12T12:00:00Z"], more]
            .concat(),
    )
}

fn verdicts(ran: &Ran) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    ran.json()["rules"].as_array().unwrap().iter().map(|r| (text(&r["verdict"]), text(&r["reason"]))).collect()
}

const PHISH: &str = "EmailEvents\n| where Timestamp > ago(7d) and ThreatTypes has \"Phish\"";
const QUIET: &str = "EmailEvents | where Timestamp > ago(2d) | where SenderFromDomain == \"nobody.example\"";
const CLICKS: &str = "UrlClickEvents | where Timestamp > ago(7d)";

#[test]
fn zero_only_if_all_was_judged_and_nothing_found() {
    let (folder, data) = events();
    let ran = hunt(&folder, &data, &[("quiet", QUIET)], &[]).with_code(0);
    assert_eq!(verdicts(&ran), [("quiet".to_owned(), String::new())]);
}

#[test]
fn findings_are_one_with_their_rows() {
    let (folder, data) = events();
    let ran = hunt(&folder, &data, &[("a", PHISH), ("b", QUIET), ("c", CLICKS)], &[]).with_code(1);
    assert_eq!(ran.json()["rules"][0]["rows"], 2);
    assert_eq!(ran.json()["rules"][0]["answer"]["rows"].as_array().unwrap().len(), 2);
    assert_eq!(verdicts(&ran)[2], ("not judged".to_owned(), "needs UrlClickEvents: no data".to_owned()));
}

#[test]
fn three_where_silence_means_nothing() {
    for (query, why) in [
        (CLICKS, "needs UrlClickEvents: no data"),
        ("UrlClickEvents | summarize Clicks = count()", "needs UrlClickEvents: no data"),
        ("EmailEvents | where Timestamp > ago(1h) | where EmailDirection == \"Outbound\"", "no outbound mail"),
        ("EmailEvents | where Timestamp > ago(1h)", "the newest row is of 2026-01-12T10:00:00Z"),
        ("NoSuchTable_CL | take 1", "NoSuchTable_CL"),
        ("EmailEvents | where NoSuchColumn == 1", "NoSuchColumn"),
    ] {
        let (folder, data) = events();
        let ran = hunt(&folder, &data, &[("r", query)], &[]).with_code(3);
        let (verdict, reason) = verdicts(&ran).remove(0);
        assert_eq!(verdict, "not judged");
        assert!(reason.contains(why), "{reason}");
    }
    let (folder, data) = events();
    let ran = hunt(&folder, &data, &[("r", QUIET)], &["--as-of", "2025-01-01"]).with_code(3);
    assert!(verdicts(&ran)[0].1.contains("later than the clock"));
}

#[test]
fn columns_that_no_file_has_are_missed() {
    let (folder, data) = events();
    let file = folder.path("EmailEvents.parquet");
    lurcher(&[
        "query",
        "EmailEvents | project Timestamp, Subject",
        "--data",
        &data,
        "--format",
        "parquet",
        "--out",
        &file,
    ])
    .with_code(0);
    let kql = "EmailEvents | where Timestamp > ago(7d) and ThreatTypes has \"Phish\"";
    let ran = hunt(&folder, &file, &[("r", kql)], &[]).with_code(3);
    assert!(verdicts(&ran)[0].1.contains("no column ThreatTypes"), "{}", verdicts(&ran)[0].1);
}

#[test]
fn two_for_what_is_broken_with_its_place() {
    let (folder, data) = events();
    let ran = hunt(&folder, &data, &[("a", PHISH), ("b", "EmailEvents\n| wher x")], &[]).with_code(2);
    assert!(verdicts(&ran)[1].1.contains("b.yaml:6:5"), "{}", verdicts(&ran)[1].1);
    folder.write("pack/c.yaml", "id: [\n\tquery: |");
    let ran = hunt(&folder, &data, &[], &[]).with_code(2);
    assert!(ran.err.contains("pack: c.yaml:"), "{}", ran.err);
    lurcher(&["hunt", &folder.path("absent"), "--data", &data]).with_code(2);
    lurcher(&["hunt", &folder.path("pack"), "--data", &folder.path("absent")]).with_code(2);
}

#[test]
fn overviews_and_thresholds() {
    let (folder, data) = events();
    folder.write(
        "pack/o.yaml",
        format!("{}tags: [overview]\n", rule("o", "EmailEvents | where Timestamp > ago(7d) | summarize count()")),
    );
    folder.write("pack/t.yaml", format!("{}triggerOperator: gt\ntriggerThreshold: 5\n", rule("t", PHISH)));
    let ran = hunt(&folder, &data, &[], &[]).with_code(0);
    assert_eq!(verdicts(&ran).into_iter().map(|v| v.0).collect::<Vec<_>>(), ["overview", "quiet"]);
}

#[test]
fn tables_and_pages() {
    let (folder, data) = events();
    hunt(&folder, &data, &[("<script>", PHISH), ("clicks", CLICKS)], &[]).with_code(1);
    let pack = folder.path("pack");
    let base = ["hunt", &pack, "--data", &data, "--now", "2026-01-12T12:00:00Z"];
    let text = lurcher(&base).with_code(1).out;
    assert!(text.contains("2 rules at 2026-01-12T12:00:00Z: 1 with findings, 1 not judged"), "{text}");
    assert!(text.contains("needs UrlClickEvents: no data") && text.contains("eve@evil.example"), "{text}");
    let page = lurcher(&[&base[..], &["--format", "html"]].concat()).with_code(1).out;
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains("<b>"), "{page}");
    assert!(page.contains("needs UrlClickEvents: no data"));
}
