//! Rules for tests, plain and hostile.

use lurcher_feed::facts::{Condition, ConditionKind, Facts, Join, Stage, TableRead};
use lurcher_feed::{Entry, Feed, Hidden, Provenance, Strength, TestOutcome, Tested, Tests, attack, names};
use lurcher_rules::attack::Attack;
use lurcher_rules::coverage::{self, Availability, Data, Ran, RuleState, Run};
use lurcher_rules::load_pack;
use std::sync::Arc;

/// What breaks out of markup, scripts, attributes and lines, if it can.
pub const HOSTILE: &str =
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)><!-- & \u{202e}\u{0}\u{7}\u{feff}--> ]]>";

/// A feed of one rule, each of whose texts is this one.
pub fn of_text(text: &str) -> Feed {
    // YAML refuses a NUL; it comes in later.
    let yaml = serde_json::Value::from(text.replace('\u{0}', "")).to_string();
    let rule = format!(
        "id: r1\nname: {yaml}\ndescription: {yaml}\nseverity: High\nversion: {yaml}\ntactics: [InitialAccess]\n\
         relevantTechniques: [T1566]\ntags: [{yaml}]\nquery: {yaml}\nkind: {yaml}\n\
         entityMappings: [{{entityType: {yaml}, fieldMappings: [{{identifier: {yaml}, columnName: {yaml}}}]}}]\n"
    );
    let overlay = format!(
        "hypothesis: {yaml}\ndefinition: {yaml}\nowner: {yaml}\nreferences: [{yaml}, 'javascript:alert(1)', 'https://example.com/a?b=\"c']\n\
         falsePositives: [{yaml}]\nparameters: [{{name: {yaml}, type: string, default: {yaml}, replaces: {yaml}, description: {yaml}}}]\n\
         exclusions: [{{id: {yaml}, scenario: {yaml}, where: {yaml}, appliesTo: {yaml}, owner: {yaml}, reason: {yaml}, \
         ticket: {yaml}, created: 2026-01-01, expires: 2026-02-01, enabled: true, drafted: {{model: {yaml}, date: 2026-01-01}}}}]\n\
         tests: [{{name: {yaml}, expect: {{hit: true}}}}]\ndrafted: {{keys: [hypothesis, definition, falsePositives], model: {yaml}, date: 2026-01-01}}\n"
    );
    let about = format!("name: {yaml}\ndescription: {yaml}\nlicence: {yaml}\nowner: {yaml}\ntags: [{yaml}]\n");
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("r.yaml", &rule), ("r.lurcher.yaml", &overlay), ("pack.lurcher.yaml", &about)] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut pack = load_pack(folder.path());
    let wrong: Vec<_> = pack.problems.iter().filter(|p| !p.code.is_warning()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut rule = pack.rules.remove(0);
    rule.id = text.to_owned();
    rule.name = text.to_owned();
    rule.query = text.to_owned();
    rule.derived_from = Some(text.to_owned());
    let said = || text.to_owned();
    let entry = Entry {
        page: names::of_id(&rule.id),
        techniques: attack::techniques(&["T1566".to_owned(), said(), "T1192".to_owned()], Attack::embedded()),
        rule,
        about: Arc::new(pack.about),
        facts: Ok(Facts {
            tables: vec![
                TableRead { name: said(), columns: vec![said()] },
                TableRead { name: "EmailEvents".into(), columns: vec![] },
            ],
            conditions: vec![
                Condition { text: said(), kind: ConditionKind::Threshold, columns: vec![] },
                Condition { text: said(), kind: ConditionKind::Words, columns: vec!["Subject".into()] },
                Condition {
                    text: said(),
                    kind: ConditionKind::Window { ticks_back: Some(864_000_000_000) },
                    columns: vec![said()],
                },
            ],
            joins: vec![Join { kind: "leftanti", on: vec![said()] }],
            stages: vec![Stage { words: said(), text: said() }],
            answers: vec![(said(), lurcher_types::Type::String)],
            warnings: vec![said()],
            missing: vec![said()],
        }),
        state: RuleState { tests: coverage::Tests::Failing, data: Data::Degraded, ran: Ran::No, why: vec![said()] },
        tests: Tests::Ran(Tested {
            outcomes: vec![TestOutcome { name: said(), passed: false, message: Some(said()) }],
            strength: Some(Strength { noticed: 1, changed: 2, unnoticed: vec![said()] }),
            not_run: 0,
        }),
        runs: vec![run(text, Some(3)), run(text, None), run(text, Some(0))],
        hidden: vec![Hidden { exclusion: said(), rows: 4, findings: Some(1), is_preview: true, at: said() }],
        provenance: Some(Provenance {
            repository: Some(said()),
            path: Some(said()),
            commit: Some(said()),
            retrieved: Some(said()),
            licence: Some(said()),
            original: Some(said()),
            unchanged: Some(false),
            is_gone: true,
            history: vec![said()],
            difference: vec![format!("+{text}"), format!("-{text}"), said()],
        }),
    };
    let mut refused = entry.clone();
    refused.page = "refused".into();
    refused.facts = Err(said());
    refused.tests = Tests::Unknown { written: 1 };
    refused.state = RuleState { why: vec![said()], ..RuleState::default() };
    let mut attack = Attack::embedded().clone();
    attack.version = said();
    for tactic in attack.tactics.iter_mut().take(1) {
        (tactic.id, tactic.name, tactic.short_name) = (said(), said(), said());
    }
    Feed {
        title: said(),
        description: said(),
        made: Some(said()),
        now: Some(0),
        entries: vec![entry, refused],
        problems: vec![said()],
        attack,
        ..Feed::default()
    }
}

fn run(text: &str, rows: Option<u64>) -> Run {
    Run {
        at: text.to_owned(),
        verdict: text.to_owned(),
        rows,
        reasons: vec![text.to_owned()],
        query_sha256: Some(text.to_owned()),
        availability: Some(Availability::Degraded(vec![text.to_owned()])),
    }
}
