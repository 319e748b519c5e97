//! `lurcher feed`: the site, and packs that follow a repository.

use crate::harness::{EVENTS, Folder, lurcher};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

const RULE: &str = "\
id: 11111111-2222-3333-4444-555555555555
name: Loud sender
description: Senders of many mails.
severity: High
tactics: [InitialAccess]
relevantTechniques: [T1566]
query: |
  let few = 1;
  EmailEvents
  | where Timestamp > ago(36h) and Subject has \"invoice\"
  | summarize Mails = count() by SenderFromAddress
  | where Mails > few
";

const OVERLAY: &str = "\
exclusions:
- {id: news, scenario: The newsletter, where: SenderFromDomain == 'news.example', appliesTo: EmailEvents, owner: o, reason: r, created: 2026-01-01, expires: 2026-06-01}
tests:
- {name: two mails, expect: {hit: true}}
- {name: one mail, expect: {hit: false}}
";

fn pack() -> Folder {
    let folder = Folder::new();
    folder.write("pack/loud.yaml", RULE);
    folder.write("pack/loud.lurcher.yaml", OVERLAY);
    folder
}

fn build(folder: &Folder, more: &[&str]) -> (Value, String) {
    let (pack, site) = (folder.path("pack"), folder.path("site"));
    let arguments = ["feed", "build", pack.as_str(), "--out", site.as_str()];
    lurcher(&[&arguments, more].concat()).with_code(0);
    let rules: Value = serde_json::from_str(&folder.read("site/rules.json")).unwrap();
    let page = folder.read(&format!("site/{}", rules["rules"][0]["page"].as_str().unwrap()));
    (rules["rules"][0].clone(), page)
}

#[test]
fn facts_come_from_the_bound_query() {
    let (rule, page) = build(&pack(), &[]);
    assert_eq!(
        rule["facts"]["columns"]["EmailEvents"],
        serde_json::json!(["Timestamp", "Subject", "SenderFromAddress"])
    );
    assert_eq!(rule["facts"]["windows"], serde_json::json!(["Timestamp > ago(36h)"]));
    assert_eq!(rule["facts"]["thresholds"], serde_json::json!(["Mails > few"]));
    assert_eq!(rule["techniques"][0]["name"], "Phishing");
    assert_eq!(rule["tests"]["state"], "not run");
    // No hypothesis was written: one is derived, and says so. 36 hours are not a number of days.
    assert!(page.contains("nobody has confirmed it") && page.contains("within the last 36 hours"), "{page}");
}

