use std::fs;
use std::path::{Path, PathBuf};

use crate::limits::{MAX_RULE_FILE_BYTES, MAX_YAML_DEPTH};
use crate::{FieldMapping, Interval, Pack, Place, ProblemCode, Severity, load_pack, read_rules, shape, yaml};

const RULE: &str = "\
id: 0d1f9a52-7c1e-4b57-9a37-2f6e0d2f3c11
name: Forwarded out
severity: Medium
confidence: high
hypothesis: Somebody reads our mail elsewhere.
derivedFrom: none
tactics: [Collection, Exfiltration]
relevantTechniques:
  - T1114.003
requiredDataConnectors:
- connectorId: MicrosoftThreatProtection
  dataTypes:
  - EmailEvents
queryFrequency: PT1H30M
queryPeriod: 14d
triggerOperator: gt
triggerThreshold: 0
tags: [mail, SchemaVersion: 2]
entityMappings:
  - entityType: Mailbox
    fieldMappings:
      - identifier: FullName
        columnName: RecipientEmailAddress
author: A. Hunter
query: |

  EmailEvents
    | where isnotempty(ForwardingInformation)
version: 1.10
";

fn one_problem(pack: Pack) -> (ProblemCode, Option<Place>, String) {
    assert_eq!(pack.problems.len(), 1, "{:?}", pack.problems);
    let problem = &pack.problems[0];
    (problem.code, problem.place, problem.to_string())
}

#[test]
fn a_rule_has_all_its_author_wrote() {
    let pack = read_rules("a/forward.yaml", RULE);
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    let rule = &pack.rules[0];
    assert_eq!(rule.severity, Some(Severity::Medium));
    assert_eq!(rule.tactics, ["Collection", "Exfiltration"]);
    assert_eq!(rule.data_types(), ["EmailEvents"]);
    assert_eq!(rule.query_frequency.as_ref().unwrap().seconds, 5_400);
    assert_eq!(rule.query_period, Interval::parse("14d"));
    assert!(rule.trigger.unwrap().fires(1) && !rule.trigger.unwrap().fires(0));
    assert_eq!(rule.tags, ["mail", "SchemaVersion: 2"]);
    assert_eq!(rule.entity_mappings[0].fields[0].column, "RecipientEmailAddress");
    assert_eq!(rule.version.as_deref(), Some("1.10"));
    assert_eq!(rule.confidence.as_deref(), Some("high"));
    assert_eq!(rule.other, [("author".to_string(), "A. Hunter".into())]);
}

#[test]
fn the_query_knows_its_place() {
    let rule = &read_rules("r.yaml", RULE).rules[0];
    assert_eq!(rule.query, "\nEmailEvents\n  | where isnotempty(ForwardingInformation)\n");
    let place = rule.query_start.unwrap();
    let third = RULE.lines().nth(place.line - 1 + 2).unwrap();
    assert_eq!(&third[place.column - 1..], "  | where isnotempty(ForwardingInformation)");
    assert!(rule.query_is_literal);
    let quoted = &read_rules("r.yaml", "id: a\nname: b\nquery: \"T | take 1\"\n").rules[0];
    assert_eq!((quoted.query_start, quoted.query_is_literal), (Some(Place { line: 3, column: 9 }), false));
}

