use super::*;
use crate::{Expected, Trigger, TriggerOperator};
use lurcher_types::{Column, Side, Table, Type, Value, time};
use serde_json::{Map, Value as Json, json};
use std::fs;

const NOON: &str = "2026-01-01T12:00:00Z";

fn ticks(text: &str) -> i64 {
    time::parse_datetime(text).unwrap()
}

fn row(json: Json) -> Map<String, Json> {
    json.as_object().unwrap().clone()
}

/// Columns A (string) and N (long).
fn answered(rows: &[(&str, i64)]) -> Answered {
    Answered {
        columns: vec![("A".into(), Type::String), ("N".into(), Type::Long)],
        rows: rows.iter().map(|(a, n)| vec![Value::String((*a).into()), Value::Long(*n)]).collect(),
    }
}

fn rows_expected(rows: &[Json], exactly: bool) -> Expected {
    Expected { rows: Some(rows.iter().cloned().map(row).collect()), exactly, ..Expected::default() }
}

fn told(expected: &Expected, rows: &[(&str, i64)]) -> Vec<String> {
    lines(&compare(expected, None, &[answered(rows)], ticks(NOON)).unwrap())
}

#[test]
fn hits_and_counts() {
    let hit = |hit| Expected { hit: Some(hit), ..Expected::default() };
    assert_eq!(told(&hit(true), &[("a", 1)]), [""; 0]);
    assert_eq!(told(&hit(true), &[]), ["expected a hit, and no row came"]);
    assert_eq!(told(&hit(false), &[("a", 1)]), ["expected no hit, and 1 row came", "+ came     A: \"a\", N: 1"]);
    let two = Expected { count: Some(2), ..Expected::default() };
    assert_eq!(told(&two, &[("a", 1), ("b", 1)]), [""; 0]);
    assert_eq!(told(&two, &[])[0], "expected 2 rows, and none came");
    let over_one = Trigger { operator: TriggerOperator::GreaterThan, threshold: 1 };
    let below = compare(&hit(true), Some(over_one), &[answered(&[("a", 1)])], 0).unwrap();
    assert_eq!(lines(&below)[0], "expected a hit, and 1 row came below the rule's threshold");
    assert_eq!(compare(&hit(false), Some(over_one), &[answered(&[("a", 1)])], 0).unwrap(), []);
}

#[test]
fn rows_in_any_order_by_the_columns_that_are_named() {
    let expected = rows_expected(&[json!({"N": 2}), json!({"A": "a"})], false);
    assert_eq!(told(&expected, &[("a", 1), ("x", 9), ("b", 2)]), [""; 0]);
    // The first fits both rows and the second only one: each still gets its own.
    let expected = rows_expected(&[json!({"A": "a"}), json!({"A": "a", "N": 1})], false);
    assert_eq!(told(&expected, &[("a", 1), ("a", 2)]), [""; 0]);
    assert_eq!(told(&expected, &[("a", 2), ("a", 1)]), [""; 0]);
    // One row does not serve twice.
    let twice = rows_expected(&[json!({"A": "a"}), json!({"A": "a"})], false);
    assert_eq!(told(&twice, &[("a", 1)]), ["- missing  A: \"a\"", "    row 1 is like it, and is expected already"]);
}

#[test]
fn a_missing_row_is_told_with_the_nearest_that_came() {
    let expected = rows_expected(&[json!({"A": "a", "N": 1}), json!({"A": "b", "N": 2})], false);
    assert_eq!(
        told(&expected, &[("a", 1), ("z", 9), ("b", 3)]),
        ["- missing  A: \"b\", N: 2", "    nearest is row 3:", "      N: expected 2, got 3"]
    );
    assert_eq!(told(&rows_expected(&[json!({"A": "a"})], false), &[]), ["- missing  A: \"a\""]);
    assert_eq!(
        told(&rows_expected(&[json!({"B": "a"})], false), &[("a", 1)]),
        ["the answer has no column `B`, but A, N"]
    );
}

#[test]
fn exactly_allows_no_other_row_and_no_other_column() {
    let whole = [json!({"A": "a", "N": 1})];
    assert_eq!(told(&rows_expected(&whole, true), &[("a", 1)]), [""; 0]);
    assert_eq!(told(&rows_expected(&whole, true), &[("a", 1), ("b", 2)]), ["+ too many A: \"b\", N: 2"]);
    assert_eq!(
        told(&rows_expected(&[json!({"A": "a"})], true), &[("a", 1)]),
        ["`exactly` is said, and a row does not name N"]
    );
    assert_eq!(told(&rows_expected(&[], true), &[]), [""; 0]);
    assert_eq!(told(&rows_expected(&[], true), &[("a", 1)]), ["+ too many A: \"a\", N: 1"]);
}

