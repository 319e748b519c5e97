//! Exports of Defender and Log Analytics.

use crate::world::{Outcome, World};

fn subjects(outcome: &Outcome) -> Vec<&str> {
    outcome.column("EmailEvents", "Subject")
}

#[test]
fn a_portal_csv_with_utc_headers_and_us_dates() {
    let outcome = World::new()
        .file(
            "query_data.csv",
            "\u{feff}\"TimeGenerated [UTC]\",NetworkMessageId,Subject,RecipientEmailAddress,UrlCount,AdditionalFields,DeliveryAction,Nonsense\r\n\
             \"1/31/2024, 10:00:00.123 AM\",id-1,\"a, \"\"b\"\"\nc\",x@own.example,3,\"{\"\"k\"\": 1.50}\",Delivered,?\r\n\
             \"1/31/2024, 10:00:01.000 PM\",id-2,d,y@own.example,many,plain,Junked,?\r\n",
        )
        .read();
    let rows = outcome.rows("EmailEvents");
    assert_eq!(rows.len(), 2, "{}", outcome.report);
    assert_eq!(rows[0]["Timestamp"], "2024-01-31T10:00:00.1230000Z");
    assert_eq!(rows[0]["TimeGenerated"], rows[0]["Timestamp"]);
    assert_eq!(rows[0]["Subject"], "a, \"b\"\nc");
    assert_eq!(rows[0]["AdditionalFields"], "{\"k\":1.50}");
    assert_eq!(rows[1]["AdditionalFields"], "\"plain\"");
    assert_eq!(rows[1]["Timestamp"], "2024-01-31T22:00:01.0000000Z");
    assert!(!rows[1].contains_key("UrlCount"));
    assert_eq!(outcome.report.misfits["EmailEvents.UrlCount"].count, 1);
    assert_eq!(outcome.report.unknown_columns["EmailEvents.Nonsense"], 2);
    let text = outcome.report.to_string();
    assert!(text.contains("did not fit EmailEvents.UrlCount") && text.contains("\"many\""), "{text}");
}

#[test]
fn every_json_shape_reads() {
    let row = |n: u32| {
        format!(
            "{{\"Timestamp\":\"2024-01-0{n}T00:00:00.1234567Z\",\"NetworkMessageId\":\"id{n}\",\"Subject\":\"s{n}\",\"UrlCount\":{n}}}"
        )
    };
    let record = |n: u32| {
        format!(
            "{{\"time\":\"2024-01-01T00:00:00Z\",\"category\":\"AdvancedHunting-EmailEvents\",\"properties\":{}}}",
            row(n)
        )
    };
    let shapes = [
        ("EmailEvents.json", format!("[{},\n {}]", row(1), row(2))),
        ("EmailEvents_2024.ndjson", format!("{}\n{}\n", row(1), row(2))),
        ("a.json", format!("{{\"records\":[{},{}]}}", record(1), record(2))),
        ("b.json", format!("{}\n{}\n", record(1), record(2))),
        ("c.json", format!("{{\"records\":[{}]}}\n{{\"records\":[{}]}}\n", record(1), record(2))),
        (
            "d.json",
            "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Timestamp\",\"type\":\"datetime\"},\
             {\"name\":\"NetworkMessageId\",\"type\":\"string\"},{\"name\":\"Subject\",\"type\":\"string\"},\
             {\"name\":\"EmailDirection\",\"type\":\"string\"},{\"name\":\"UrlCount\",\"type\":\"int\"}],\"rows\":\
             [[\"2024-01-01T00:00:00.1234567Z\",\"id1\",\"s1\",null,1],[\"2024-01-02T00:00:00.1234567Z\",\"id2\",\"s2\",null,2]]}]}"
                .to_owned(),
        ),
    ];
    for (name, text) in shapes {
        let outcome = World::new().file(name, text).read();
        assert_eq!(subjects(&outcome), ["s1", "s2"], "{name}\n{}", outcome.report);
        assert_eq!(outcome.rows("EmailEvents")[1]["TimeGenerated"], "2024-01-02T00:00:00.1234567Z", "{name}");
        assert_eq!(outcome.column("EmailEvents", "UrlCount"), ["1", "2"], "{name}");
        assert_eq!(outcome.report.rejected, 0, "{name}\n{}", outcome.report);
    }
}

