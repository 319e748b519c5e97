//! `lurcher lint` and `lurcher schema`: what checks find that bind, formats, baselines, exit codes.

use crate::harness::{Folder, lurcher};
use lurcher_rules::lint::{CHECKS, Example};

const LOOSE: &str = "EmailEvents\n| where Timestamp > ago(1d)\n| join EmailUrlInfo on NetworkMessageId\n";

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    files.iter().for_each(|(name, text)| drop(folder.write(name, text)));
    folder
}

fn codes(example: &Example, code: &str) -> usize {
    let (now, before) = (folder(example.files), folder(example.before));
    let (now, before) = (now.path(""), before.path(""));
    let mut arguments = vec!["lint", "--format", "json", "--fail-on", "never", "--select", code, now.as_str()];
    if !example.before.is_empty() {
        arguments.extend(["--against", before.as_str()]);
    }
    let ran = lurcher(&arguments).with_code(0);
    ran.json()["findings"].as_array().unwrap().iter().filter(|f| f["code"] == code).count()
}

#[test]
fn each_check_finds_its_example_and_not_the_other() {
    for check in CHECKS {
        // An allowance is idle only beside the check that it allows.
        let select = if check.code == "LNT050" { "LNT" } else { check.code };
        let of = |example: &Example| {
            if select == check.code { codes(example, check.code) } else { all_codes(example, check.code) }
        };
        assert!(of(&check.found) > 0, "{}: its example is not found", check.code);
        assert_eq!(of(&check.not_found), 0, "{}: its counter-example is found", check.code);
    }
}

fn all_codes(example: &Example, code: &str) -> usize {
    let folder = folder(example.files);
    let ran = lurcher(&["lint", "--format", "json", "--fail-on", "never", &folder.path("")]).with_code(0);
    ran.json()["findings"].as_array().unwrap().iter().filter(|f| f["code"] == code).count()
}

