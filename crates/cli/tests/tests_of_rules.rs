//! `test`: rules against the rows that their tests give.

use crate::harness::{Folder, Ran, events, lurcher};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A pack of our own with one rule, its tests and their fixtures.
fn brand() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/brand").display().to_string()
}

const QUERY: &str =
    "EmailEvents\n| where Subject has 'pay' and EmailDirection == 'Inbound'\n| project Subject, SenderFromAddress";

fn test(folder: &Folder, query: &str, overlay: &str, more: &[&str]) -> Ran {
    folder.write("pack/r.kql", query);
    folder.write("pack/r.lurcher.yaml", overlay);
    lurcher(&[&["test", &folder.path("pack")], more].concat())
}

const HIT: &str =
    "- {name: hit, given: {EmailEvents: [{Subject: pay me, EmailDirection: Inbound}]}, expect: {hit: true}}\n";

#[test]
fn a_pack_passes_with_rows_of_every_kind() {
    let ran = lurcher(&["test", &brand()]).with_code(0);
    assert!(ran.out.contains("passed         5  Brand from a foreign address"), "{}", ran.out);
    assert!(ran.out.contains("5 tests of 1 rule: 5 passed"), "{}", ran.out);
    assert_eq!(ran.err, "");
    let one = lurcher(&["test", &format!("{}/brand.yaml", brand())]).with_code(0);
    assert!(one.out.contains("5 tests of 1 rule"), "{}", one.out);
}