#[test]
fn what_other_commands_found_out_is_shown() {
    let folder = pack();
    let id = "11111111-2222-3333-4444-555555555555";
    let test = |name: &str| format!(r#"{{"name": "{name}", "outcome": "passed", "mustHit": true}}"#);
    let (two, one) = (test("two mails"), test("one mail"));
    let report = format!(
        r#"{{"rules": [{{"id": "{id}", "passes": true, "tests": [{two}, {one}], "mutants": 4, "noticed": 3, "unnoticed": []}}]}}"#
    );
    let record = |clock: &str, rows: u64| {
        format!(r#"{{"rule": "{id}", "clock": "{clock}", "verdict": "findings", "rows_out": {rows}}}"#)
    };
    let records = format!("{}\n{}\n", record("2026-01-02T00:00:00Z", 7), record("2026-01-01T00:00:00Z", 5));
    let ledger =
        format!(r#"{{"rule": "{id}", "exclusion": "news", "rows_hidden": 12, "clock": "2026-01-02T00:00:00Z"}}"#);
    let (tests, records) = (folder.write("report.json", report), folder.write("run.ndjson", records));
    let ledger = folder.write("ledger.ndjson", ledger);
    let given = ["--tests", &tests, "--record", &records, "--ledger", &ledger, "--now", "2026-07-01"];
    let (rule, page) = build(&folder, &given);
    assert_eq!(rule["tests"]["state"], "passing");
    assert_eq!(rule["tests"]["strength"]["percent"], 75);
    assert_eq!(rule["lastRun"]["rows"], 7);
    assert_eq!(rule["exclusions"][0]["lastCounted"]["rows"], 12);
    assert!(
        page.contains("Tests pass: 2 of 2")
            && page.contains("expired: it hides nothing any more")
            && page.contains("<svg")
    );
    lurcher(&["feed", "build", &folder.path("pack"), "--out", &folder.path("site"), "--tests", &ledger]).with_code(2);
}

/// The shipped pack over made-up mail as the demo has it: what `coverage` says of each technique, the site says too.
#[test]
fn the_site_and_coverage_tell_the_same() {
    let folder = Folder::new();
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mail-starter");
    let [data, tests, record, ledger, out] =
        ["tables", "tests.json", "run.ndjson", "ledger.ndjson", "hunt.txt"].map(|name| folder.path(name));
    lurcher(&["synth", "--messages", "3000", "--days", "40", "--out", &data]).with_code(0);
    lurcher(&["test", pack, "--format", "json", "--out", &tests]).with_code(0);
    // Not all of it, so that not everything is covered.
    let data = format!("{data}/EmailEvents");
    let hunt =
        ["hunt", pack, "--data", &data, "--now", "data", "--record", &record, "--ledger", &ledger, "--out", &out];
    lurcher(&hunt).with_code(1);
    let known = ["--tests", &tests, "--record", &record];
    let told = lurcher(&[&["coverage", pack, "--format", "json"], &known[..]].concat()).with_code(0).json();
    // Whoever looks at the data again finds what the hunt has noted.
    let looked = lurcher(&[&["coverage", pack, "--format", "json", "--data", &data], &known[..]].concat()).json();
    let site = folder.path("site");
    lurcher(&[&["feed", "build", pack, "--out", &site, "--ledger", &ledger], &known[..]].concat()).with_code(0);
    let shown: Value = serde_json::from_str(&folder.read("site/coverage.json")).unwrap();
    let table = |json: &Value| -> BTreeMap<String, String> {
        let text = |t: &Value, key: &str| t[key].as_str().unwrap().to_owned();
        json["techniques"].as_array().unwrap().iter().map(|t| (text(t, "id"), text(t, "state"))).collect()
    };
    assert_eq!(table(&shown), table(&told));
    assert_eq!(table(&shown), table(&looked));
    assert_eq!((&shown["counts"], &shown["summary"]), (&looked["counts"], &looked["summary"]));
    let states: BTreeSet<String> = table(&shown).into_values().collect();
    assert!(states.contains("covered") && states.len() > 1, "{states:?}");
    // And so does the page.
    let page = folder.read("site/coverage.html");
    let cells = page.split("data-state=\"").skip(1).filter_map(|cell| {
        let (state, rest) = cell.split_once('"')?;
        Some((rest.split_once("technique=")?.1.split_once('"')?.0.to_owned(), state.to_owned()))
    });
    assert_eq!(cells.collect::<BTreeMap<_, _>>(), table(&shown));
    assert!(page.contains(&shown["summary"].as_str().unwrap().replace('&', "&amp;")), "{}", shown["summary"]);
}

/// A rule may call a stored function, whose columns it needs as it needs its own.
#[test]
fn stored_functions_are_read() {
    let folder = Folder::new();
    folder.write("functions/Delivered.kql", "EmailEvents | where DeliveryAction == 'Delivered' and Connectors == ''");
    folder.write("pack/a.kql", "Delivered | where Subject has 'x' | project NetworkMessageId");
    let (rule, _) = build(&folder, &[]);
    assert!(rule["refused"].is_string(), "{rule}");
    let functions = folder.path("functions");
    let (rule, _) = build(&folder, &["--functions", &functions]);
    assert_eq!(rule["refused"], Value::Null);
    let events = folder.write("EmailEvents.csv", EVENTS);
    let needs = ["hunt", &folder.path("pack"), "--data", &events, "--functions", &functions, "--now", "data"];
    let ran = lurcher(&[&needs[..], &["--availability", "--format", "json"]].concat()).with_code(3).json();
    let why = serde_json::json!(["no row of EmailEvents fills Connectors"]);
    assert_eq!(ran["rules"][0]["reasons"], why);
    // The record of a hunt tells the same.
    let ran = lurcher(&[&needs[..], &["--format", "json"]].concat()).json();
    assert_eq!(ran["rules"][0]["run"]["availability"], serde_json::json!({"verdict": "degraded", "reasons": why}));
}

#[test]
fn the_same_rules_give_the_same_site() {
    let folder = pack();
    build(&folder, &[]);
    let before = (folder.read("site/index.html"), folder.read("site/feed.json"), folder.read("site/rules.json"));
    build(&folder, &[]);
    assert_eq!(before, (folder.read("site/index.html"), folder.read("site/feed.json"), folder.read("site/rules.json")));
}

#[test]
fn a_query_that_is_refused_has_a_page_that_says_so() {
    let folder = Folder::new();
    folder.write("pack/broken.kql", "EmailEvents | where Nothing == 1");
    let (rule, page) = build(&folder, &[]);
    assert!(rule["refused"].as_str().unwrap().contains("broken.kql:1:21"), "{rule}");
    assert!(page.contains("The query is refused."));
    folder.write("pack/worse.yaml", "id: x\nname: y\n");
    let ran = lurcher(&["feed", "build", &folder.path("pack"), "--out", &folder.path("site")]).with_code(2);
    assert!(ran.err.contains("worse.yaml") && folder.read("site/index.html").contains("worse.yaml"));
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let folder = pack();
    folder.write("site/thesis.html", "mine");
    let ran = lurcher(&["feed", "build", &folder.path("pack"), "--out", &folder.path("site")]).with_code(2);
    assert!(ran.err.contains("name an empty folder"), "{}", ran.err);
}

#[test]
fn a_thousand_rules_are_built_in_time() {
    let folder = Folder::new();
    let words = ["EmailEvents", "UrlClickEvents", "EmailAttachmentInfo", "EmailUrlInfo"];
    for n in 0..1000 {
        let table = words[n % words.len()];
        let id = format!("00000000-0000-4000-8000-{n:012}");
        let query = format!(
            "let known = {table} | where Timestamp < ago({}d) | distinct NetworkMessageId;\n  {table}\n  | where Timestamp > ago({}h)\n  \
             | join kind=leftanti known on NetworkMessageId\n  | summarize Mails = count() by NetworkMessageId, bin(Timestamp, 1h)\n  \
             | where Mails > {n}\n  | sort by Mails desc",
            n % 30 + 1,
            n % 47 + 1,
        );
        let rule = format!(
            "id: {id}\nname: Rule {n}\ndescription: The rule number {n}.\nseverity: Medium\ntactics: [InitialAccess]\n\
             relevantTechniques: [T1566.00{}]\nquery: |\n  {query}\n",
            n % 3 + 1
        );
        folder.write(&format!("pack/{}/rule-{n}.yaml", n % 10), rule);
    }
    let start = Instant::now();
    lurcher(&["feed", "build", &folder.path("pack"), "--out", &folder.path("site")]).with_code(0);
    let time = start.elapsed();
    println!("feed of 1,000 rules: {:.1} s", time.as_secs_f64());
    assert!(time < Duration::from_secs(20), "{time:?}");
    assert_eq!(std::fs::read_dir(folder.path("site/rules")).unwrap().count(), 1000);
}

/// A browser shows the pages of hostile and plain rules without a word in its console and without a request: skipped,
/// and said so, where there is none. The pictures stay in the target folder for whoever wants to look.
#[test]
fn a_browser_has_nothing_to_say() {
    let Some(browser) = browser() else {
        return println!("skipped: no browser is installed");
    };
    let folder = pack();
    folder.write(
        "pack/hostile.kql",
        "// </script><script>console.log('x'); fetch('https://evil.example')</script>\nEmailEvents",
    );
    build(&folder, &[]);
    let pictures = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let hostile = "rules/hostile.html".to_owned();
    let pages = [
        "index.html".to_owned(),
        "coverage.html".to_owned(),
        "rules/11111111-2222-3333-4444-555555555555.html".to_owned(),
        hostile,
    ];
    for (number, page) in pages.iter().enumerate() {
        for width in [1280, 390] {
            let picture = pictures.join(format!("feed-{number}-{width}.png"));
            let (said, asked) = look_at(browser, &folder, &folder.path(&format!("site/{page}")), width, &picture);
            assert!(said.contains("bytes written to file"), "{page}: {said}");
            assert!(!said.contains("CONSOLE"), "{page}: {said}");
            assert_eq!(asked, Vec::<String>::new(), "{page} asks another site");
        }
    }
    // A page that does ask is found out.
    let asking = folder.write("asking.html", "<!DOCTYPE html><title>x</title><img src=\"http://asked.example/x.png\">");
    let (_, asked) = look_at(browser, &folder, &asking, 390, &pictures.join("asking.png"));
    assert!(asked.concat().contains("asked.example"), "{asked:?}");
}

/// What the browser says of a page, and the requests that the page made of others: not those of the browser itself.
fn look_at(browser: &str, folder: &Folder, page: &str, width: u32, picture: &std::path::Path) -> (String, Vec<String>) {
    let log = folder.path("net.json");
    let ran = std::process::Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--no-first-run"])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
        ])
        .arg(format!("--user-data-dir={}", folder.path("profile")))
        .arg(format!("--window-size={width},1200"))
        .arg(format!("--log-net-log={log}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{page}"))
        .output()
        .unwrap();
    let log = std::fs::read_to_string(&log).unwrap();
    let of_page = |line: &&str| line.contains("\"site_for_cookies\":\"SiteForCookies: {site=file:");
    let asked = log.lines().filter(of_page).filter(|line| line.contains("\"url\":\"http")).map(str::to_owned).collect();
    (String::from_utf8_lossy(&ran.stderr).into_owned(), asked)
}

/// The browser of this machine, if there is one.
pub fn browser() -> Option<&'static str> {
    let is_there = |program: &&str| {
        std::process::Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
    };
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(is_there)
}