#[test]
fn exit_codes_and_the_place() {
    let folder = folder(&[("r.kql", LOOSE)]);
    let pack = folder.path("");
    let ran = lurcher(&["lint", &pack, "--select", "LNT010"]).with_code(1);
    let place = "r.kql:3:3: warning[LNT010 join-without-kind]";
    assert!(
        ran.out.contains(place) && ran.out.contains("3 | | join EmailUrlInfo on NetworkMessageId\n  |   ^^^^\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("1 rule: 1 warning\n"));
    lurcher(&["lint", &pack, "--select", "LNT010", "--fail-on", "error"]).with_code(0);
    lurcher(&["lint", &pack, "--select", "LNT012"]).with_code(0);
    lurcher(&["lint", &pack, "--select", "LNT999"]).with_code(2);
    folder.write("broken.yaml", "name: n\n");
    let ran = lurcher(&["lint", &pack, "--select", "LNT012"]).with_code(2);
    assert!(ran.err.contains("broken.yaml:1:1: a rule has no `query`"), "{}", ran.err);
    lurcher(&["lint", &folder.path("nowhere")]).with_code(2);
}

#[test]
fn a_baseline_keeps_what_is_known_silent() {
    let folder = folder(&[("pack/r.kql", LOOSE)]);
    let (pack, baseline) = (folder.path("pack"), folder.path("known.json"));
    lurcher(&["lint", &pack, "--baseline", &baseline]).with_code(2);
    lurcher(&["lint", &pack, "--baseline", &baseline, "--write-baseline"]).with_code(0);
    assert!(lurcher(&["lint", &pack, "--baseline", &baseline]).with_code(0).out.contains("known from the baseline"));
    folder.write("pack/r.kql", format!("\n{LOOSE}| join UrlClickEvents on Url\n"));
    let ran = lurcher(&["lint", &pack, "--baseline", &baseline, "--select", "LNT010"]).with_code(1);
    assert!(ran.out.contains("r.kql:5:3") && !ran.out.contains("r.kql:4:3"), "{}", ran.out);
}

#[test]
fn a_changed_query_wants_a_higher_version_than_the_baseline_has() {
    let rule = |query: &str, version: &str| format!("id: 1\nname: n\nversion: {version}\nquery: {query}\n");
    let folder = folder(&[("pack/r.yaml", &rule("EmailEvents", "1.0.0"))]);
    let (pack, baseline) = (folder.path("pack"), folder.path("known.json"));
    let again = |code: i32| lurcher(&["lint", &pack, "--baseline", &baseline, "--select", "LNT035"]).with_code(code);
    lurcher(&["lint", &pack, "--baseline", &baseline, "--write-baseline"]).with_code(0);
    again(0);
    folder.write("pack/r.yaml", rule("EmailEvents | count", "1.0.0"));
    assert!(again(1).out.contains("its version is 1.0.0 after 1.0.0"));
    folder.write("pack/r.yaml", rule("EmailEvents | count", "1.1.0"));
    again(0);
}

#[test]
fn safe_rewritings_are_written_where_answers_keep_their_columns() {
    let yaml = "id: 1\nname: n\nquery: |\n  EmailEvents\n  | where isnotempty(Subject)\n  | join EmailUrlInfo on NetworkMessageId # x\n";
    let folder = folder(&[("a.kql", LOOSE), ("b.yaml", &yaml.replace(" # x", ""))]);
    lurcher(&["lint", "--fix", "--select", "LNT010", &folder.path("")]).with_code(0);
    assert!(folder.read("a.kql").contains("| join kind=innerunique EmailUrlInfo"));
    assert!(folder.read("b.yaml").contains("  | join kind=innerunique EmailUrlInfo on NetworkMessageId\n"));
}

/// Only the queries change, wherever they stand; where one cannot be changed alone, the file stays, and it is said.
#[test]
fn rewritings_leave_every_other_byte() {
    let query = "EmailEvents\n| join EmailUrlInfo on NetworkMessageId\n";
    let (old, new) = ("| join EmailUrlInfo", "| join kind=innerunique EmailUrlInfo");
    let block = query.replace('\n', "\n    ").trim_end().to_owned();
    let written = [
        ("a.kql", format!("\u{feff}{query}")),
        ("b.yaml", format!("# {old}\nid: 'b'   # x\nquery: |-\n    {block}\n\ntags: [ a,b ]\nname: n\n")),
        ("c.yaml", format!("id: c\r\nname: n\r\nquery: |2\r\n    {}\r\n\r\n# end\r\n", block.replace('\n', "\r\n"))),
        ("d.yaml", format!("id: d\nname: n\nquery: |\n    {block}\n---\nid: e\nname: m\nquery: EmailEvents\n")),
        (
            "f.md",
            format!(
                "# F\n\n| a |\n|---|\n\n```kql\n{query}```\n\n- x\n\n  ~~~Kusto\n  {block}\n\n  ~~~\n\n```text\n{query}```\n"
            ),
        ),
    ];
    let json = |query: &str| {
        format!(
            "{{\r\n \"displayName\": \"\\u006e\", \"queryCondition\": {{\"queryText\": {query} }} }}",
            query = serde_json::json!(query)
        )
    };
    let left = [
        ("q.yaml", "id: q\nname: n\nquery: 'EmailEvents | join EmailUrlInfo on NetworkMessageId'\n".to_owned(), ":3:9: the query stands in quotes"),
        ("r.yaml", format!("id: r\nname: n\nquery: >\n    {block}\n"), "the query is in a folded block"),
        (
            "s.json",
            r#"{"displayName": "n", "queryCondition": {"queryText": "EmailEvents | join EmailUrlInfo on\u0020NetworkMessageId"}}"#
                .to_owned(),
            "the query is escaped in a way",
        ),
    ];
    let folder = Folder::new();
    written.iter().for_each(|(name, text)| drop(folder.write(name, text)));
    left.iter().for_each(|(name, text, _)| drop(folder.write(name, text)));
    folder.write("t.json", json(query));
    let overlay = "owner:   me # kept\n";
    folder.write("a.lurcher.yaml", overlay);
    let ran = lurcher(&["lint", "--fix", "--select", "LNT010", &folder.path("")]).with_code(1);
    for (name, text) in &written {
        let comment = text.starts_with("# |");
        let fenced = text.find("```text").unwrap_or(text.len());
        let (head, tail) = text.split_at(fenced);
        let head =
            if comment { head.replace(&format!("    {old}"), &format!("    {new}")) } else { head.replace(old, new) };
        assert_eq!(folder.read(name), head + tail, "{name}");
    }
    assert_eq!(folder.read("a.lurcher.yaml"), overlay);
    assert_eq!(folder.read("t.json"), json(&query.replace(old, new)));
    for (name, text, why) in &left {
        assert_eq!(&folder.read(name), text, "{name}");
        let said = ran.err.lines().find(|line| line.starts_with("left: ") && line.contains(name)).unwrap_or_default();
        assert!(said.contains(why), "{name}: {}", ran.err);
    }
    assert!(ran.err.contains("\n7 rewritten\n") && ran.err.matches("left: ").count() == left.len(), "{}", ran.err);
}

#[test]
fn an_overlay_is_pointed_at_where_its_key_stands() {
    let folder = folder(&[
        ("r.yaml", "id: 1\nname: n\nquery: EmailEvents\n"),
        ("r.lurcher.yaml", "owner: me\ntactics: [Collection]\nrelevantTechniques:\n- T1566.002\n"),
    ]);
    let ran = lurcher(&["lint", "--select", "LNT031", &folder.path("")]).with_code(1);
    assert!(ran.out.contains("r.lurcher.yaml:4:3: warning[LNT031 tactic-mismatch]"), "{}", ran.out);
    assert!(ran.out.contains("4 | - T1566.002\n  |   ^^^^^^^^^\n"), "{}", ran.out);
}

#[test]
fn a_draft_that_nobody_owns_is_not_switched_on() {
    let exclusion = "id: e, scenario: s, where: Subject == 'a', owner: nobody yet, reason: r, ticket: t, created: 2026-01-01, expires: 9000-01-01";
    let folder = folder(&[("r.kql", "EmailEvents"), ("r.lurcher.yaml", &format!("exclusions:\n- {{{exclusion}}}\n"))]);
    let ran = lurcher(&["lint", "--select", "LNT042", &folder.path("")]).with_code(1);
    assert!(ran.out.contains("`e` has no owner"), "{}", ran.out);
    let on = format!("exclusions:\n- {{{exclusion}, enabled: true, drafted: {{model: m, date: 2026-01-01}}}}\n");
    folder.write("r.lurcher.yaml", on);
    let ran = lurcher(&["lint", "--select", "LNT046", &folder.path("")]).with_code(1);
    assert!(
        ran.out.contains("r.lurcher.yaml:2:3: warning[LNT046 draft-not-reviewed] `e` is switched on"),
        "{}",
        ran.out
    );
    // As it stands in a draft, it hides nothing.
    let drafted = format!("exclusions:\n- {{{exclusion}, drafted: {{model: m, date: 2026-01-01}}}}\n");
    folder.write("r.lurcher.yaml", drafted);
    lurcher(&["lint", "--select", "LNT042", &folder.path("")]).with_code(0);
}

#[test]
fn sarif_has_its_mandatory_members() {
    let folder = folder(&[("r.kql", LOOSE)]);
    let out = folder.path("lint.sarif");
    lurcher(&["lint", &folder.path("r.kql"), "--format", "sarif", "-o", &out]).with_code(1);
    let log: serde_json::Value = serde_json::from_str(&folder.read("lint.sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "lurcher lint");
    for result in run["results"].as_array().unwrap() {
        assert!(result["message"]["text"].is_string() && result["ruleId"].is_string());
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].is_u64());
    }
}

#[test]
fn connectors_that_name_tables_must_name_those_that_are_read() {
    let rule = |types: &str| {
        format!(
            "id: 1\nname: n\nseverity: Low\nrequiredDataConnectors:\n- connectorId: c\n  dataTypes: [{types}]\n\
             query: |\n  EmailEvents | where Timestamp > ago(1d)\n"
        )
    };
    for (types, is_found) in [("EmailUrlInfo", true), ("emailevents", false), ("SomeParser", false)] {
        let folder = folder(&[("r.yaml", &rule(types))]);
        let ran = lurcher(&["lint", &folder.path("r.yaml"), "--select", "LNT022"]);
        assert_eq!(ran.out.contains("reads EmailEvents"), is_found, "{types}: {}", ran.out);
    }
}

#[test]
fn checks_explain_themselves() {
    let ran = lurcher(&["lint", "--explain", "join-without-kind"]).with_code(0);
    assert!(ran.out.starts_with("# LNT010 join-without-kind\n"));
    assert_eq!(lurcher(&["lint", "--list"]).with_code(0).out.lines().count(), CHECKS.len());
    lurcher(&["lint", "--explain", "LNT999"]).with_code(2);
}

#[test]
fn schemas_of_all_files() {
    for (kind, key) in
        [("rule", "query"), ("overlay", "exclusions"), ("pack", "expired"), ("custom-detection", "queryCondition")]
    {
        let schema = lurcher(&["schema", kind]).with_code(0).json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["properties"][key].is_object(), "{kind}");
    }
}

#[test]
fn hostile_packs() {
    let deep = format!("print {}1{}", "(".repeat(190), ")".repeat(190));
    let long = format!("EmailEvents | where {}", vec!["Subject contains 'invoice'"; 2_000].join(" or "));
    let folder = folder(&[
        ("deep.kql", &deep),
        ("long.kql", &long),
        ("torn.kql", "T | where |\u{202e}\u{7}x"),
        ("odd.kql", "// lurcher: allow"),
    ]);
    let ran = lurcher(&["lint", &folder.path("")]).with_code(1);
    assert!(!ran.out.contains(['\u{202e}', '\u{7}']));
}
