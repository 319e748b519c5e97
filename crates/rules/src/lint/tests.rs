//! The checks that need no binding, and what holds for all of them.

use super::*;
use crate::{Exclusion, Pack, Place, Rule, load_pack};
use lurcher_semantics::bound::Program;
use lurcher_syntax::{Diagnostic, Span, Stage};

/// Binds nothing.
struct Unbound;

impl Surroundings for Unbound {
    fn bind(&self, _: &Binding) -> Result<Program, Box<Diagnostic>> {
        Err(Box::new(Diagnostic::new("LUR399", Stage::Run, Span::default(), "nothing is bound here")))
    }

    fn is_column(&self, name: &str) -> bool {
        name == "SenderMailFromDomain"
    }

    fn is_table(&self, _: &str) -> bool {
        false
    }

    fn tests_hidden_by(&self, _: &Pack, _: &Rule, _: &Exclusion) -> Option<Vec<String>> {
        None
    }
}

fn pack(files: &[(&str, &str)]) -> (tempfile::TempDir, Pack) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let pack = load_pack(folder.path());
    (folder, pack)
}

fn found(files: &[(&str, &str)], options: &Options) -> Vec<Finding> {
    let (_folder, pack) = pack(files);
    lint(&[pack], &Unbound, options)
}

fn only(code: &str) -> Options {
    Options { choice: Choice { select: vec![code.to_owned()], ignore: Vec::new() }, ..Options::default() }
}

/// Checks that look at the bound program; the command's tests run their examples.
const BOUND: &[&str] =
    &["LNT001", "LNT007", "LNT008", "LNT013", "LNT020", "LNT021", "LNT022", "LNT023", "LNT040", "LNT043", "LNT044"];

#[test]
fn examples_of_checks_that_need_no_binding() {
    for check in CHECKS.iter().filter(|check| !BOUND.contains(&check.code)) {
        let codes = |example: &Example| {
            let (_folder, before) = pack(example.before);
            let before = before.rules.iter().map(baseline::before).collect();
            let findings = found(example.files, &Options { before, now: 1 << 60, ..Options::default() });
            findings.iter().filter(|f| f.code == check.code).count()
        };
        assert!(codes(&check.found) > 0, "{}: its example is not found", check.code);
        assert_eq!(codes(&check.not_found), 0, "{}: its counter-example is found", check.code);
    }
}

#[test]
fn codes_and_names_are_each_once_and_in_order() {
    let codes: Vec<&str> = CHECKS.iter().map(|check| check.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    let mut names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHECKS.len());
}

#[test]
fn places_are_those_of_the_file() {
    let rule = "id: 1\nname: n\nquery: |\n  EmailEvents\n  | where tolower(Subject) == 'x'\n";
    let findings = found(&[("r.yaml", rule)], &only("LNT012"));
    let place = findings[0].place.unwrap();
    assert_eq!((place.line, place.column, findings[0].width), (5, 11, 16));
    assert_eq!(findings[0].line.as_deref(), Some("| where tolower(Subject) == 'x'"));
    let folded = "id: 1\nname: n\nquery: >\n  EmailEvents\n  | where tolower(Subject) == 'x'\n";
    let findings = found(&[("r.yaml", folded)], &only("LNT012"));
    let place = findings[0].in_query.unwrap();
    assert_eq!((place.line, place.column), (1, 21), "the place in the query is told, for the file's lines are others");
    let findings = found(&[("r.yaml", "id: 1\nname: n\ntactics:\n- No Such\nquery: x\n")], &only("LNT032"));
    assert_eq!(findings[0].place.unwrap().line, 4);
}