#[test]
fn records_of_several_tables_go_to_each() {
    let outcome = World::new()
        .file(
            "stream.json",
            "{\"category\":\"AdvancedHunting-UrlClickEvents\",\"properties\":{\"Url\":\"http://x.example\",\"IsClickedThrough\":true}}\n\
             {\"category\":\"AdvancedHunting-EmailUrlInfo\",\"properties\":{\"Url\":\"http://y.example\"}}\n\
             {\"category\":\"AdvancedHunting-NoSuchTable\",\"properties\":{}}\n",
        )
        .read();
    assert_eq!(outcome.row("UrlClickEvents")["IsClickedThrough"], "true");
    assert_eq!(outcome.row("EmailUrlInfo")["Url"], "http://y.example");
    assert!(outcome.reasons()[0].contains("NoSuchTable"));
}

#[test]
fn the_table_is_named_or_told_by_name_or_by_columns() {
    let csv = "Url,NetworkMessageId\nhttp://x.example,1\n";
    let world = World::new().file("odd.csv", csv);
    // Two tables have both columns.
    let outcome = world.read();
    assert!(outcome.reasons()[0].contains("several tables"), "{}", outcome.report);
    let named = format!("UrlClickEvents={}", world.path("odd.csv").display());
    assert_eq!(world.read_paths(&[named.into()]).rows("UrlClickEvents").len(), 1);
    let by_name = World::new().file("EmailUrlInfo (3).csv", csv).read();
    assert_eq!(by_name.rows("EmailUrlInfo").len(), 1);
    let by_columns = World::new()
        .file("x.csv", "Url,NetworkMessageId,UrlLocation,UrlDomain,Timestamp\nu,1,Body,d,2024-01-01\n")
        .read();
    assert_eq!(by_columns.rows("EmailUrlInfo").len(), 1, "{}", by_columns.report);
    let unknown = World::new().file("x.csv", "a,b\n1,2\n").read();
    assert!(unknown.reasons()[0].contains("NAME=PATH"));
}

#[test]
fn a_mistyped_table_or_path_stops_the_run() {
    let world = World::new().file("x.csv", "Url\n");
    let run = |path: String| {
        let mut sink = lurcher_ingest::MemorySink::default();
        lurcher_ingest::Ingest::new(world.options.clone())
            .run(&[path.into()], &mut sink, &|_| {})
            .unwrap_err()
            .to_string()
    };
    let error = run(format!("EmailEvent={}", world.path("x.csv").display()));
    assert!(error.contains("EmailEvents"), "{error}");
    assert!(run(world.path("gone").display().to_string()).contains("nothing at"));
}

#[test]
fn patterns_name_several_files() {
    let world = World::new()
        .file("EmailEvents-1.csv", "Subject,NetworkMessageId\na,1\n")
        .file("EmailEvents-2.csv", "Subject,NetworkMessageId\nb,2\n")
        .file("notes.txt", "nothing");
    let outcome = world.read_paths(&[world.path("*.csv")]);
    assert_eq!(subjects(&outcome), ["a", "b"]);
    assert_eq!(outcome.report.rejected, 0);
}

#[test]
fn local_times_are_refused() {
    let outcome = World::new()
        .file("EmailEvents.csv", "\"TimeGenerated [Local Time]\",Subject\n\"1/2/2024, 1:00:00 AM\",x\n")
        .read();
    assert!(outcome.reasons()[0].contains("Local Time"), "{}", outcome.report);
    assert!(outcome.tables.is_empty());
}

#[test]
fn dates_that_contradict_the_order_are_noted() {
    let world = World::new().file("EmailEvents.csv", "Timestamp,Subject\n31/1/2024 10:00,x\n1/2/2024 10:00,y\n");
    let outcome = world.read();
    assert_eq!(outcome.report.misfits["EmailEvents.Timestamp"].count, 1);
    assert!(outcome.report.warnings[0].contains("may be misread"));
    let mut world = world;
    world.options.date_order = lurcher_ingest::DateOrder::DayFirst;
    let outcome = world.read();
    assert_eq!(
        outcome.column("EmailEvents", "Timestamp"),
        ["2024-01-31T10:00:00.0000000Z", "2024-02-01T10:00:00.0000000Z"]
    );
}

#[test]
fn utf16_semicolons_and_powershell_preambles_read() {
    let text = "#TYPE Selected\r\nSubject;NetworkMessageId\r\ncaf\u{e9};1\r\n";
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let outcome = World::new().file("EmailEvents.csv", utf16).read();
    assert_eq!(subjects(&outcome), ["caf\u{e9}"], "{}", outcome.report);
}
