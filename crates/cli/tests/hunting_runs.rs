//! `hunt`: which rules run, with which values, over which time, within which limits.

use crate::harness::{Folder, Ran, events, lurcher};

const OVERLAY: &str = "parameters:\n- {name: word, type: string, default: Phish}\n";

/// Two rules with a parameter each, and a third without.
fn pack() -> (Folder, String) {
    let (folder, data) = events();
    let rule = |id: &str, severity: &str, technique: &str, more: &str| {
        let query = "let word = 'Phish'; EmailEvents | where ThreatTypes has word | project NetworkMessageId";
        format!(
            "id: {id}\nname: {id}\nseverity: {severity}\ntactics: [InitialAccess]\nrelevantTechniques: [{technique}]\nquery: {query}\n{more}"
        )
    };
    folder.write("pack/a.yaml", rule("a", "High", "T1566.002", "tags: [mail]\n"));
    folder.write("pack/b.yaml", rule("b", "Low", "T1114", ""));
    folder.write("pack/a.lurcher.yaml", OVERLAY);
    folder.write("pack/b.lurcher.yaml", OVERLAY);
    folder.write("pack/c.kql", "EmailEvents | where Timestamp > ago(30d) | project NetworkMessageId, Timestamp");
    (folder, data)
}

fn hunt(folder: &Folder, data: &str, more: &[&str]) -> Ran {
    let pack = folder.path("pack");
    let base = ["hunt", &pack, "--data", data, "--now", "2026-01-12T12:00:00Z", "--format", "json"];
    lurcher(&[&base[..], more].concat())
}

/// The rules that ran with their verdicts and rows.
fn ran(folder: &Folder, data: &str, more: &[&str]) -> Vec<String> {
    let ran = hunt(folder, data, more);
    let rules = ran.json()["rules"].as_array().unwrap().clone();
    rules
        .iter()
        .map(|r| format!("{} {} {}", r["name"].as_str().unwrap(), r["verdict"].as_str().unwrap(), r["rows"]))
        .collect()
}

#[test]
fn rules_are_chosen_by_name_severity_tag_technique_and_tactic() {
    let (folder, data) = pack();
    let names = |more: &[&str]| ran(&folder, &data, more).iter().map(|r| r[..1].to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&["--rule", "a", "--rule", "c.kql"]), ["a", "c"]);
    assert_eq!(names(&["--severity", "medium"]), ["a"]);
    assert_eq!(names(&["--tag", "MAIL"]), ["a"]);
    assert_eq!(names(&["--technique", "T1566"]), ["a"]);
    assert_eq!(names(&["--technique", "T1114", "--technique", "t1566.002"]), ["a", "b"]);
    assert_eq!(names(&["--tactic", "initial-access"]), ["a", "b"]);
    for none in [["--technique", "T156"], ["--rule", "nobody"], ["--severity", "grave"]] {
        hunt(&folder, &data, &none).with_code(2);
    }
}