/// A repository as it lies on disk after a clone.
fn source(folder: &Folder, commit: char) {
    folder.write("source/.git/HEAD", commit.to_string().repeat(40));
    folder.write("source/.git/config", "[remote \"origin\"]\nurl = https://me:secret@github.com/someone/rules.git\n");
    folder.write("source/LICENSE", "MIT License\n");
}

fn sync(folder: &Folder, more: &[&str], code: i32) -> String {
    let (source, pack) = (folder.path("source/hunts"), folder.path("pack"));
    let arguments = ["feed", "sync", source.as_str(), "--into", pack.as_str(), "--retrieved", "2026-02-01T08:00:00Z"];
    lurcher(&[&arguments, more].concat()).with_code(code).out
}

#[test]
fn a_pack_follows_its_source() {
    let folder = Folder::new();
    source(&folder, 'a');
    folder.write("source/hunts/loud.yaml", RULE);
    folder.write("source/hunts/loud.lurcher.yaml", "hypothesis: theirs\n");
    folder.write("source/hunts/sub/quiet.kql", "EmailEvents | take 1");
    let out = sync(&folder, &["--dry-run"], 0);
    assert!(out.contains("new       loud.yaml  Loud sender") && out.contains("nothing was written"), "{out}");
    assert!(!folder.exists("pack/loud.yaml"));
    sync(&folder, &[], 0);
    assert_eq!(folder.read("pack/loud.yaml"), RULE);
    assert!(!folder.exists("pack/loud.lurcher.yaml"), "overlays are the pack's own");
    assert!(folder.read("pack/pack.lurcher.yaml").contains("https://github.com/someone/rules"));
    assert!(
        !folder.read("pack/lurcher.lock").contains("secret")
            && !folder.read("pack/pack.lurcher.yaml").contains("secret")
    );
    assert!(sync(&folder, &[], 0).contains("2 files: 2 same"));

    // The owners add an overlay and exclusions of the pack; the source changes a rule and drops another.
    folder.write("pack/loud.lurcher.yaml", OVERLAY);
    folder.write("pack/pack.lurcher.yaml", format!("{}expired: error\n", folder.read("pack/pack.lurcher.yaml")));
    source(&folder, 'b');
    let changed =
        RULE.replace("Mails > few", "Mails >= few").replace("ago(36h) and Subject has \"invoice\"", "ago(30d)");
    folder.write("source/hunts/loud.yaml", &changed);
    std::fs::remove_file(folder.path("source/hunts/sub/quiet.kql")).unwrap();
    let events = folder.write("data/EmailEvents.csv", EVENTS);
    let out = sync(&folder, &["--data", &events, "--now", "data"], 0);
    assert!(out.contains("changed   loud.yaml  Loud sender") && out.contains("hits: 0 → 2"), "{out}");
    assert!(out.contains("removed   sub/quiet.kql") && out.contains("hits: 1 → none"), "{out}");
    assert_eq!(
        (folder.read("pack/loud.yaml"), folder.read("pack/loud.lurcher.yaml")),
        (changed.clone(), OVERLAY.to_owned())
    );
    assert!(folder.read("pack/pack.lurcher.yaml").contains("expired: error"));
    assert!(folder.read("pack/pack.lurcher.yaml").contains(&"b".repeat(40)));
    assert!(folder.exists("pack/sub/quiet.kql"));
    sync(&folder, &["--prune"], 0);
    assert!(!folder.exists("pack/sub/quiet.kql"));

    // The page says where it came from and what happened to it.
    let (rule, page) = build(&folder, &[]);
    let original = format!("https://github.com/someone/rules/blob/{}/hunts/loud.yaml", "b".repeat(40));
    assert_eq!(rule["provenance"]["original"], original);
    assert!(
        page.contains("as it was fetched") && page.contains("2026-02-01T08:00:00Z: changed (bbbbbbbbbbbb)"),
        "{page}"
    );
    assert!(page.contains("MIT License"));

    // Both change it: nobody's work is lost, and the exit code says that somebody has to decide.
    folder.write("pack/loud.yaml", changed.replace("Loud", "Louder"));
    folder.write("source/hunts/loud.yaml", changed.replace("Loud", "Loudest"));
    let out = sync(&folder, &[], 1);
    assert!(out.contains("conflict  loud.yaml") && folder.read("pack/loud.yaml").contains("Louder"), "{out}");
    let upstream = folder.path("source/hunts");
    let (_, page) = build(&folder, &["--upstream", &upstream]);
    assert!(page.contains("changed here since it was fetched") && page.contains("+name: Louder sender"), "{page}");
}