#[test]
fn keys_of_an_overlay_are_found_in_it() {
    let overlay = "owner: me\ntactics: [InitialAccess, NoSuch]\nlint:\n- code: LNT012\n  reason: why\nrelevantTechniques:\n- T1566\n- T1498\n\
                   definition: Counts SenderMailFromDomain.\n  tests: x\n";
    let overlay =
        overlay.replace("  tests: x", "tests:\n- {name: a, given: {EmailEvents: [{Subject: x}]}, expect: {hit: true}}");
    let files =
        [("r.yaml", "id: 1\nname: n\ntactics: [Exfiltration]\nquery: EmailEvents\n"), ("r.lurcher.yaml", &overlay)];
    let findings = found(&files, &Options::default());
    let at = |code: &str| {
        let finding = findings.iter().find(|f| f.code == code).unwrap_or_else(|| panic!("{code}"));
        let place = finding.place.unwrap();
        (finding.path.as_str(), place.line, place.column, finding.width, finding.line.clone().unwrap())
    };
    let line = |n: usize| overlay.lines().nth(n - 1).unwrap().to_owned();
    assert_eq!(at("LNT032"), ("r.lurcher.yaml", 2, 26, 6, line(2)), "the tactic");
    assert_eq!(at("LNT031"), ("r.lurcher.yaml", 8, 3, 5, line(8)), "the technique");
    assert_eq!(at("LNT050"), ("r.lurcher.yaml", 4, 3, 1, line(4)), "the allowance");
    assert_eq!(at("LNT024"), ("r.lurcher.yaml", 9, 1, 10, line(9)), "the definition");
    assert_eq!(at("LNT033"), ("r.lurcher.yaml", 10, 1, 5, line(10)), "the tests");
    let detection = r#"{"displayName": "n", "queryCondition": {"queryText": "x"},
 "detectionAction": {"alertTemplate": {"category": "InitialAccess", "mitreTechniques": ["T1498"]}}}"#;
    let finding = found(&[("d.json", detection)], &only("LNT031")).remove(0);
    assert_eq!((finding.place.unwrap().line, finding.place.unwrap().column), (2, 89), "of a custom detection");
    // What the overlay does not say is the rule's own.
    let tactics = "tactics: [InitialAccess]\n";
    let files = [("r.yaml", "id: 1\nname: n\nrelevantTechniques:\n- T1498\nquery: x\n"), ("r.lurcher.yaml", tactics)];
    let finding = found(&files, &only("LNT031")).remove(0);
    assert_eq!((finding.path.as_str(), finding.place.unwrap().line, finding.width), ("r.yaml", 4, 5));
}

#[test]
fn allowances_take_findings_away_and_are_found_when_idle() {
    let text = "EmailEvents\n| join kind=inner U on a // lurcher: allow LNT012 why\n| where tolower(Subject) == 'x' // lurcher: allow LNT012 why";
    let findings = found(&[("r.kql", text)], &Options::default());
    assert!(!findings.iter().any(|f| f.code == "LNT012"));
    let idle: Vec<_> = findings.iter().filter(|f| f.code == "LNT050").collect();
    assert_eq!(idle.len(), 1);
    assert_eq!(idle[0].place.unwrap().line, 2);
    // A check that did not run has found nothing wrong with its allowance.
    assert!(found(&[("r.kql", text)], &only("LNT050")).is_empty());
    let overlay = "lint:\n- {code: LNT012, reason: why}\n";
    assert!(
        found(&[("r.kql", "T | where tolower(a) == 'x'"), ("r.lurcher.yaml", overlay)], &only("LNT012")).is_empty()
    );
}

#[test]
fn a_baseline_knows_a_finding_though_its_line_moved() {
    let first = found(&[("r.kql", "T | where tolower(a) == 'x'")], &only("LNT012"));
    let baseline = baseline::Baseline::of(&first, &[]);
    let baseline = baseline::Baseline::from_json(&baseline.to_json().to_string()).unwrap();
    let moved = found(&[("r.kql", "\n\nT | where tolower(a) == 'x'\n| where toupper(b) == 'Y'")], &only("LNT012"));
    let new = baseline.new_ones(moved);
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].place.unwrap().line, 4);
    assert!(baseline::Baseline::from_json("{}").is_err());
}

#[test]
fn a_chosen_check_is_named_by_code_by_its_beginning_or_by_name() {
    let choice = |select: &str| Choice { select: vec![select.into()], ignore: Vec::new() };
    assert!(choice("lnt012").wants(check("LNT012").unwrap()));
    assert!(choice("LNT01").wants(check("case-by-function").unwrap()));
    assert!(!choice("LNT02").wants(check("LNT012").unwrap()));
    assert_eq!(choice("LNT9").unknown(), Some("LNT9"));
}

#[test]
fn sarif_is_what_its_schema_says() {
    let findings = found(
        &[
            ("a b.kql", "T | where tolower(a) == 'x' and b matches regex 'x' | join U on a"),
            ("r.yaml", "name: n\nquery: T\n"),
        ],
        &Options::default(),
    );
    assert!(findings.len() > 4);
    let with_paths: Vec<_> = findings.iter().map(|f| (f, f.path.clone())).collect();
    let log = sarif::log(&with_paths, "0.1.0");
    let read: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    let run = &read.runs[0];
    assert_eq!(run.results.as_ref().unwrap().len(), findings.len());
    let rules = run.tool.driver.rules.as_ref().unwrap();
    for result in run.results.as_ref().unwrap() {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
    }
    assert!(log.to_string().contains("a%20b.kql"));
}