#[test]
fn a_value_of_another_type_breaks_the_test() {
    let expected = rows_expected(&[json!({"N": "many"})], false);
    let error = compare(&expected, None, &[answered(&[("a", 1)])], 0).unwrap_err();
    assert_eq!(error, "`N` of the answer is a long, and \"many\" is none");
}

#[test]
fn values_are_the_same_by_meaning() {
    let now = ticks(NOON);
    for (t, written, got, same) in [
        (Type::Real, json!("0.3"), Value::Real(0.1 + 0.2), true),
        (Type::Real, json!("0.31"), Value::Real(0.3), false),
        (Type::String, json!(null), Value::String(String::new()), true),
        (Type::String, json!(12), Value::String("12".into()), true),
        (Type::Datetime, json!("ago(1h)"), Value::Datetime(ticks("2026-01-01T11:00:00Z")), true),
        (Type::Datetime, json!("now()"), Value::Datetime(now), true),
        (Type::Long, json!(null), Value::Null(Type::Long), true),
        (Type::Dynamic, json!({"a": 1, "b": [true]}), Value::Dynamic("{\"b\":[true],\"a\":1.0}".into()), true),
        (Type::Dynamic, json!("[\"x\"]"), Value::Dynamic("[\"x\"]".into()), true),
        (Type::Dynamic, json!(["x", "y"]), Value::Dynamic("[\"y\",\"x\"]".into()), false),
        (Type::Dynamic, json!("x"), Value::Dynamic("\"x\"".into()), true),
    ] {
        let expected = rows::value(t, &written, now).unwrap();
        assert_eq!(super::same::same(&expected, &got), same, "{written} {got:?}");
    }
}

fn table(columns: &[(&str, Type)]) -> Table {
    let column = |(name, t): &(&str, Type)| Column {
        name: (*name).into(),
        kql_type: *t,
        side: Side::Both,
        description: String::new(),
    };
    Table { name: "T".into(), columns: columns.iter().map(column).collect(), description: String::new() }
}

#[test]
fn rows_are_typed_by_their_table() {
    let table = table(&[("Timestamp", Type::Datetime), ("TimeGenerated", Type::Datetime), ("Count", Type::Int)]);
    let typed = |json| rows::typed(&table, &row(json), ticks(NOON));
    let time = Value::Datetime(ticks("2026-01-01T10:00:00Z"));
    assert_eq!(typed(json!({"TimeGenerated": "ago(2h)"})), Ok(vec![(1, time.clone()), (0, time)]));
    assert_eq!(typed(json!({"Count": "7"})), Ok(vec![(2, Value::Int(7))]));
    let misfit = typed(json!({"Timestamp": "now()", "count": 7})).unwrap_err();
    assert_eq!((misfit.index, misfit.message.as_str()), (1, "T has no column `count`; did you mean Count?"));
    assert_eq!(typed(json!({"Count": "x"})).unwrap_err().message, "`Count` is a int, and \"x\" is none");
}

#[test]
fn fixtures_stay_in_their_pack() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack");
    fs::create_dir_all(pack.join("hunts/rows")).unwrap();
    fs::write(folder.path().join("secret.ndjson"), "{}").unwrap();
    fs::write(pack.join("hunts/rows/a.ndjson"), "{\"A\": 1}\n\n{\"A\": 2}\n").unwrap();
    let resolve = |name: &str| fixture::resolve(&pack, "hunts/r.lurcher.yaml", name);
    let path = resolve("rows/a.ndjson").unwrap();
    let rows = fixture::rows(&path).unwrap();
    assert_eq!(rows, [(1, row(json!({"A": 1}))), (3, row(json!({"A": 2})))]);
    let outside = folder.path().join("secret.ndjson").display().to_string();
    for name in ["../../secret.ndjson", "rows/../../../secret.ndjson", &outside, "", "rows", "none.csv", "..", "a\\b"] {
        assert!(resolve(name).is_err(), "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), pack.join("hunts/out")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret.ndjson"), pack.join("hunts/link.ndjson")).unwrap();
        assert!(resolve("out/secret.ndjson").unwrap_err().contains("symbolic links"));
        assert!(resolve("link.ndjson").unwrap_err().contains("symbolic links"));
    }
}

#[test]
fn fixtures_say_where_they_are_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        fixture::rows(&path)
    };
    assert_eq!(rows("a.csv", "A,B\nx,\"1\n2\"\ny,\n").unwrap()[1], (4, row(json!({"A": "y", "B": ""}))));
    assert!(rows("b.csv", "A,B\nx\n").unwrap_err().contains("line: 2"));
    assert!(rows("a.ndjson", "{}\n{").unwrap_err().starts_with("line 2: not JSON"));
    assert!(rows("b.ndjson", "[1]").unwrap_err().contains("line 1: a row must be an object"));
    assert!(rows("a.txt", "").unwrap_err().contains(".ndjson"));
}

