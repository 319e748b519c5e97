//! The other subcommands, and what is common to all.

use crate::harness::{Folder, events, lurcher};
use serde_json::json;

#[test]
fn errors_point_into_the_query() {
    let ran = lurcher(&["query", "EmailEvents\n| where Subjekt == 'x'"]).with_code(2);
    assert!(ran.err.contains("--> line 2, column 9") && ran.err.contains("        ^^^^^^^"), "{}", ran.err);
    let ran = lurcher(&["check", "EmailEvents | summarize n = count() by Subject"]).with_code(0);
    assert_eq!(ran.out, "(Subject: string, n: long)\n");
}

#[test]
fn parameters() {
    let kql = "declare query_parameters(n:long); print n + 1";
    let ran = lurcher(&["query", kql, "--param", "n=41", "--format", "csv"]).with_code(0);
    assert!(ran.out.ends_with("\n42\n"), "{}", ran.out);
    lurcher(&["query", kql, "--param", "n"]).with_code(2);
}

#[test]
fn tables() {
    let (_folder, data) = events();
    let ran = lurcher(&["tables", "--data", &data]).with_code(0);
    assert!(ran.out.contains("EmailEvents  3 rows, 2026-01-10T08:00:00Z to 2026-01-12T10:00:00Z"), "{}", ran.out);
    let one = lurcher(&["tables", "EmailEvents", "--json"]).with_code(0).json();
    assert_eq!(one["has_data"], json!(false));
    assert!(one["columns"].as_array().unwrap().iter().any(|c| c["name"] == "Subject" && c["type"] == "string"));
    assert!(lurcher(&["tables", "urlclick*"]).with_code(0).out.contains("UrlClickEvents"));
    let ran = lurcher(&["tables", "EmailEvnts"]).with_code(2);
    assert!(ran.err.contains("EmailEvents"), "{}", ran.err);
}

#[test]
fn operators() {
    let all = lurcher(&["operators", "--json"]).with_code(0).json();
    assert!(all.as_array().unwrap().len() > 50);
    assert!(all.as_array().unwrap().iter().any(|o| o["name"] == "where" && o["built"] == json!(true)));
    let one = lurcher(&["operators", "join"]).with_code(0).out;
    assert!(one.contains("kind=leftanti: built") && one.contains("join-operator"), "{one}");
    assert!(lurcher(&["operators", "filter"]).with_code(0).out.starts_with("where\n"));
    let ran = lurcher(&["operators", "joyn"]).with_code(2);
    assert!(ran.err.contains("similar: join"), "{}", ran.err);
}

/// Statements, operators in expressions, types, kinds and options are found like operators.
#[test]
fn other_words() {
    let says = |name: &str, text: &str| {
        let ran = lurcher(&["operators", name]).with_code(0);
        assert!(ran.out.contains(text), "{name}: {}", ran.out);
    };
    says("let", "let name = expression;");
    says("!has_cs", "Not `has_cs`.");
    says("double", "real (Data types)");
    says("leftanti", "join kind=leftanti");
    says("timechart", "Lines over time.");
    says("query_take_max_records", "set query_take_max_records = number");
    says("validate_permissions", "It is refused: ");
    // Whoever asks the wrong command still gets an answer.
    says("strlen", "strlen(text");
    assert!(lurcher(&["functions", "summarize"]).with_code(0).out.starts_with("summarize\n"));
    let all = lurcher(&["operators", "--json"]).with_code(0).json();
    assert!(all.as_array().unwrap().iter().any(|w| w["group"] == "Kinds of join" && w["name"] == "inner"));
}

/// A function that is not built says why, one that is shows parameters and an example.
#[test]
fn functions_say_all_there_is() {
    let one = lurcher(&["functions", "python"]).with_code(0).out;
    assert!(one.contains("Refused: it runs code of another language") && one.contains("--format csv"), "{one}");
    let one = lurcher(&["functions", "arg_max"]).with_code(0).out;
    assert!(one.contains("    maximized: what has an order\n") && one.contains("| summarize arg_max(n, k)\n"), "{one}");
    let one = lurcher(&["functions", "node_id"]).with_code(0).out;
    assert!(one.contains("Refused elsewhere: ") && one.contains("graph-match"), "{one}");
    let one = lurcher(&["functions", "series_rate_fl"]).with_code(0).out;
    assert!(one.contains("put its `let` from its page before the query"), "{one}");
}