#[test]
fn values_are_chosen_for_all_rules_or_for_one() {
    let (folder, data) = pack();
    let rows = |more: &[&str]| ran(&folder, &data, &[&["--tactic", "InitialAccess"], more].concat());
    assert_eq!(rows(&[]), ["a findings 2", "b findings 2"]);
    assert_eq!(rows(&["--param", "word=Spam"]), ["a findings 1", "b findings 1"]);
    assert_eq!(rows(&["--param", "b.word=Malware", "--param", "word=Spam"]), ["a findings 1", "b quiet 0"]);
    for (given, why) in [("wort=1", "no rule"), ("c.word=1", "no rule"), ("word", "NAME=VALUE")] {
        let ran = hunt(&folder, &data, &["--param", given]).with_code(2);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn a_range_of_time_hides_what_lies_outside() {
    let (folder, data) = pack();
    let c = |more: &[&str]| ran(&folder, &data, &[&["--rule", "c"], more].concat());
    assert_eq!(c(&["--from", "2026-01-11"]), ["c findings 2"]);
    assert_eq!(c(&["--from", "2026-01-11", "--to", "2026-01-12T10:00:00Z"]), ["c findings 1"]);
    assert_eq!(c(&["--to", "2026-01-12T10:00:01Z"]), ["c findings 3"]);
    assert_eq!(c(&["--to", "2025-01-01"]), ["c not judged 0"]);
    hunt(&folder, &data, &["--from", "2026-02-01", "--to", "2026-01-01"]).with_code(2);
    hunt(&folder, &data, &["--from", "yesterday"]).with_code(2);
}

#[test]
fn answers_do_not_depend_on_how_many_rules_run_at_once() {
    let (folder, data) = pack();
    for n in 0..12 {
        folder.write(&format!("pack/n{n}.kql"), format!("EmailEvents | where Timestamp > ago(30d) | take {n}"));
    }
    let without_times = |jobs: &str| {
        let mut json = hunt(&folder, &data, &["--jobs", jobs]).json();
        json["seconds"] = 0.into();
        json["summary"] = 0.into();
        json["rules"].as_array_mut().unwrap().iter_mut().for_each(|r| {
            r["seconds"] = 0.into();
            r["run"]["seconds"] = 0.into();
        });
        json
    };
    assert!(without_times("1") == without_times("8"));
}

#[test]
fn a_rule_beyond_its_limits_is_ended_and_says_so() {
    let (folder, data) = pack();
    let ran = hunt(&folder, &data, &["--rule", "c", "--rule-rows", "2"]).with_code(3);
    assert_eq!(ran.json()["rules"][0]["verdict"], "ended");
    assert!(ran.json()["rules"][0]["reason"].as_str().unwrap().contains("--rule-rows"));
    folder.write(
        "pack/slow.kql",
        "range x from 1 to 40000000 step 1 | extend y = hash_sha256(tostring(x)) | where y == ''",
    );
    let ran = hunt(&folder, &data, &["--rule", "slow", "--rule-time", "1s"]).with_code(3);
    assert!(ran.json()["rules"][0]["reason"].as_str().unwrap().contains("limit of 1s"), "{}", ran.out);
    hunt(&folder, &data, &["--rule-time", "soon"]).with_code(2);
}

#[test]
fn a_look_back_below_zero_is_no_all_clear() {
    let (folder, data) = events();
    folder.write("pack/a.kql", "let days = 7d; EmailEvents | where Timestamp > ago(days) | project NetworkMessageId");
    folder.write("pack/a.lurcher.yaml", "parameters:\n- {name: days, type: timespan, default: 7d}\n");
    hunt(&folder, &data, &[]).with_code(1);
    let ran = hunt(&folder, &data, &["--param", "days=-7d"]).with_code(3);
    assert!(ran.json()["rules"][0]["reason"].to_string().contains("less than no time"), "{}", ran.out);
}

#[test]
fn a_file_that_cannot_be_written_is_refused_before_any_rule_runs() {
    let (folder, data) = pack();
    folder.write("pack/slow.kql", "range x from 1 to 40000000 step 1 | summarize dcount(hash_sha256(tostring(x)))");
    for option in ["--record", "--ledger", "--out"] {
        let start = std::time::Instant::now();
        let ran = hunt(&folder, &data, &["--rule", "slow", option, &folder.path("none/file")]).with_code(2);
        assert!(ran.err.contains("none/file") && start.elapsed().as_secs() < 20, "{}", ran.err);
    }
    // What an earlier run wrote stays until there is something new.
    folder.write("kept", "earlier");
    hunt(&folder, "/nowhere", &["--record", &folder.path("kept")]).with_code(2);
    assert_eq!(folder.read("kept"), "earlier");
}

#[test]
fn a_rule_with_too_many_rows_does_not_fill_the_memory() {
    let (folder, data) = pack();
    folder.write("pack/many.kql", "range x from 1 to 40000000 step 1 | extend s = strcat('a long text of a row ', x)");
    let ran = hunt(&folder, &data, &["--rule", "many", "--rule-rows", "1000"]).with_code(3);
    let reason = ran.json()["rules"][0]["reason"].to_string();
    assert!(reason.contains("more than 1000 rows") && reason.contains("(--rule-rows)"), "{reason}");
    assert!(ran.json()["rules"][0]["seconds"].as_f64().unwrap() < 20.0);
}

#[test]
fn data_that_change_during_a_hunt_are_told() {
    let (folder, data) = pack();
    lurcher(&["convert", &data, "--out", &folder.path("tables")]).with_code(0);
    let tables = folder.path("tables");
    folder.write(
        "pack/slow.kql",
        "EmailEvents | join kind=fullouter (range x from 1 to 40000000 step 1 | extend y = hash_sha256(tostring(x)) | where y == '') on $left.Subject == $right.y",
    );
    let hunt = ["--rule", "slow", "--rule-time", "4s", "--jobs", "1"];
    let mut parquet = std::path::PathBuf::from(&tables);
    while parquet.is_dir() {
        parquet = std::fs::read_dir(&parquet).unwrap().next().unwrap().unwrap().path();
    }
    let change = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(2));
        std::fs::File::options()
            .append(true)
            .open(parquet)
            .unwrap()
            .set_modified(std::time::SystemTime::now())
            .unwrap();
    });
    // The rule is ended; had it ended by itself, that would be as well.
    let pack = folder.path("pack");
    let ran = lurcher(&[&["hunt", &pack, "--data", &tables, "--now", "2026-01-12T12:00:00Z"], &hunt[..]].concat());
    change.join().unwrap();
    let ran = ran.with_code(2);
    assert!(ran.err.contains("changed while the rules ran"), "{}", ran.err);
}