fn report() -> Report {
    let test = |name: &str, outcome| TestReport {
        name: name.into(),
        path: "r.lurcher.yaml".into(),
        place: crate::Place { line: 3, column: 5 },
        must_hit: true,
        must_not_hit: false,
        outcome,
        rows: Some(0),
        time: std::time::Duration::from_millis(5),
    };
    let mutant = |noticed_by: Option<&str>| Mutant {
        predicate: "x == '<1>'".into(),
        place: "r.yaml:4:2".into(),
        change: Change::Dropped,
        noticed_by: noticed_by.map(str::to_owned),
    };
    let failed = Outcome::Failed(vec![Difference::Hit { expected: true, rows: 0 }]);
    Report {
        rules: vec![
            RuleReport {
                id: "r".into(),
                name: "<R> & \"co\"\u{1}".into(),
                path: "r.yaml".into(),
                tests: vec![
                    test("a", Outcome::Passed),
                    test("b", failed),
                    test("c", Outcome::Broken("no <table>".into())),
                ],
                hidden: vec![HiddenHit {
                    test: "a".into(),
                    path: "r.lurcher.yaml".into(),
                    place: crate::Place { line: 3, column: 5 },
                    by: vec!["e".into()],
                    error: None,
                }],
                strength: Some(Strength { mutants: vec![mutant(Some("a")), mutant(None), mutant(None)] }),
            },
            RuleReport { name: "untested".into(), ..RuleReport::default() },
        ],
        ..Report::default()
    }
}

#[test]
fn a_report_counts_and_scores() {
    let report = report();
    assert_eq!(
        report.summary(),
        "3 tests of 1 rule: 1 passed, 1 failed, 1 broken, 1 hidden by exclusions; 1 rule without tests; 0.0 s"
    );
    let json = json::json(&report);
    assert_eq!(json["summary"]["hiddenByExclusions"], 1);
    assert_eq!((json["rules"][0]["mutants"].as_u64(), json["rules"][0]["noticed"].as_u64()), (Some(3), Some(1)));
    assert_eq!(json["rules"][0]["unnoticed"][0]["predicate"], "x == '<1>'");
    assert_eq!(json["rules"][0]["tests"][1]["differences"][0], "expected a hit, and no row came");
    assert!(json["rules"][1].get("mutants").is_none());
    assert_eq!(report.rules[0].strength.as_ref().unwrap().percent(), Some(33));
    assert_eq!(Strength::default().percent(), None);
}

#[test]
fn junit_is_xml_whatever_names_hold() {
    let xml = junit::junit(&report());
    assert!(xml.contains("tests=\"4\" failures=\"2\" errors=\"1\""), "{xml}");
    assert!(xml.contains("name=\"&lt;R&gt; &amp; &quot;co&quot;\u{fffd}\""), "{xml}");
    assert!(xml.contains("<error message=\"no &lt;table&gt;\"/>"), "{xml}");
    assert!(xml.contains("a (with exclusions)") && xml.contains("the exclusion e"), "{xml}");
    assert!(xml.contains("<property name=\"mutants\" value=\"3\"/>"), "{xml}");
    assert!(!xml.contains('\u{1}') && !xml.contains("untested"));
}

#[test]
fn pseudonyms_are_the_same_for_the_same_and_keep_shapes() {
    let mut names = Pseudonyms::keeping(["Contoso pay"]);
    let mut cell = |column: &str, text: &str| {
        let value = Value::String(text.into());
        names.cell(column, &value).unwrap().as_str().unwrap().to_owned()
    };
    let address = cell("SenderFromAddress", "Jane.Doe@fabrikam.co");
    let (local, domain) = address.split_once('@').unwrap();
    assert_eq!(cell("SenderFromDomain", "fabrikam.co"), domain);
    assert_eq!(cell("SenderDisplayName", "Jane Doe"), local.replace('.', " "));
    assert!(domain.ends_with(".example") && domain.len() == "fabrikam.example".len(), "{domain}");
    let subject = cell("Subject", "RE: Contoso payment for JANE, invoice 4711 (jane.doe@fabrikam.co)");
    assert!(
        subject.contains(": Contoso pay") && subject.contains(&format!("({})", address.to_lowercase())),
        "{subject}"
    );
    for gone in ["Jane", "jane", "JANE", "payment", "invoice", "4711", "fabrikam"] {
        assert!(!subject.contains(gone), "{gone}: {subject}");
    }
    let url = cell("Url", "https://login.fabrikam.co:8443/a/jane.doe@fabrikam.co?x=report.pdf");
    assert!(url.starts_with("https://") && url.contains(&format!(".{domain}:8443/")), "{url}");
    assert!(url.contains(&address.to_lowercase()) && url.ends_with(".pdf") && !url.contains("report"), "{url}");
    let hash = cell("SHA256", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");
    assert!(hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) && !hash.starts_with("E3B0C4"), "{hash}");
    let id = cell("NetworkMessageId", "01234567-89ab-cdef-0123-456789abcdef");
    assert_eq!(lurcher_types::text::parse_guid(&id).map(|_| id.len()), Some(36));
    assert_eq!(cell("NetworkMessageId", "01234567-89ab-cdef-0123-456789abcdef"), id);
    assert_eq!(cell("SenderIPv4", "8.8.8.8"), cell("IPAddress", "8.8.8.8"));
    assert!(
        cell("IPAddress", "192.168.1.1").starts_with("10.0.") && cell("IPAddress", "::2").starts_with("2001:db8::")
    );
    assert_eq!(cell("EmailDirection", "Inbound"), "Inbound");
    assert!(cell("RecipientEmailAddress", "bob@gmail.com").ends_with("@gmail.com"));
    let json = cell("AdditionalFields", "{\"Name\":\"Jane Doe\",\"n\":1}");
    assert_eq!(json, format!("{{\"Name\":\"{}\",\"n\":1}}", local.replace('.', " ")));
}

