//! `why-not`: one mail, or row, through a rule.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::json;

const RULE: &str = "\
id: r
name: Phish to Bo
query: |
  let least = 2;
  EmailEvents
  | where ThreatTypes has 'Phish'
  | where RecipientEmailAddress startswith 'bo'
  | summarize Mails = count() by SenderFromAddress
  | where Mails >= least
";

fn pack() -> (Folder, String) {
    let (folder, data) = events();
    folder.write("pack/r.yaml", RULE);
    (folder, data)
}

fn why_not(folder: &Folder, data: &str, more: &[&str]) -> Ran {
    let pack = folder.path("pack");
    let base = ["why-not", &pack, "--data", data, "--now", "2026-01-12T12:00:00Z"];
    lurcher(&[&base[..], more].concat())
}

#[test]
fn the_predicate_that_drops_a_mail_is_named_with_its_values() {
    let (folder, data) = pack();
    let ran = why_not(&folder, &data, &["--message", "m3"]).with_code(1);
    for part in [
        "Phish to Bo (r.yaml) at 2026-01-12T12:00:00Z",
        "message m3: 1 row of EmailEvents",
        "       2         1  ✓ | where ThreatTypes has 'Phish'",
        "       1         0  ✗ | where RecipientEmailAddress startswith 'bo'",
        "RecipientEmailAddress startswith 'bo' is false: RecipientEmailAddress is \"cy@northwind.example\"",
        "not found: `where RecipientEmailAddress startswith 'bo'` at r.yaml:7:5 drops it",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let ran = why_not(&folder, &data, &["--message", "<m1>", "--format", "json"]).with_code(1);
    let json = ran.json();
    assert_eq!(json["outcome"], "dropped");
    assert_eq!(json["dropped_by"]["place"]["at"], "r.yaml:6:5");
    assert_eq!(json["dropped_by"]["drop"]["why"][0]["values"], json!([{"name": "ThreatTypes", "value": ""}]));
}

#[test]
fn a_threshold_is_named_with_the_group() {
    let (folder, data) = pack();
    let ran = why_not(&folder, &data, &["--message", "m2"]).with_code(1);
    for part in
        ["Mails >= least is false: Mails is 1, least is 2", "of the group SenderFromAddress = \"eve@evil.example\""]
    {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    folder.write("pack/r.lurcher.yaml", "parameters:\n- {name: least, type: long, default: 2}\n");
    let ran = why_not(&folder, &data, &["--message", "m2", "--param", "least=1"]).with_code(0);
    assert!(
        ran.out.contains("parameters: least = 1") && ran.out.contains("found: the rule answers with 1 row"),
        "{}",
        ran.out
    );
    folder.write("pack/r.yaml", format!("{RULE}triggerOperator: gt\ntriggerThreshold: 1\n"));
    let ran = why_not(&folder, &data, &["--message", "m2", "--param", "least=1"]).with_code(1);
    assert!(ran.out.contains("its trigger wants another number"), "{}", ran.out);
}

#[test]
fn exclusions_and_ranges_are_named() {
    let (folder, data) = pack();
    folder.write(
        "pack/r.lurcher.yaml",
        "exclusions:\n- {id: drill, scenario: Our own drill., where: SenderFromDomain == 'evil.example', appliesTo: EmailEvents,\n   owner: soc, reason: r, created: 2026-01-01, expires: 2027-01-01}\n",
    );
    let ran = why_not(&folder, &data, &["--message", "m2"]).with_code(1);
    assert!(ran.out.contains("the exclusion `drill` at r.lurcher.yaml:2:"), "{}", ran.out);
    assert!(ran.out.contains("(owner soc, until 2027-01-01): Our own drill."), "{}", ran.out);
    let ran = why_not(&folder, &data, &["--message", "m2", "--exclusions", "off"]).with_code(1);
    assert!(!ran.out.contains("drill") && ran.out.contains("Mails >= least"), "{}", ran.out);
    let ran = why_not(&folder, &data, &["--message", "m1", "--from", "2026-01-11"]).with_code(1);
    assert!(ran.out.contains("it lies outside --from and --to: from 2026-01-11T00:00:00Z"), "{}", ran.out);
    let ran = why_not(&folder, &data, &["--message", "m1", "--as-of", "2026-01-09"]).with_code(1);
    assert!(ran.out.contains("later than --as-of 2026-01-09T00:00:00Z"), "{}", ran.out);
}

#[test]
fn any_row_can_be_followed() {
    let (folder, data) = pack();
    let ran = why_not(&folder, &data, &["--row", "Subject == 'Lunch, today'"]).with_code(1);
    assert!(ran.out.contains("rows with Subject == 'Lunch, today': 1 row of EmailEvents"), "{}", ran.out);
    let ran = why_not(&folder, &data, &["--row", "true"]).with_code(1);
    for part in ["row 3 is of EmailEvents with", "  ~ | where ThreatTypes has 'Phish'", "row 1"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    for (more, why) in [
        (&["--row", "Subject == 'Dinner'"][..], "of its 3 rows the predicate is true of none"),
        (&["--row", "Subjekt == 'Dinner'"], "Subjekt"),
        (&["--row", "true", "--of", "EmailUrlInfo"], "the rule reads EmailEvents"),
        (&["--message", "m"], "no message m in EmailEvents (3 rows)"),
        (&["--message", "<>"], "an id is wanted"),
    ] {
        let ran = why_not(&folder, &data, more).with_code(2);
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
    }
    why_not(&folder, &data, &[]).with_code(2);
    why_not(&folder, &data, &["--message", "m1", "--row", "true"]).with_code(2);
}

#[test]
fn ids_that_are_nearly_right_are_offered() {
    let (folder, _) = pack();
    let data = folder.write(
        "near/EmailEvents.csv",
        "Timestamp,NetworkMessageId,InternetMessageId\n2026-01-10T08:00:00Z,aaaa-bbbb-cccc,<x1@mail.example>\n",
    );
    let ran = why_not(&folder, &data, &["--message", "AAAA-bbbb"]).with_code(2);
    assert!(ran.err.contains("ids are compared exactly; did you mean aaaa-bbbb-cccc?"), "{}", ran.err);
    for id in ["aaaa-bbbb-cccc", "x1@mail.example", "<x1@mail.example>"] {
        why_not(&folder, &data, &["--message", id]).with_code(1);
    }
    // What a mail says of itself stays text.
    why_not(&folder, &data, &["--message", "x\" or true or \"\\"]).with_code(2);
}

#[test]
fn a_rule_that_does_not_read_the_mail_says_so() {
    let (folder, data) = pack();
    folder.write("pack/r.yaml", "id: r\nname: r\nquery: UrlClickEvents | where ActionType == 'ClickAllowed'\n");
    let ran = why_not(&folder, &data, &["--message", "m1"]).with_code(1);
    assert!(ran.out.contains("not read by the rule: 1 row of EmailEvents"), "{}", ran.out);
    assert!(ran.out.contains("no table that the rule reads has a row of it"), "{}", ran.out);
    folder.write("pack/r.yaml", "id: r\nname: r\nquery: EmailEvents | evaluate autocluster()\n");
    let ran = why_not(&folder, &data, &["--message", "m1"]).with_code(3);
    assert!(ran.out.contains("cannot tell: it goes out of sight"), "{}", ran.out);
    folder.write("pack/s.yaml", RULE.replace("id: r", "id: s"));
    let ran = why_not(&folder, &data, &["--message", "m1"]).with_code(2);
    assert!(ran.err.contains("--rule NAME says which"), "{}", ran.err);
    let broken = folder.write("broken.kql", "EmailEvents | where Subjekt == 'x'");
    let ran = lurcher(&["why-not", &broken, "--data", &data, "--message", "m1"]).with_code(2);
    assert!(ran.err.contains("broken.kql:1:21"), "{}", ran.err);
}

#[test]
fn several_answers_and_sides_are_followed() {
    let (folder, data) = pack();
    let query = "EmailEvents | fork (where ThreatTypes has 'Spam') (where Subject has 'Lunch')";
    folder.write("pack/r.yaml", format!("id: r\nname: r\nquery: {query}\n"));
    let ran = why_not(&folder, &data, &["--message", "m1"]).with_code(0);
    assert!(ran.out.contains("answer 1:") && ran.out.contains("answer 2:"), "{}", ran.out);
    let query = "EmailEvents | join kind=leftanti (EmailEvents | where ThreatTypes has 'Phish') on SenderFromAddress";
    folder.write("pack/r.yaml", format!("id: r\nname: r\nquery: {query}\n"));
    let ran = why_not(&folder, &data, &["--message", "m2"]).with_code(1);
    for part in [
        "│ rows that match one of these are left out:",
        "the other side has a row with SenderFromAddress = \"eve@evil.example\"",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let ran = why_not(&folder, &data, &["--message", "m1"]).with_code(0);
    assert!(ran.out.contains("found: the rule answers with 1 row"), "{}", ran.out);
}
