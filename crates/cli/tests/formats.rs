//! `query --format`, and batches.

use crate::harness::{events, lurcher, lurcher_reading};
use serde_json::{Value, json};

const ROWS: &str = "EmailEvents | sort by Timestamp asc | project Timestamp, Subject, Size = strlen(Subject)";

#[test]
fn a_table_counts_its_rows_and_steers_no_terminal() {
    let (_folder, data) = events();
    let ran = lurcher(&["query", ROWS, "--data", &data]).with_code(0);
    assert!(ran.out.contains("3 rows, "), "{}", ran.out);
    assert!(ran.out.contains("\\u{202e}") && !ran.out.contains(['\u{202e}', '\x1b']), "{}", ran.out);
    let ran = lurcher(&["query", ROWS, "--data", &data, "--limit", "1"]).with_code(0);
    assert!(ran.out.contains("3 rows, the first 1 shown") && !ran.out.contains("Pay"), "{}", ran.out);
}

#[test]
fn json_is_what_a_line_of_a_batch_is() {
    let (_folder, data) = events();
    let one = lurcher(&["query", ROWS, "--data", &data, "--format", "json"]).with_code(0).json();
    assert_eq!(one["columns"][2], json!({"name": "Size", "type": "long"}));
    assert_eq!(one["rows"][0], json!(["2026-01-10T08:00:00Z", "Lunch, today", 12]));
    let lines = format!("{}\n\nnot json\n{{\"id\":2,\"kql\":\"EmailEvents | wher\"}}\n", json!({"id": 1, "kql": ROWS}));
    let ran = lurcher_reading(&["query", "--batch", "--data", &data], &lines).with_code(0);
    let answers: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!((&answers[0]["id"], &answers[0]["rows"]), (&json!(1), &one["rows"]));
    assert_eq!((&answers[1]["id"], &answers[1]["ok"]), (&Value::Null, &json!(false)));
    assert_eq!((&answers[2]["id"], &answers[2]["error"]["stage"]), (&json!(2), &json!("syntax")));
}

#[test]
fn csv_and_ndjson_hold_the_cells_as_they_are() {
    let (folder, data) = events();
    let csv = lurcher(&["query", ROWS, "--data", &data, "--format", "csv"]).with_code(0).out;
    assert!(csv.starts_with("Timestamp,Subject,Size\n2026-01-10T08:00:00Z,\"Lunch, today\",12\n"), "{csv}");
    assert!(csv.contains(",=1+1,4\n"), "{csv}");
    let out = folder.path("rows.ndjson");
    lurcher(&["query", ROWS, "--data", &data, "--format", "ndjson", "--limit", "2", "--out", &out]).with_code(0);
    let rows: Vec<Value> = folder.read("rows.ndjson").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["Subject"], "<b>Pay</b> \u{202e}me");
}

#[test]
fn parquet_comes_back_as_it_went() {
    let (folder, data) = events();
    let kql = "EmailEvents | sort by Timestamp asc | extend AdditionalFields = dynamic({\"a\":[1,\"x\"]}), EmailSize = 5, \
               ReportId = tostring(bin(Timestamp, 1d))";
    let direct = lurcher(&["query", kql, "--data", &data, "--format", "json"]).with_code(0).json();
    let file = folder.path("EmailEvents.parquet");
    lurcher(&["query", kql, "--data", &data, "--format", "parquet", "--out", &file]).with_code(0);
    let again = "EmailEvents | sort by Timestamp asc";
    let stored = lurcher(&["query", again, "--data", &file, "--format", "json"]).with_code(0).json();
    let column = |answer: &Value, name: &str| -> Vec<Value> {
        let at = answer["columns"].as_array().unwrap().iter().position(|c| c["name"] == name).unwrap();
        answer["rows"].as_array().unwrap().iter().map(|r| r[at].clone()).collect()
    };
    for name in ["Timestamp", "Subject", "AdditionalFields", "EmailSize", "ReportId", "ThreatTypes", "TenantId"] {
        assert_eq!(column(&direct, name), column(&stored, name), "{name}");
    }
    assert_eq!(lurcher(&["query", "print 1", "--format", "parquet"]).code, 2);
}

#[test]
fn a_page_is_escaped_and_asks_for_nothing() {
    let (folder, data) = events();
    let kql = "EmailEvents | summarize Mails = count() by Subject | render barchart with (title=\"<script>\")";
    let out = folder.path("page.html");
    lurcher(&["query", kql, "--data", &data, "--format", "html", "--out", &out]).with_code(0);
    let page = folder.read("page.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg") && page.contains("default-src 'none'"));
    for foreign in ["<script", "<b>", "http://", "https://", "src=", "\u{202e}"] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn charts_are_drawn_in_the_terminal() {
    let (_folder, data) = events();
    let draw = |kql: &str| lurcher(&["query", kql, "--data", &data]).with_code(0).out;
    let bars = draw("EmailEvents | summarize Mails = count() by SenderFromDomain | render piechart");
    assert!(bars.contains("evil.example") && bars.contains("(66.7 %)"), "{bars}");
    let lines = draw(
        "EmailEvents | make-series Mails = count() on Timestamp from datetime(2026-01-10) to datetime(2026-01-13) step 1d \
         | render timechart",
    );
    assert!(lines.contains("██") && lines.contains("2026-01-12"), "{lines}");
    let odd = draw("EmailEvents | project Subject | render treemap");
    assert!(odd.contains("`render treemap` is shown as rows"), "{odd}");
    let none = draw("EmailEvents | project Subject | render timechart");
    assert!(none.contains("needs a datetime column"), "{none}");
}

#[test]
fn several_tables_are_never_cut_to_one() {
    let kql = "print a = 1; print b = 2";
    let both = lurcher(&["query", kql, "--format", "json"]).with_code(0).json();
    assert_eq!(both["tables"][0]["rows"], json!([[2]]));
    let ran = lurcher(&["query", kql, "--format", "csv"]).with_code(2);
    assert!(ran.err.contains("2 tables"), "{}", ran.err);
}