#[test]
fn a_moved_rule_keeps_its_history() {
    let folder = Folder::new();
    source(&folder, 'a');
    folder.write("source/hunts/loud.yaml", RULE);
    folder.write("source/hunts/quiet.kql", "EmailEvents | take 1");
    sync(&folder, &[], 0);
    source(&folder, 'b');
    for (from, to) in [("loud.yaml", "sub/louder.yaml"), ("quiet.kql", "sub/still.kql")] {
        folder.write(&format!("source/hunts/{to}"), folder.read(&format!("source/hunts/{from}")));
        std::fs::remove_file(folder.path(&format!("source/hunts/{from}"))).unwrap();
    }
    let events = folder.write("data/EmailEvents.csv", EVENTS);
    let out = sync(&folder, &["--data", &events, "--now", "data"], 0);
    assert!(out.contains("moved     loud.yaml → sub/louder.yaml") && out.contains("2 files: 2 moved"), "{out}");
    assert!(out.contains("hits: 0 → 0  Loud sender") && out.contains("hits: 1 → 1  still"), "{out}");
    assert!(!folder.exists("pack/loud.yaml") && !folder.exists("pack/quiet.kql"));
    assert!(sync(&folder, &[], 0).contains("2 files: 2 same"));
    let (_, page) = build(&folder, &[]);
    let told = "moved from loud.yaml (bbbbbbbbbbbb); hits on the data at hand: 0 → 0";
    assert!(page.contains(told) && page.contains("added (aaaaaaaaaaaa)"), "{page}");

    // A rule with an overlay stays, for fixtures lie beside it: its owners move both.
    folder.write("pack/sub/louder.lurcher.yaml", OVERLAY);
    std::fs::rename(folder.path("source/hunts/sub/louder.yaml"), folder.path("source/hunts/loudest.yaml")).unwrap();
    let out = sync(&folder, &[], 1);
    assert!(out.contains("conflict  sub/louder.yaml → loudest.yaml") && folder.exists("pack/sub/louder.yaml"), "{out}");
    for ending in ["yaml", "lurcher.yaml"] {
        let from = folder.path(&format!("pack/sub/louder.{ending}"));
        std::fs::rename(from, folder.path(&format!("pack/loudest.{ending}"))).unwrap();
    }
    assert!(sync(&folder, &[], 0).contains("2 files: 2 same"));

    // What the source no longer has is told on its page.
    std::fs::remove_file(folder.path("source/hunts/loudest.yaml")).unwrap();
    sync(&folder, &[], 0);
    assert!(build(&folder, &[]).1.contains("no longer there"));
}

