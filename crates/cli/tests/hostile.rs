//! Input made to break things: refused with a sentence, never with a crash.

use crate::harness::{EVENTS, Folder, events, lurcher, lurcher_reading};

/// Run or refused, but not crashed.
fn survives(kql: &str) {
    let ran = lurcher_reading(&["query", "-", "--format", "json"], kql);
    assert!(ran.code == 0 || ran.code == 2, "{} for {:.60}: {:.500}", ran.code, kql, ran.err);
    assert!(!ran.err.contains("panicked") && !ran.err.contains("a fault inside"), "{:.500}", ran.err);
    assert!(ran.err.len() < 20_000, "a message of {} bytes", ran.err.len());
}

#[test]
fn deep_and_long_queries() {
    let deep = 20_000;
    for (open, inner, close) in
        [("(", "1", ")"), ("f(", "1", ")"), ("[", "1", "]"), ("{", "1", "}"), ("-", "1", ""), ("not(", "true", ")")]
    {
        survives(&format!("print {}{inner}{}", open.repeat(deep), close.repeat(deep)));
    }
    survives(&format!("print 1{}", " + 1".repeat(deep)));
    survives(&format!("print 1{}", " | extend a = 1".repeat(500)));
    survives(&format!("print {}", "a,".repeat(deep)));
    survives(&format!("let x = {}print 1", "union (print 1), ".repeat(2_000)));
    survives(&format!("print \"{}\"", "é\u{202e}".repeat(500_000)));
    survives(&"x ".repeat(1 << 20));
    survives(&"(".repeat(4 << 20));
    survives("\u{0}\u{1b}[2J\r\r\r");
}

#[test]
fn broken_files() {
    let folder = Folder::new();
    let csv = EVENTS.as_bytes();
    let broken = [
        folder.write("cut.zip", [b"PK\x03\x04\x14\x00\x00\x00\x08\x00".as_slice(), &[7u8; 300]].concat()),
        folder.write("cut.csv.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]),
        folder.write("EmailEvents.parquet", b"PAR1 and no more"),
        folder.write("EmailUrlInfo.parquet", [b"PAR1".as_slice(), &[0xff; 64], b"PAR1"].concat()),
        folder.write("zeros.eml", [0u8; 4096]),
        folder.write("deep.json", "[".repeat(100_000)),
        folder.write("UrlClickEvents.csv", [&csv[..40], &[0xff, 0xfe, 0x00, b'\n']].concat()),
    ];
    for path in &broken {
        let ran = lurcher(&["query", "EmailEvents | count", "--data", path]);
        ran.with_code(2);
    }
}

#[test]
fn parquet_of_other_types_is_refused_by_column() {
    let (folder, data) = events();
    let file = folder.path("EmailEvents.parquet");
    let kql = "EmailEvents | project Timestamp = Subject, AttachmentCount = pack_array(1), Subject = 5";
    lurcher(&["query", kql, "--data", &data, "--format", "parquet", "--out", &file]).with_code(0);
    let ran = lurcher(&["query", "EmailEvents | project Timestamp, AttachmentCount", "--data", &file]);
    assert!(ran.code == 2 || ran.code == 0, "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_delta_table_is_not_taken_for_plain_files() {
    let folder = Folder::new();
    folder.write("EmailEvents/_delta_log/0.json", "{}");
    folder.write("EmailEvents/a.parquet", "PAR1");
    let ran = lurcher(&["query", "EmailEvents | count", "--data", &folder.path("EmailEvents")]).with_code(2);
    assert!(ran.err.contains("Delta table"), "{}", ran.err);
}

#[test]
fn messages_do_not_steer_a_terminal() {
    let ran = lurcher(&["query", "print \u{1b}[31m \u{202e}x"]).with_code(2);
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.err);
    let ran = lurcher(&["query", "T\u{202e} | take 1"]).with_code(2);
    assert!(!ran.err.contains('\u{202e}'), "{:?}", ran.err);
}