/// The schema that OASIS published, from the sources of the crate that is read with above; none where cargo does not know
/// where they are.
fn sarif_schema() -> Option<serde_json::Value> {
    let cargo = |arguments: &[&str]| {
        let ran =
            std::process::Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        String::from_utf8(ran.ok()?.stdout).ok()
    };
    let version = cargo(&["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "))?;
    let metadata = cargo(&["metadata", "--format-version", "1", "--offline", "--filter-platform", host])?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|p| p["name"] == "serde-sarif")?;
    let manifest = std::path::Path::new(package["manifest_path"].as_str()?);
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).ok()?;
    let mut schema: serde_json::Value = serde_json::from_str(&text).ok()?;
    // This pattern has a bracket too many, and is no regular expression; Lurcher writes no language.
    for definition in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{definition}/properties/language"))?;
        language.as_object_mut()?.remove("pattern");
    }
    Some(schema)
}

#[test]
fn sarif_is_valid_under_the_published_schema() {
    let Some(schema) = sarif_schema() else {
        return println!("skipped: the sources of serde-sarif, which hold the schema, are not found");
    };
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let wrong = |log: &serde_json::Value| -> Vec<String> {
        schema.iter_errors(log).map(|e| format!("{}: {e}", e.instance_path())).collect()
    };
    assert_eq!(wrong(&sarif::log(&[], "0.1.0")), Vec::<String>::new());
    // Of every check, with and without a place, a line, help and a fix; with texts and names of all sorts.
    let hostile = "\u{0}\u{202e}<b>\"\\ {0} [a](b) \u{1f600}\n";
    let places = [None, Some(Place { line: 1, column: 1 }), Some(Place { line: 900, column: 70 })];
    let mut findings = Vec::new();
    for check in CHECKS {
        for (n, place) in places.into_iter().enumerate() {
            findings.push(Finding {
                code: check.code,
                name: check.name,
                level: [Level::Error, Level::Warning, Level::Note][n],
                pack: 0,
                path: ["r.kql", "../a b/ä%#?.yaml", "C:\\rules\\x.md"][n].to_owned(),
                rule: hostile.to_owned(),
                place,
                width: n * 40,
                in_query: places[2 - n],
                line: (n > 0).then(|| hostile.to_owned()),
                column: n,
                message: hostile.to_owned(),
                help: (n > 0).then(|| hostile.to_owned()),
                fix: (n > 1).then(|| Fix { span: Span::new(0, 3), text: hostile.to_owned(), is_safe: true }),
                query_line: None,
            });
        }
    }
    let with_paths: Vec<_> = findings.iter().map(|f| (f, f.path.clone())).collect();
    let log = sarif::log(&with_paths, "0.1.0");
    assert_eq!(wrong(&log), Vec::<String>::new());
    // Else the test could not fail.
    for (pointer, bad) in [
        ("/runs/0/results/1/locations/0/physicalLocation/region/startLine", serde_json::json!(0)),
        ("/runs/0/results/0/level", serde_json::json!("bad")),
        ("/runs/0/tool/driver/rules/0/helpUri", serde_json::json!("no uri")),
    ] {
        let mut broken = log.clone();
        match broken.pointer_mut(pointer) {
            Some(value) => *value = bad,
            None => broken["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] = bad,
        }
        assert!(!wrong(&broken).is_empty(), "{pointer}");
    }
}

#[test]
fn safe_fixes_are_written_and_others_are_not() {
    let text = "T | join U on a | where tolower(a) == 'x' | where b matches regex 'x'";
    let findings = found(&[("r.kql", text)], &Options::default());
    let (new, done) = fix::fixed(text, &findings.iter().collect::<Vec<_>>());
    assert_eq!(
        (new.as_str(), done),
        ("T | join kind=innerunique U on a | where tolower(a) == 'x' | where b contains_cs 'x'", 2)
    );
}

#[test]
fn the_pages_on_checks_are_what_the_checks_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lint");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    for check in CHECKS {
        assert_eq!(read(&format!("{}.md", check.code)), page::page(check), "write it anew: make docs");
    }
    assert_eq!(read("README.md"), page::index(), "write it anew: make docs");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), CHECKS.len() + 1, "a page of no check");
}