/// Options that have no effect, or that do not exist, are told of.
#[test]
fn options_are_told_of() {
    let ran = lurcher(&["query", "set request_user = 'ann'; set querynow = 1; print 1"]).with_code(0);
    assert!(ran.err.contains("the option `request_user` has no effect here: it is a note"), "{}", ran.err);
    assert!(ran.err.contains("there is no option `querynow`") && ran.err.contains("`query_now`"), "{}", ran.err);
}

/// The committed pages are written anew by `make docs`; here it only has to work.
#[test]
fn pages_of_the_language() {
    let folder = Folder::new();
    lurcher(&["docs", "--out", &folder.path("language")]).with_code(0);
    let page = |name: &str| std::fs::read_to_string(folder.path(&format!("language/{name}"))).unwrap();
    assert!(page("README.md").contains("| [Operators](operators.md) |"));
    assert!(page("operators.md").contains("### mv-expand") && page("scalar-functions.md").contains("## strlen"));
    assert!(page("plugins.md").contains("| python | refused: "));
    assert!(page("words.md").contains("| `!has_cs` | built | ") && page("options.md").contains("set query_now"));
}

#[test]
fn functions() {
    let all = lurcher(&["functions", "--json"]).with_code(0).json();
    assert!(all.as_array().unwrap().len() > 400);
    let one = lurcher(&["functions", "strlen"]).with_code(0).out;
    assert!(one.contains("strlen(") && one.contains("-> long"), "{one}");
    let ran = lurcher(&["functions", "strlenn"]).with_code(2);
    assert!(ran.err.contains("strlen"), "{}", ran.err);
}

#[test]
fn rows_are_made_for_any_table() {
    let folder = Folder::new();
    let out = folder.path("rows");
    let made = lurcher(&["synth", "--table", "SigninLogs", "--table", "DeviceNet*", "--rows", "40", "--out", &out]);
    let said = made.with_code(0).out;
    assert!(said.contains("SigninLogs: 40 rows") && said.contains("DeviceNetworkEvents: 40 rows"), "{said}");
    let query = "union SigninLogs, DeviceNetworkEvents | summarize Rows = count() by Type";
    let rows =
        lurcher(&["query", query, "--data", &out, "--format", "csv", "--now", "2026-01-15T12:00:00Z"]).with_code(0);
    assert!(rows.out.contains("SigninLogs,40") && rows.out.contains("DeviceNetworkEvents,40"), "{}", rows.out);
    assert!(lurcher(&["synth", "--table", "SignInLog", "--out", &out]).with_code(2).err.contains("SigninLogs"));
    lurcher(&["synth", "--table", "SigninLogs", "--days", "3", "--out", &out]).with_code(2);
}

#[test]
fn synthesised_mail_is_hunted() {
    let folder = Folder::new();
    let out = folder.path("demo");
    let ran =
        lurcher(&["synth", "--messages", "1500", "--days", "40", "--out", &out, "--format", "ndjson"]).with_code(0);
    assert!(ran.out.contains("spam wave") && folder.exists("demo/EmailEvents.ndjson"), "{}", ran.out);
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mail-starter");
    let hunted =
        lurcher(&["hunt", pack, "--data", &out, "--now", "2026-01-15T12:00:00Z", "--format", "json"]).with_code(1);
    let found = hunted.json();
    let waves = found["rules"].as_array().unwrap().iter().find(|r| r["path"] == "hunts/spam-wave.yaml").unwrap();
    assert_eq!(waves["verdict"], "findings");
    assert!(waves["answer"]["rows"].to_string().contains("mega-bonus-wave.example"));
    lurcher(&["synth", "--messages", "1", "--out", &out]).with_code(2);
}

#[test]
fn help_has_examples() {
    for command in ["query", "check", "hunt", "tables", "functions", "synth", "convert"] {
        let ran = lurcher(&[command, "--help"]).with_code(0);
        assert!(ran.out.contains("Examples:") || ran.out.contains("Exit code:"), "{command}");
    }
    lurcher(&["query", "--no-such-option"]).with_code(2);
}