#[test]
fn dirty_files_are_read_where_their_meaning_is_clear() {
    for text in [
        "\u{feff}id: a\nname: b\nquery: T\n",
        "id: a\r\nname: b\r\nquery: |\r\n  T\r\n  | take 1\r\n",
        "---\nid: a\nname: b\nquery: T\n...\n",
        "id:    a\nname:  b  \nquery: |\n        T\n        | where x == \"\t\"\n",
        "id: a\nname: b\ntactics:\nrelevantTechniques: T1566\nquery: T",
        "id: a\nname: b\nquery: |\n  T\n  | where a == \":\" // # {not yaml]\n\n\n",
    ] {
        let pack = read_rules("r.yaml", text);
        assert!(pack.problems.is_empty(), "{:?}", pack.problems);
        assert_eq!(pack.rules[0].id, "a");
    }
    let two = read_rules("r.yaml", "id: a\nname: b\nquery: T\n---\nid: c\nname: d\nquery: U\n");
    assert_eq!(two.rules.iter().map(|r| r.query.as_str()).collect::<Vec<_>>(), ["T", "U"]);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (text, code, line, words) in [
        ("id: a\nname: b\nquery: |\nT\n| take 1\n", ProblemCode::Yaml, Some(5), "`query: |` must be indented"),
        ("id: a\nname: b\nquery:\n\tT: 1\n", ProblemCode::Yaml, Some(4), "not with tabs"),
        ("id: a\nname: b\nquery: T\nname: c\n", ProblemCode::DuplicateKey, Some(4), "`name` stands here"),
        ("id: a\nname: b\n", ProblemCode::Missing, Some(1), "no `query`"),
        ("id: a\nquery: T\n", ProblemCode::Missing, Some(1), "no `name`"),
        ("id: a\nname: b\nquery: \"  \"\n", ProblemCode::Missing, Some(3), "empty"),
        ("id: a\nname: b\nquery: [T]\n", ProblemCode::Value, Some(3), "must be a text, but is a list"),
        ("id: a\nname: b\nquery: T\nseverity: Critical\n", ProblemCode::Value, Some(4), "Informational, Low"),
        ("id: a\nname: b\nquery: T\nqueryPeriod: 1 month\n", ProblemCode::Value, Some(4), "no duration"),
        ("id: a\nname: b\nquery: T\ntriggerOperator: gt\n", ProblemCode::Missing, Some(1), "triggerThreshold"),
        ("- a\n- b\n", ProblemCode::Value, Some(1), "must be a mapping"),
        ("", ProblemCode::Missing, None, "no rule"),
        ("a: &x [1]\nb: *x\n", ProblemCode::Yaml, Some(1), "aliases are not accepted"),
    ] {
        let pack = read_rules("r.yaml", text);
        assert!(pack.rules.is_empty(), "{text}");
        let (found, place, message) = one_problem(pack);
        assert_eq!((found, place.map(|p| p.line)), (code, line), "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn warnings_keep_the_rule() {
    let pack = read_rules("x/r.yaml", "name: b\nquery: T\ntactics: [Social Engineering]\nrelevantTechniques: [T15]\n");
    assert_eq!(pack.rules[0].id, "x/r");
    assert!(pack.problems.len() == 3 && pack.problems.iter().all(|p| p.code.is_warning()));
}

#[test]
fn bombs_meet_a_named_limit() {
    let deep = "[".repeat(MAX_YAML_DEPTH + 1);
    let wide = format!("a: [{}]", "1,".repeat(30_000));
    for (text, limit) in [(deep, "MAX_YAML_DEPTH"), (wide, "MAX_YAML_NODES"), ("---\n- 1\n".repeat(2_000), "DOCUMENTS")]
    {
        let (code, _, message) = one_problem(read_rules("r.yaml", &text));
        assert_eq!(code, ProblemCode::Limit);
        assert!(message.contains(limit), "{message}");
    }
}

#[test]
fn intervals() {
    let seconds = |text: &str| Interval::parse(text).map(|i| i.seconds);
    assert_eq!(seconds("5m"), Some(300));
    assert_eq!(seconds("P1DT2H"), Some(93_600));
    assert_eq!(seconds("PT30M"), Some(1_800));
    assert_eq!(seconds("1w"), Some(604_800));
    for wrong in ["", "d", "1", "-1d", "1.5h", "P", "PT", "P1M", "1D", "99999999999999999999d", "0s", "PT1M1H", "é"] {
        assert_eq!(seconds(wrong), None, "{wrong}");
    }
}

#[test]
fn a_pack_is_read_in_order_and_stays_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join("pack").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("b.yaml", b"id: one\nname: b\nquery: T\n");
    write("a/z.kql", b"T | take 1\n");
    write("c.yml", b"id: ONE\nname: again\nquery: T\n");
    write("d.yaml", b"\xff\xfei\0d\0");
    write("e.yaml", &vec![b' '; MAX_RULE_FILE_BYTES as usize + 1]);
    write("README.md", b"not a rule");
    write(".git/config.yaml", b"not: a rule");
    let outside = folder.path().join("outside.yaml");
    fs::write(&outside, "id: x\nname: x\nquery: T\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, folder.path().join("pack/link.yaml")).unwrap();
    let pack = load_pack(&folder.path().join("pack"));
    let paths: Vec<&str> = pack.rules.iter().map(|r| r.path.as_str()).collect();
    assert_eq!(paths, ["a/z.kql", "b.yaml"]);
    assert_eq!(pack.rules[0].name, "z");
    assert!(pack.problems.iter().any(|p| p.path == "d.yaml" && p.message.contains("save it as UTF-8")));
    let mut refused: Vec<_> = pack.problems.iter().map(|p| (p.path.as_str(), p.code)).collect();
    refused.sort_by_key(|r| r.0);
    let mut expected = vec![("c.yml", ProblemCode::DuplicateId), ("d.yaml", ProblemCode::File)];
    expected.push(("e.yaml", ProblemCode::Limit));
    #[cfg(unix)]
    expected.push(("link.yaml", ProblemCode::File));
    assert_eq!(refused, expected);
    assert_eq!(load_pack(Path::new("/nowhere/at/all")).problems.len(), 1);
}

#[test]
fn every_public_mail_rule_loads_or_is_refused_with_a_reason() {
    let shared = std::env::var_os("LURCHER_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let folder = shared.join("rules/azure-sentinel-email");
    if !folder.exists() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let pack = load_pack(&folder);
    let files = fs::read_dir(&folder).unwrap().count();
    let refused: Vec<_> = pack.problems.iter().filter(|p| !p.code.is_warning()).collect();
    pack.problems.iter().for_each(|p| println!("{p}"));
    assert_eq!(pack.rules.len() + refused.len(), files);
    assert!(refused.len() <= 1 && refused.iter().all(|p| p.place.is_some()));
    let schema = jsonschema::validator_for(&shape::json_schema("t", &shape::SENTINEL)).unwrap();
    for rule in &pack.rules {
        let text = fs::read_to_string(folder.join(&rule.path)).unwrap();
        let documents = yaml::documents(&text).unwrap();
        assert!(documents.iter().all(|d| schema.is_valid(&d.to_json())), "{}", rule.path);
        let start = rule.query_start.unwrap();
        let first = rule.query.lines().next().unwrap();
        let line: String = text.lines().nth(start.line - 1).unwrap().chars().skip(start.column - 1).collect();
        assert_eq!(line.trim_end(), first.trim_end(), "{}", rule.path);
    }
}

#[test]
fn the_shipped_packs_load_without_a_problem() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let pack = load_pack(&packs.join("mail-starter"));
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    assert!(pack.rules.len() >= 40 && pack.about.licence.is_some() && pack.about.owner.is_some());
    for rule in &pack.rules {
        let (path, overlay) = (&rule.path, &rule.overlay);
        assert!(rule.hypothesis().is_some() && rule.confidence().is_some() && rule.severity().is_some(), "{path}");
        assert!(rule.status().is_some() && overlay.definition.is_some() && overlay.owner.is_some(), "{path}");
        assert!(!rule.description.is_empty() && !rule.tactics.is_empty() && !rule.techniques.is_empty(), "{path}");
        assert!(!rule.data_types().is_empty() && rule.query_is_literal, "{path}");
        assert!(!overlay.parameters.is_empty() && overlay.parameters.iter().all(|p| p.default.is_some()), "{path}");
        assert!(!overlay.exclusions.is_empty() || !overlay.false_positives.is_empty(), "{path}");
        assert!(overlay.tests.iter().any(|t| t.is_must_hit()), "{path} has no test that must hit");
        assert!(overlay.tests.iter().any(|t| t.is_must_not_hit()), "{path} has no test that must not hit");
    }
}

const OVERLAY: &str = r#"
hypothesis: Chiefs do not write from free mailboxes.
severity: high
owner: mail-team
parameters:
  - name: brand
    type: string
    replaces: '"Microsoft"'
    default: Contoso
exclusions:
  - id: newsletter
    scenario: The staff newsletter goes out through a service.
    where: |
      SenderMailFromDomain == "news.example"
        and Subject startswith "Staff news"
    appliesTo: EmailEvents
    owner: mail-team
    reason: Contract with the sender.
    created: 2026-01-01
    expires: 2026-07-01
tests:
  - name: a brand from outside
    given:
      EmailEvents:
        - {Timestamp: "2026-01-01T11:00:00Z", SenderDisplayName: Contoso pay, Size: 12}
      UrlClickEvents: clicks.ndjson
    expect: {hit: true, rows: [{SenderDisplayName: Contoso pay}]}
  - name: silence
    now: 2026-02-01
    expect: {count: 0}
lint:
  - {code: LUR-L001, reason: The window is the table's.}
"#;

fn beside(overlay: &str) -> Pack {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.yaml"), RULE).unwrap();
    fs::write(folder.path().join("r.lurcher.yaml"), overlay).unwrap();
    load_pack(folder.path())
}

#[test]
fn an_overlay_is_read_beside_its_rule() {
    let pack = beside(OVERLAY);
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    let rule = &pack.rules[0];
    assert_eq!(rule.severity(), Some(Severity::High));
    assert_eq!(rule.hypothesis(), Some("Chiefs do not write from free mailboxes."));
    let overlay = &rule.overlay;
    assert_eq!(overlay.parameters[0].replaces.as_deref(), Some("\"Microsoft\""));
    let exclusion = &overlay.exclusions[0];
    assert_eq!(exclusion.applies_to.name(), "EmailEvents");
    assert_eq!((exclusion.predicate.start.line, exclusion.predicate.is_literal), (14, true));
    assert!(exclusion.is_in_force(exclusion.created.ticks) && exclusion.is_expired(i64::MAX));
    let [hit, silence] = overlay.tests.as_slice() else { panic!("{:?}", overlay.tests) };
    assert!(hit.is_must_hit() && !hit.is_must_not_hit() && silence.is_must_not_hit() && !silence.is_must_hit());
    assert_eq!(hit.given[1], ("UrlClickEvents".to_owned(), crate::Given::File("clicks.ndjson".to_owned())));
}

#[test]
fn an_overlay_sets_right_what_a_rule_says_of_attack() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("r.yaml", "id: a\nname: b\nquery: T\ntactics: [Execution]\nrelevantTechniques:\n  - T1204\n  - T1192\n");
    let (code, place, message) = one_problem(load_pack(folder.path()));
    assert_eq!((code, place), (ProblemCode::Attack, Some(Place { line: 7, column: 5 })), "{message}");
    assert!(message.contains("T1566.002 (Spearphishing Link) has taken its place"), "{message}");
    write("r.lurcher.yaml", "relevantTechniques: [T1204]\n");
    assert_eq!(load_pack(folder.path()).problems, []);
    // The rule's tactics stay, and are held against the overlay's techniques.
    write("r.lurcher.yaml", "relevantTechniques: [T1566.002]\n");
    let (_, place, message) = one_problem(load_pack(folder.path()));
    assert_eq!(place, Some(Place { line: 1, column: 22 }), "{message}");
    assert!(
        message.starts_with("r.lurcher.yaml:1:22") && message.contains("a technique of InitialAccess"),
        "{message}"
    );
}

#[test]
fn a_wrong_overlay_is_named_with_its_place() {
    for (overlay, line, words) in [
        ("severety: High\n", 1, "has no key `severety`"),
        ("severity: urgent\n", 1, "not one of"),
        ("parameters: [{name: a, type: text}]\n", 1, "not one of bool"),
        ("exclusions:\n  - id: a\n    scenario: b\n", 2, "no `where`"),
        ("tests:\n  - name: a\n    given: {T: {a: 1}}\n    expect: {hit: true}\n", 3, "not a mapping"),
        ("tests:\n  - name: a\n    expect: {}\n", 3, "none of `hit`, `count`, `rows`"),
        ("tests: [{name: a, expect: {hit: true, exactly: true}}]\n", 1, "`exactly`, but no `rows`"),
        ("tests:\n  - name: a\n    now: soon\n    expect: {hit: true}\n", 3, "no date"),
    ] {
        let problems = beside(overlay).problems;
        let problem = problems.iter().find(|p| p.message.contains(words));
        let problem = problem.unwrap_or_else(|| panic!("{words}: {problems:?}"));
        assert_eq!((problem.path.as_str(), problem.place.unwrap().line), ("r.lurcher.yaml", line), "{problem}");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.lurcher.yaml"), "owner: a\n").unwrap();
    assert!(one_problem(load_pack(folder.path())).2.contains("no rule stands beside it"));
}

#[test]
fn other_forms_of_rules() {
    let detection = r##"{"displayName": "D", "id": 7, "isEnabled": true, "queryCondition": {"queryText": "T"},
        "schedule": {"period": "1H"}, "detectionAction": {"alertTemplate": {"severity": "medium",
        "category": "InitialAccess", "mitreTechniques": ["T1566.002"], "impactedAssets":
        [{"@odata.type": "#impactedUserAsset", "identifier": "accountUpn"}]}}}"##;
    let pack = read_rules("d.json", detection);
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    let rule = &pack.rules[0];
    assert_eq!((rule.id.as_str(), rule.severity, rule.query.as_str()), ("7", Some(Severity::Medium), "T"));
    assert_eq!(rule.query_period, Interval::parse("4h"));
    assert_eq!(rule.entity_mappings[0].fields[0].column, "AccountUpn");

    // As the API writes it now.
    let detection = r##"{"displayName": "D", "id": "8", "queryCondition": {"queryText": "T"}, "schedule": {"frequency": "PT3H"},
        "detectionAction": {"alertTemplate": {"severity": "high", "eventGroupingKind": "singleAlert",
        "tactics": [{"tactic": "InitialAccess", "techniques": [{"technique": "T1566", "subTechniques": ["T1566.002"]}]}],
        "entityMappings": {"@odata.type": "#x", "mailMessages": [{"networkMessageIdColumn": "M", "recipientColumn": null}]}}}}"##;
    let pack = read_rules("d.json", detection);
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    let rule = &pack.rules[0];
    assert_eq!(
        (&rule.tactics[..], &rule.techniques[..]),
        (&["InitialAccess".to_owned()][..], &["T1566.002".to_owned()][..])
    );
    let seconds = |interval: &Option<Interval>| interval.as_ref().map(|i| i.seconds);
    assert_eq!((seconds(&rule.query_frequency), seconds(&rule.query_period)), (Some(10_800), Some(43_200)));
    assert!(!rule.an_alert_a_row && rule.entity_mappings.len() == 1);
    assert_eq!(
        rule.entity_mappings[0].fields,
        [FieldMapping { identifier: "NetworkMessageId".into(), column: "M".into() }]
    );
    for (often, runs, looks_back) in [("PT0S", 300, 3_600), ("P1D", 86_400, 2_592_000), ("PT30M", 1_800, 7_200)] {
        let rule = &read_rules("d.json", &detection.replace("PT3H", often)).rules[0];
        assert_eq!((seconds(&rule.query_frequency), seconds(&rule.query_period)), (Some(runs), Some(looks_back)));
    }
    let refused = read_rules("d.json", &detection.replace("PT3H", "often")).problems;
    assert!(refused[0].message.contains("no duration such as PT1H"), "{refused:?}");

    // Escapes of emoji, tabs, and the list that the API gives.
    let list = "{\"value\": [\n\t{\"displayName\": \"A \\ud83d\\ude00\", \"id\": \"1\", \"queryCondition\": {\"queryText\": \"T\\n| take 1\"}},\n\
        \t{\"displayName\": \"B\", \"id\": \"2\", \"queryCondition\": {}}]}";
    let pack = read_rules("list.json", list);
    assert_eq!((pack.rules.len(), pack.rules[0].name.as_str()), (1, "A \u{1F600}"));
    assert_eq!(pack.rules[0].query, "T\n| take 1");
    let (code, place, message) = one_problem(Pack { rules: Vec::new(), ..pack });
    assert_eq!((code, place.unwrap().line), (ProblemCode::Missing, 3), "{message}");

    let (_, _, message) = one_problem(read_rules("d.json", "{\"displayName\": \"D\", \"schedule\": {}}"));
    assert!(message.contains("`queryCondition`"), "{message}");

    let page = "# Hunts\nText\n\n## First ##\nWhy.\n```kql\nT\n| take 1\n```\n```sh\nls\n```\n~~~ kusto\nU\n~~~\n";
    let pack = read_rules("notes/a.md", page);
    let said: Vec<_> = pack.rules.iter().map(|r| (r.id.as_str(), r.name.as_str(), r.query.as_str())).collect();
    assert_eq!(said, [("notes/a#1", "First", "T\n| take 1\n"), ("notes/a#2", "First", "U\n")]);
    assert_eq!(pack.rules[0].description, "Why.");
    assert_eq!(pack.rules[0].query_start, Some(Place { line: 7, column: 1 }));
}

#[test]
fn markdown_fences() {
    let queries = |page: &str| read_rules("a.md", page).rules.into_iter().map(|r| r.query).collect::<Vec<_>>();
    // Nested in a longer fence or in one of the other kind, it is an example.
    assert_eq!(queries("````md\n```kql\nT\n```\n````\n~~~text\n```kql\nU\n```\n~~~\n"), [""; 0]);
    // Code within the text opens nothing.
    assert_eq!(queries("```kql T```\n\n```kql\nU\n```\n"), ["U\n"]);
    // Nobody closes the last.
    assert_eq!(queries("```kql\nT\n```\n```kusto\nU\n"), ["T\n", "U\n"]);
    assert_eq!(queries("- item\n\n    ```KQL title=x\n    T\n    ```\n```{.kql}\nU\n`````\n"), ["    T\n", "U\n"]);
    assert_eq!(queries("```kql\n\n```\n```sql\nT\n```\n"), [""; 0]);
}

#[test]
fn what_every_pack_says() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.yaml"), RULE).unwrap();
    let about = "name: Mail\nlicence: MIT\nexpired: error\nsource: {repository: \"https://e.example\", commit: abc}\n";
    fs::write(folder.path().join("pack.lurcher.yaml"), about).unwrap();
    let pack = load_pack(folder.path());
    assert!(pack.problems.is_empty(), "{:?}", pack.problems);
    assert_eq!((pack.about.name.as_deref(), pack.about.expired_is_error, pack.rules.len()), (Some("Mail"), true, 1));
}