#[test]
fn availability_says_which_tables_and_columns_are_there_and_filled() {
    let (folder, data) = events();
    folder.write("pack/a.kql", "EmailEvents | where ThreatTypes has 'Phish' | project NetworkMessageId");
    folder.write("pack/b.kql", "EmailEvents | where ConfidenceLevel == 'High' and EmailDirection == 'Inbound'");
    folder.write("pack/c.kql", "UrlClickEvents | where Url has 'x'");
    folder.write(
        "pack/d.kql",
        "let c = UrlClickEvents | project NetworkMessageId; EmailEvents | where NetworkMessageId in (c)",
    );
    let ran = hunt(&folder, &data, &["--availability"]).with_code(3);
    let rules = ran.json()["rules"].as_array().unwrap().clone();
    let said: Vec<String> =
        rules.iter().map(|r| format!("{} {}", r["availability"].as_str().unwrap(), r["reasons"])).collect();
    assert_eq!(said[0], "full []");
    assert!(said[1].starts_with("degraded") && said[1].contains("ConfidenceLevel"), "{}", said[1]);
    assert!(!said[1].contains("EmailDirection"), "{}", said[1]);
    assert_eq!(said[2], "cannot run [\"needs UrlClickEvents: no data\"]");
    assert_eq!(said[3], "degraded [\"needs UrlClickEvents: no data\"]");
    folder.write("pack/t.kql", "EmailEvents | where TimeGenerated > ago(1d)");
    hunt(&folder, &data, &["--availability", "--rule", "t"]).with_code(0);
    let threats = &rules[0]["tables"][0]["columns"][1];
    assert_eq!((&threats["name"], &threats["rows_filled"]), (&"ThreatTypes".into(), &2.into()));
    hunt(&folder, &data, &["--availability", "--rule", "a"]).with_code(0);
    folder.write("pack/e.kql", "EmailEvents | wher x");
    let base = ["hunt", &folder.path("pack"), "--data", &data, "--availability"];
    let text = lurcher(&base).with_code(2).out;
    assert!(text.contains("broken") && text.contains("e.kql:1:"), "{text}");
}

/// Advice that was followed is not given again.
#[test]
fn advice_on_the_clock_is_another_clock() {
    let (folder, data) = events();
    let rule = folder.write("r.kql", "EmailEvents | where Timestamp > ago(1h)");
    let hunt = |more: &[&str]| lurcher(&[&["hunt", &rule, "--data", &data], more].concat()).with_code(3).out;
    assert!(
        hunt(&["--now", "2026-02-01"]).contains("looks at the last hour before 2026-02-01T00:00:00Z; try --now data")
    );
    let ranged = hunt(&["--now", "data", "--to", "2026-01-11"]);
    assert!(ranged.contains("; try --now 2026-01-11T00:00:00Z") && !ranged.contains("try --now data"), "{ranged}");
    // Another table has the newest row.
    let clicks = folder.write("UrlClickEvents.csv", "Timestamp,Url\n2026-01-14T10:00:00Z,https://a.example\n");
    let beside = hunt(&["--data", &clicks, "--now", "data"]);
    assert!(beside.contains("the newest row is of 2026-01-12") && !beside.contains("try --now"), "{beside}");
}
