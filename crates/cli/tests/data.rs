//! `--data` and `--table`, `convert`, and what is said about data.

use crate::harness::{EVENTS, Folder, MAIL, events, lurcher};

const COUNT: &str = "EmailEvents | summarize count() by SenderFromDomain | sort by SenderFromDomain asc";

fn count(data: &[&str]) -> String {
    lurcher(&[&["query", COUNT, "--format", "csv"], data].concat()).with_code(0).out
}

#[test]
fn converted_data_answer_as_the_originals_do() {
    let (folder, csv) = events();
    folder.write("mail/1.eml", MAIL);
    let tables = folder.path("tables");
    let ran = lurcher(&["convert", &csv, &folder.path("mail"), "--out", &tables]).with_code(0);
    assert!(ran.out.contains("EmailEvents: 4 rows"), "{}", ran.out);
    assert!(folder.exists("tables/EmailEvents/2026-01/part-0.parquet"));
    for kql in [
        COUNT,
        "EmailEvents | sort by Timestamp asc, NetworkMessageId asc",
        "EmailUrlInfo | sort by Url asc",
        "EmailHeaders | sort by Ordinal asc",
    ] {
        let direct =
            lurcher(&["query", kql, "--format", "csv", "--data", &csv, "--data", &folder.path("mail")]).with_code(0);
        let stored = lurcher(&["query", kql, "--format", "csv", "--data", &tables]).with_code(0);
        assert!(direct.out.lines().count() > 1);
        assert_eq!(direct.out, stored.out, "{kql}");
    }
    let twice = count(&["--data", &tables, "--data", &format!("{tables}/../tables/EmailEvents")]);
    assert_eq!(twice, count(&["--data", &tables]));
}

#[test]
fn files_folders_patterns_and_names() {
    let (folder, csv) = events();
    let expected = "SenderFromDomain,count_\ncontoso.example,1\nevil.example,2\n";
    assert_eq!(count(&["--data", &csv]), expected);
    assert_eq!(count(&["--data", &folder.path("*.csv")]), expected);
    assert_eq!(count(&["--data", &folder.path("")]), expected);
    let odd = folder.write("odd/export (1).txt", EVENTS);
    assert_eq!(count(&["--table", &format!("EmailEvents={odd}")]), expected);
    // Parquet and other files in one folder, and files named after no table in a folder that is.
    lurcher(&[
        "query",
        "EmailEvents | take 1",
        "--data",
        &csv,
        "--format",
        "parquet",
        "--out",
        &folder.path("x.parquet"),
    ])
    .with_code(0);
    let moved = std::fs::read(folder.path("x.parquet")).unwrap();
    std::fs::remove_file(folder.path("x.parquet")).unwrap();
    folder.write("mixed/EmailEvents/a.parquet", &moved);
    folder.write("mixed/EmailEvents-2.csv", EVENTS);
    let mixed =
        lurcher(&["query", "EmailEvents | count", "--format", "csv", "--data", &folder.path("mixed")]).with_code(0);
    assert_eq!(mixed.out, "Count\n4\n");
    let nameless = folder.write("nameless.parquet", &moved);
    let ran = lurcher(&["query", "EmailEvents | count", "--data", &nameless]).with_code(2);
    assert!(ran.err.contains("--table NAME="), "{}", ran.err);
}

#[test]
fn nothing_to_read_is_an_error_and_never_an_empty_answer() {
    let folder = Folder::new();
    folder.write("empty/.keep", "");
    let prose = folder.write("prose.txt", "just words, nothing more");
    let zero = folder.write("zero.eml", "");
    for data in [folder.path("absent"), folder.path("*.eml.gz"), folder.path("empty"), prose, zero] {
        let ran = lurcher(&["query", "EmailEvents | count", "--data", &data]).with_code(2);
        assert!(ran.out.is_empty() && ran.err.starts_with("error: "), "{data}: {}", ran.err);
    }
    lurcher(&["convert", &folder.path("empty"), "--out", &folder.path("out")]).with_code(2);
    let ran = lurcher(&["query", "print 1", "--table", "EmailEvnts=x"]).with_code(2);
    assert!(ran.err.contains("EmailEvents"), "{}", ran.err);
}

#[test]
fn what_was_not_read_is_said() {
    let (folder, csv) = events();
    let ragged = folder.write("more/EmailEvents.csv", format!("{EVENTS}only,three,cells\n"));
    let ran = lurcher(&["query", "EmailEvents | count", "--data", &ragged]).with_code(0);
    assert!(ran.err.contains("rejected: 1") && ran.err.contains("EmailEvents.csv"), "{}", ran.err);
    let twice =
        lurcher(&["query", "EmailEvents | count", "--format", "csv", "--data", &csv, "--data", &ragged]).with_code(0);
    assert_eq!(twice.out, "Count\n3\n");
    assert!(twice.err.contains("already read: 3 rows"), "{}", twice.err);
    let ran = lurcher(&["query", "UrlClickEvents | count", "--data", &csv]).with_code(0);
    assert!(ran.err.contains("warning: UrlClickEvents: no data"), "{}", ran.err);
}

#[test]
fn mail_without_outbound_is_noticed() {
    let (_folder, csv) = events();
    let asks = "EmailEvents | where EmailDirection == \"Outbound\" | count";
    let ran = lurcher(&["query", asks, "--data", &csv]).with_code(0);
    assert!(ran.err.contains("no outbound mail"), "{}", ran.err);
    let ran = lurcher(&["query", asks, "--data", &csv, "--format", "json"]).with_code(0).json();
    assert!(ran["warnings"][0].as_str().unwrap().contains("no outbound mail"));
    assert!(!lurcher(&["query", "EmailEvents | count", "--data", &csv]).with_code(0).err.contains("outbound"));
}

#[test]
fn the_clock_is_the_caller_s() {
    let (_folder, csv) = events();
    let recent = "EmailEvents | where Timestamp > ago(1d) | count";
    let at = |clock: &[&str]| {
        lurcher(&[&["query", recent, "--format", "csv", "--data", &csv], clock].concat()).with_code(0).out
    };
    assert_eq!(at(&["--now", "2026-01-11T10:00:00Z"]), "Count\n2\n");
    assert_eq!(at(&["--now", "data"]), "Count\n1\n");
    assert_eq!(at(&["--as-of", "2026-01-11T10:00:00Z"]), "Count\n1\n");
    lurcher(&["query", recent, "--now", "soon"]).with_code(2);
}

#[test]
fn no_mail_stays_behind() {
    let (folder, csv) = events();
    std::fs::create_dir(folder.path("tmp")).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lurcher"));
    command.args(["query", "EmailEvents | count", "--data", &csv]).env("TMPDIR", folder.path("tmp"));
    assert!(command.output().unwrap().status.success());
    assert_eq!(std::fs::read_dir(folder.path("tmp")).unwrap().count(), 0);
}