#[test]
fn pseudonyms_of_hostile_texts() {
    let mut names = Pseudonyms::keeping(["ß", "İ", ""]);
    for text in [
        "",
        ".",
        "@",
        "://",
        "a@b",
        "İİ ß.ẞ",
        "\u{1f600}\u{200d}",
        "http://[::1]:99/%zz",
        "x".repeat(100_000).as_str(),
        "{\"",
        "1.2.3.4.5",
    ] {
        let shown = names.cell("Subject", &Value::String(text.into()));
        assert_eq!(shown.is_none(), text.is_empty());
    }
    // All words of one letter are in use some day.
    let mut seen = std::collections::BTreeSet::new();
    for letter in ('a'..='z').chain('а'..='я') {
        let word = names.cell("Subject", &Value::String(letter.into())).unwrap();
        assert!(seen.insert(word.to_string()), "{letter}");
    }
}

#[test]
fn what_columns_share_with_json_within_json_they_still_share() {
    let mut names = Pseudonyms::keeping(["'Inbound'"]);
    let mut cell = |column: &str, value: Value| names.cell(column, &value).unwrap();
    let text = |s: &str| Value::String(s.into());
    let address = cell("SenderFromAddress", text("eve.adams@contoso-pay.com"));
    let domain = cell("SenderFromDomain", text("contoso-pay.com"));
    let hash = cell("SHA256", text("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"));
    let ip = cell("SenderIPv4", text("198.51.100.7"));
    let inner = r#"[{"From":"eve.adams@contoso-pay.com","Sha":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}]"#;
    let outer = serde_json::json!({
        "Name": "Eve Adams", "At": "2026-01-10T08:00:00Z", "MailId": 77, "Count": 77, "Peer": "198.51.100.7:25",
        "Inner": inner, "Link": "https://contoso-pay.com/?to=eve.adams@contoso-pay.com",
    });
    let told: serde_json::Value =
        serde_json::from_str(cell("AdditionalFields", text(&outer.to_string())).as_str().unwrap()).unwrap();
    let all = told.to_string().to_lowercase();
    for real in ["eve", "adams", "contoso", "198.51", "9f86d0"] {
        assert!(!all.contains(real), "{real}: {all}");
    }
    assert_eq!(told["At"], "2026-01-10T08:00:00Z");
    assert_eq!((&told["MailId"], &told["Count"]), (&1001.into(), &77.into()));
    assert_eq!(told["Peer"], format!("{}:25", ip.as_str().unwrap()));
    let inner: serde_json::Value = serde_json::from_str(told["Inner"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&inner[0]["From"], inner[0]["Sha"].as_str().unwrap().to_uppercase()),
        (&address, hash.as_str().unwrap().to_owned())
    );
    let (address, domain) = (address.as_str().unwrap(), domain.as_str().unwrap());
    let link = told["Link"].as_str().unwrap();
    assert!(link.starts_with(&format!("https://{domain}/?")) && link.ends_with(&format!("={address}")), "{link}");
    // The words of a product stay, and what is somebody's does not, wherever it stands.
    let said = cell("AuthenticationDetails", text(r#"{"SPF":"pass","DMARC":"fail by contoso-pay.com"}"#));
    assert_eq!(said, format!(r#"{{"SPF":"pass","DMARC":"fail by {domain}"}}"#));
    assert_eq!(cell("DeliveryAction", text("Junked")), "Junked");
}