#[test]
fn a_pack_lies_beside_its_source() {
    let folder = Folder::new();
    source(&folder, 'a');
    folder.write("source/hunts/loud.yaml", RULE);
    let (hunts, inner) = (folder.path("source/hunts"), folder.path("source/hunts/pack"));
    for (from, into) in [(&hunts, &inner), (&hunts, &hunts), (&hunts, &folder.path("source"))] {
        let ran = lurcher(&["feed", "sync", from, "--into", into]).with_code(2);
        assert!(ran.err.contains("none of them within the other"), "{}", ran.err);
    }
    assert!(!folder.exists("source/hunts/pack"));
}

/// A repository may hold links, and the files that they lead to are none of its own.
#[cfg(unix)]
#[test]
fn nothing_is_read_through_a_link() {
    let folder = Folder::new();
    source(&folder, 'a');
    folder.write("source/hunts/loud.yaml", RULE);
    let secret = folder.write("secret.yaml", RULE.replace("Loud sender", "secret"));
    std::fs::remove_file(folder.path("source/LICENSE")).unwrap();
    for name in ["source/LICENSE", "source/hunts/LICENSE", "source/hunts/link.yaml"] {
        std::os::unix::fs::symlink(&secret, folder.path(name)).unwrap();
    }
    let out = sync(&folder, &[], 0);
    assert!(out.contains("1 file: 1 new") && !out.contains("licence:"), "{out}");
    assert!(!folder.exists("pack/LICENSE-upstream.txt") && !folder.exists("pack/link.yaml"));
    assert!(!folder.read("pack/lurcher.lock").contains("secret.yaml"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new();
    source(&folder, 'a');
    folder.write("source/hunts/sub/quiet.kql", "EmailEvents | take 1");
    folder.write("elsewhere/x", "");
    std::fs::create_dir_all(folder.path("pack")).unwrap();
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("pack/sub")).unwrap();
    sync(&folder, &[], 2);
    assert!(!folder.exists("elsewhere/quiet.kql"));
}