#[test]
fn a_failing_test_is_told_with_its_place_and_the_nearest_row() {
    let folder = Folder::new();
    let overlay = "tests:\n- name: wrong\n  given:\n    EmailEvents:\n    - {Subject: pay me, EmailDirection: Inbound, SenderFromAddress: a@b.example}\n    \
                   - {Subject: lunch, EmailDirection: Inbound}\n  expect: {rows: [{Subject: pay me, SenderFromAddress: c@b.example}], count: 2}\n";
    let ran = test(&folder, QUERY, overlay, &[]).with_code(1);
    for line in [
        "FAILED       0/1  r",
        "        wrong (r.lurcher.yaml:2:3)",
        "          expected 2 rows, and 1 row came",
        "          - missing  Subject: \"pay me\", SenderFromAddress: \"c@b.example\"",
        "              nearest is row 1:",
        "                SenderFromAddress: expected \"c@b.example\", got \"a@b.example\"",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
}

#[test]
fn what_is_broken_is_two_with_its_place() {
    for (query, tests, words) in [
        ("EmailEvents\n| wher x", HIT, "r.kql:2:3"),
        (
            QUERY,
            "- {name: t, given: {EmailEvents: [{Subjct: a}]}, expect: {hit: true}}\n",
            "r.lurcher.yaml:2:44: EmailEvents has no column `Subjct`; did you mean Subject",
        ),
        (QUERY, "- {name: t, given: {EmailEvents: [{EmailSize: big}]}, expect: {hit: true}}\n", "`EmailSize` is a "),
        (
            QUERY,
            "- {name: t, given: {EmailEvent: [{Subject: a}]}, expect: {hit: true}}\n",
            "no table is called `EmailEvent`",
        ),
        (
            QUERY,
            "- {name: t, given: {EmailEvents: ../../secret.ndjson}, expect: {hit: true}}\n",
            "not the name of a file beside the rule",
        ),
        (QUERY, "- {name: t, given: {EmailEvents: none.ndjson}, expect: {hit: true}}\n", "none.ndjson"),
        (
            QUERY,
            "- {name: t, given: {EmailEvents: rows.ndjson}, expect: {hit: true}}\n",
            "rows.ndjson: line 2: EmailEvents has no column `Oops`",
        ),
        (QUERY, "- {name: t, mail: [rows.ndjson], expect: {hit: true}}\n", "a message is an .eml file"),
        (QUERY, "- {name: t, parameters: {days: 3}, expect: {hit: true}}\n", "no parameter `days`"),
        (QUERY, "- {name: t, expect: {hit: maybe}}\n", "r.lurcher.yaml:2:27"),
    ] {
        let folder = Folder::new();
        folder.write("secret.ndjson", "{}");
        folder.write("pack/rows.ndjson", "{\"Subject\": \"a\"}\n{\"Oops\": 1}\n");
        let ran = test(&folder, query, &format!("tests:\n{tests}"), &[]).with_code(2);
        assert!(ran.out.contains(words) || ran.err.contains(words), "{words}\n{}{}", ran.out, ran.err);
    }
}

#[test]
fn silence_is_never_a_pass() {
    let folder = Folder::new();
    let ran = test(&folder, QUERY, "owner: me\n", &[]).with_code(2);
    assert!(ran.err.contains("no rule of the packs has a test") && ran.out.contains("no tests"), "{}", ran.err);
    let overlay = format!("tests:\n{HIT}- {{name: other, expect: {{hit: false}}}}\n");
    assert!(
        test(&folder, QUERY, &overlay, &["--filter", "nothing"]).with_code(2).err.contains("--filter leaves no test")
    );
    assert!(test(&folder, QUERY, &overlay, &["--filter", "OTH*r"]).with_code(0).out.contains("1 test of 1 rule"));
    assert!(test(&folder, QUERY, &overlay, &["--filter", "r.kql"]).with_code(0).out.contains("2 tests of 1 rule"));
    lurcher(&["test", &folder.path("absent")]).with_code(2);
    lurcher(&["test", &folder.path("pack"), "--data", &folder.path("pack")]).with_code(2);
}

#[test]
fn a_file_that_is_named_too_often_meets_a_limit() {
    let folder = Folder::new();
    folder.write("pack/big.eml", vec![b'a'; 15 << 20]);
    let tests = format!("- {{name: t, mail: [{}], expect: {{hit: true}}}}\n", ["big.eml"; 5].join(", "));
    let ran = test(&folder, QUERY, &format!("tests:\n{tests}"), &[]).with_code(2);
    assert!(ran.out.contains("limit MAX_TEST_BYTES"), "{}", ran.out);
}

/// A table that is not given is empty, without a word.
#[test]
fn tables_that_are_not_given_are_empty() {
    let folder = Folder::new();
    let query = "UrlClickEvents | union EmailEvents | summarize n = count()";
    let ran = test(&folder, query, "tests:\n- {name: t, expect: {exactly: true, rows: [{n: 0}]}}\n", &[]).with_code(0);
    assert_eq!(ran.err, "");
}

#[test]
fn an_exclusion_that_hides_a_must_hit_is_named() {
    let folder = Folder::new();
    let exclusion = |id: &str, predicate: &str| {
        format!(
            "- {{id: {id}, scenario: s, where: {predicate}, appliesTo: EmailEvents, owner: o, reason: r, created: 2026-01-01}}\n"
        )
    };
    let harmless = exclusion("lunch", "Subject has 'lunch'");
    let overlay = format!("exclusions:\n{harmless}tests:\n{HIT}");
    test(&folder, QUERY, &overlay, &[]).with_code(0);
    let overlay = format!("exclusions:\n{harmless}{}tests:\n{HIT}", exclusion("all-in", "EmailDirection == 'Inbound'"));
    let ran = test(&folder, QUERY, &overlay, &[]).with_code(1);
    assert!(ran.out.contains("must hit, and does not with the exclusion all-in"), "{}", ran.out);
    assert!(!ran.out.contains("lunch") && ran.out.contains("1 hidden by exclusions"), "{}", ran.out);
    let overlay = format!("exclusions:\n{}tests:\n{HIT}", exclusion("wrong", "NoColumn == 1"));
    let ran = test(&folder, QUERY, &overlay, &[]).with_code(2);
    assert!(ran.out.contains("the exclusion `wrong`"), "{}", ran.out);
}

#[test]
fn mutants_that_no_test_notices_are_named() {
    let folder = Folder::new();
    let overlay = format!("tests:\n{HIT}");
    let ran = test(&folder, QUERY, &overlay, &["--mutate"]).with_code(0);
    // Both predicates hold for the only row: negating one is noticed, dropping it is not.
    for line in [
        "passed         1   50 %  r",
        "no test notices `Subject has 'pay'` dropped (r.kql:2:9)",
        "no test notices `EmailDirection == 'Inbound'` dropped (r.kql:2:31)",
        "strength: 2 of 4 changes are noticed (50 %)",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(!ran.out.contains("negated"), "{}", ran.out);
    test(&folder, QUERY, &overlay, &["--mutate", "--min-score", "51"]).with_code(1);
    test(&folder, QUERY, &overlay, &["--mutate", "--min-score", "50"]).with_code(0);
    let more = "- {name: lunch, given: {EmailEvents: [{Subject: lunch, EmailDirection: Inbound}]}, expect: {hit: false}}\n\
                - {name: own, given: {EmailEvents: [{Subject: pay, EmailDirection: Outbound}]}, expect: {hit: false}}\n";
    let json = test(&folder, QUERY, &format!("{overlay}{more}"), &["--mutate", "--format", "json"]).with_code(0).json();
    assert_eq!((json["rules"][0]["mutants"].as_u64(), json["rules"][0]["noticed"].as_u64()), (Some(4), Some(4)));
    let brand = lurcher(&["test", &brand(), "--mutate", "--format", "json"]).with_code(0).json();
    assert_eq!(brand["rules"][0]["noticed"], brand["rules"][0]["mutants"], "{brand}");
}

#[test]
fn reports_for_machines() {
    let folder = Folder::new();
    let overlay = format!("tests:\n{HIT}- {{name: '<no> & \"hit\"', expect: {{hit: true}}}}\n");
    let json = test(&folder, QUERY, &overlay, &["--format", "json"]).with_code(1).json();
    let outcomes: Vec<&Value> = json["rules"][0]["tests"].as_array().unwrap().iter().map(|t| &t["outcome"]).collect();
    assert_eq!(outcomes, ["passed", "failed"]);
    assert_eq!(json["rules"][0]["tests"][1]["differences"][0], "expected a hit, and no row came");
    assert_eq!(json["summary"]["failed"], 1);
    let file = folder.path("tests.xml");
    let ran = test(&folder, QUERY, &overlay, &["--format", "junit", "--out", &file]).with_code(1);
    let xml = folder.read("tests.xml");
    assert!(ran.out.is_empty() && xml.contains("name=\"&lt;no&gt; &amp; &quot;hit&quot;\""), "{xml}");
}

#[test]
fn watching_runs_again_when_a_file_changes() {
    let folder = Folder::new();
    folder.write("pack/r.kql", QUERY);
    folder
        .write("pack/r.lurcher.yaml", "tests:\n- {name: t, given: {EmailEvents: rows.ndjson}, expect: {hit: true}}\n");
    folder.write("pack/rows.ndjson", "{\"Subject\": \"lunch\", \"EmailDirection\": \"Inbound\"}\n");
    let out = std::fs::File::create(folder.path("out.txt")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_lurcher"))
        .args(["test", &folder.path("pack"), "--watch"])
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let says = |words: &str| {
        let start = Instant::now();
        while !folder.read("out.txt").contains(words) && start.elapsed() < Duration::from_secs(30) {
            std::thread::sleep(Duration::from_millis(50));
        }
        folder.read("out.txt").contains(words)
    };
    let failed = says("1 failed");
    folder.write("pack/rows.ndjson", "{\"Subject\": \"pay\", \"EmailDirection\": \"Inbound\"}\n");
    let passed = says("1 passed");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(failed && passed, "{}", folder.read("out.txt"));
}

#[test]
fn real_findings_become_a_test_that_tells_of_nobody() {
    let (folder, data) = events();
    let query = "let window = 7d;\nEmailEvents\n| where Timestamp > ago(window)\n| where ThreatTypes has 'Phish' and Subject has 'pay'\n\
                 | summarize Mails = count(), Whom = make_set(RecipientEmailAddress) by SenderFromAddress, SenderFromDomain";
    let rule = folder.write("pack/r.kql", query);
    let record = |out: &str, more: &[&str]| {
        let out = folder.path(out);
        lurcher(
            &[&["test", "--record", &rule, "--data", &data, "--out", &out, "--now", "2026-01-12T12:00:00Z"], more]
                .concat(),
        )
    };
    let ran = record("pack/r.lurcher.yaml", &[]).with_code(0);
    // The first mail went to one of those whom the others went to.
    assert!(ran.out.contains("recorded 3 rows of 1 table; over them the rule answers with 1 row: r"), "{}", ran.out);
    let (overlay, rows) = (folder.read("pack/r.lurcher.yaml"), folder.read("pack/r.EmailEvents.ndjson"));
    for row in rows.lines() {
        let row: serde_json::Map<String, Value> = serde_json::from_str(row).unwrap();
        let texts: Vec<&str> = row.values().filter_map(Value::as_str).collect();
        for gone in ["ann", "eve", "evil", "contoso", "northwind", "bo", "cy", "me", "m2", "lunch", "today"] {
            let is_there =
                |text: &&str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(gone));
            assert!(!texts.iter().any(is_there), "{gone}: {texts:?}");
        }
    }
    assert!(rows.contains("Pay") && rows.contains("Phish") && !rows.contains("EmailDirection"), "{rows}");
    assert!(overlay.contains("count: 1"), "{overlay}");
    lurcher(&["test", &folder.path("pack"), "--mutate"]).with_code(0);
    // Below the rule, the overlay has to name the folder.
    std::fs::create_dir_all(folder.path("pack/rows")).unwrap();
    record("pack/rows/r.txt", &[]).with_code(0);
    assert!(folder.read("pack/rows/r.txt").contains("EmailEvents: \"rows/r.EmailEvents.ndjson\""));
    for (out, more, words) in [
        ("pack/r.lurcher.yaml", &[][..], "is there already"),
        ("pack/s.yaml", &[], "would take that for a rule"),
        ("pack/none/s.txt", &[], "none"),
        ("pack/s.txt", &["--as-of", "2025-01-01"], "finds nothing"),
    ] {
        assert!(record(out, more).with_code(2).err.contains(words), "{out}");
    }
    assert!(!folder.exists("pack/s.txt"));
}

#[test]
fn messages_of_teams_are_recorded_with_their_links() {
    let folder = Folder::new();
    folder.write(
        "data/MessageEvents.csv",
        "Timestamp,TeamsMessageId,SenderEmailAddress\n2026-01-12T10:00:00Z,19:a@thread.v2;7,eve@evil.example\n\
         2026-01-12T10:00:00Z,19:b@thread.v2;8,bo@northwind.example\n",
    );
    let links = "Timestamp,TeamsMessageId,UrlDomain\n2026-01-12T10:00:00Z,19:a@thread.v2;7,evil.example\n";
    folder.write("data/MessageUrlInfo.csv", links);
    let rule = folder.write(
        "pack/r.kql",
        "MessageEvents | where SenderEmailAddress startswith 'eve' | join kind=inner MessageUrlInfo on TeamsMessageId\n\
         | summarize Messages = count() by SenderEmailAddress",
    );
    let (data, out) = (folder.path("data"), folder.path("pack/r.lurcher.yaml"));
    let now = "2026-01-12T12:00:00Z";
    let ran = lurcher(&["test", "--record", &rule, "--data", &data, "--now", now, "--out", &out]).with_code(0);
    assert!(ran.out.contains("recorded 2 rows of 2 tables"), "{}", ran.out);
    lurcher(&["test", &folder.path("pack")]).with_code(0);
}

/// `cargo test --release -p lurcher-cli a_thousand_tests -- --ignored --nocapture` tells how long they take.
#[test]
#[ignore = "a measurement, for release builds"]
fn a_thousand_tests() {
    let folder = Folder::new();
    for number in 0..50 {
        folder.write(&format!("pack/r{number}.kql"), thousandth(number));
        let rows = |name: &str| {
            let row = |hour: u32| {
                format!(
                    "        - {{TimeGenerated: ago({hour}h), EmailDirection: Inbound, DeliveryAction: Delivered, NetworkMessageId: m{hour}, SenderDisplayName: {name}, SenderFromAddress: a@evil.example, SenderFromDomain: evil.example, RecipientEmailAddress: b@northwind.example, Subject: Hello}}\n"
                )
            };
            (1..=5).map(row).collect::<String>()
        };
        let tests = (0..20).map(|test| {
            let (name, hit) = if test % 2 == 0 { ("Contoso", true) } else { ("Fabrikam", false) };
            format!("  - name: t{test}\n    given:\n      EmailEvents:\n{}      UrlClickEvents:\n        - {{TimeGenerated: ago(1h), NetworkMessageId: m1, Url: https://evil.example/a}}\n    expect: {{hit: {hit}}}\n", rows(name))
        });
        folder.write(&format!("pack/r{number}.lurcher.yaml"), format!("tests:\n{}", tests.collect::<String>()));
    }
    let start = Instant::now();
    let ran = lurcher(&["test", &folder.path("pack")]).with_code(0);
    println!(
        "{} ({:.2} s with the start of the process)",
        ran.out.lines().last().unwrap_or_default(),
        start.elapsed().as_secs_f64()
    );
}

/// A hunt as hunts are: two tables, a join, a summary.
fn thousandth(number: u32) -> String {
    format!(
        "let window = 7d;\nlet clicked = UrlClickEvents | where TimeGenerated > ago(window) | where Url !has 'intranet{number}' \
         | summarize Clicks = count() by NetworkMessageId;\nEmailEvents\n| where TimeGenerated > ago(window)\n\
         | where EmailDirection == 'Inbound' and DeliveryAction == 'Delivered'\n| where SenderDisplayName has 'Contoso' and SenderFromDomain != 'contoso{number}.example'\n\
         | join kind=leftouter clicked on NetworkMessageId\n\
         | summarize Mails = count(), Clicked = countif(Clicks > 0), Subjects = make_set(Subject, 5) by SenderFromAddress, bin(TimeGenerated, 1d)\n\
         | where Mails > 0\n| sort by Mails desc"
    )
}
