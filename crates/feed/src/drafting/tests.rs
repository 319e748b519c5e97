use super::*;
use lurcher_rules::attack::Attack;
use serde_json::json;

#[test]
fn answers_are_the_json_that_was_asked_for() {
    let scenario = json!({"scenario": "s", "reason": "r", "where": "a == 1", "appliesTo": "T"});
    let legal = json!({"hypothesis": " h ", "scenarios": [scenario]}).to_string();
    let (proposal, dropped) = answer(&format!("```json\n{legal}\n```\n")).unwrap();
    assert_eq!((proposal.hypothesis.as_deref(), proposal.scenarios.len(), dropped.len()), (Some("h"), 1, 0));
    assert_eq!(answer("{}").unwrap(), (Proposal::default(), vec![]));
    let wrong = [
        "",
        "null",
        "[]",
        "{\"hypothesis\": 1}",
        "{\"scenarios\": [{}]}",
        "{\"scenarios\": [[\"s\", \"r\", \"a == 1\", \"T\"]]}",
        "{\"a\": 1}",
        "{} {}",
        "Here: {}",
        "{\"hypothesis\": \"a\", \"hypothesis\": \"b\"}",
        "{\"scenarios\": [{\"scenario\": \"s\"}]}",
    ];
    for text in wrong {
        assert!(answer(text).is_err(), "{text}");
    }
    assert!(answer(&"[".repeat(100_000)).is_err());
}

#[test]
fn what_is_too_much_is_dropped_alone() {
    let scenario = |text: &str| json!({"scenario": text, "reason": "r", "where": "a == 1", "appliesTo": "T"});
    let many: Vec<_> = ["a", " ", "b\u{0}", "c", "d", "e", "f"].iter().map(|text| scenario(text)).collect();
    let (proposal, dropped) = answer(&json!({"hypothesis": "a\u{202e}", "scenarios": many}).to_string()).unwrap();
    let kept: Vec<&str> = proposal.scenarios.iter().map(|s| s.scenario.as_str()).collect();
    assert_eq!((kept, proposal.hypothesis), (vec!["a", "c", "d"], None));
    let what: Vec<&str> = dropped.iter().map(|d| d.what.as_str()).collect();
    assert_eq!(what, ["hypothesis", "scenario 2", "scenario 3", "scenario 6"]);
}

#[test]
fn a_file_reads_back_whatever_it_holds() {
    let hostile = "a: b\n- c\n# {x} 'y' \"z\" \\ \t \u{e9} --- &a *a |";
    let proposal = Proposal {
        hypothesis: Some(hostile.to_owned()),
        scenarios: vec![Scenario {
            scenario: hostile.to_owned(),
            reason: hostile.to_owned(),
            predicate: hostile.to_owned(),
            applies_to: hostile.to_owned(),
        }],
    };
    let mark = Mark { model: hostile.to_owned(), date: "2026-02-01".to_owned(), of: "ab".to_owned() };
    let (overlay, read_mark) = read("x.draft.yaml", &write(&proposal, &mark)).unwrap();
    assert_eq!(overlay.hypothesis.as_deref(), Some(hostile));
    let exclusion = &overlay.exclusions[0];
    assert_eq!((exclusion.predicate.text.as_str(), exclusion.scenario.as_str()), (hostile, hostile));
    assert_eq!((exclusion.applies_to.name(), exclusion.enabled), (hostile, false));
    assert_eq!((read_mark.by.model.as_str(), read_mark.of.as_deref()), (hostile, Some("ab")));
    assert!(read("x", "hypothesis: h\n").unwrap_err().contains("who drafted it"));
    assert!(read("x", "hypothesis: [\n").is_err() && read("x", "").is_err());
}

#[test]
fn prose_names_what_there_is() {
    let known = Known::with(&["EmailEvents", "SenderFromDomain", "Subject", "my_parameter"]);
    let wrong = |text: &str| prose::wrong(text, ("MAX", 200), &known, Attack::embedded());
    let right = [
        "Plain words, e.g. B2B and 2FA of the CISOs; 3 a.m. in O365.",
        "`EmailEvents.SenderFromDomain`, `Subject` and EmailEvents.Subject of SenderFromDomain's my_parameter",
        "T1566, t1566.002 and (TA0001): `T1566`. SharePoint's OneDrive links, OAuth, e-mails.",
        "",
    ];
    for text in right {
        assert_eq!(wrong(text), None, "{text}");
    }
    let refused = [
        "SenderDomain",
        "the sender_domain",
        "`sender`",
        "`ago(7d)`",
        "a ` b",
        "`EmailEvents.Sender`",
        "EmailEvents.SenderDomain",
        "T15660",
        "T1566.9",
        "T1192",
        "TA9999",
        "`T9999`",
        "T0865",
        "IPv4Address",
        "SHA256Hash",
        "see HTTP://x",
        "www.x.example",
    ];
    for text in refused {
        assert!(wrong(text).is_some(), "{text}");
    }
    assert!(wrong(&"é".repeat(201)).is_some_and(|why| why.contains("200 characters (MAX)")));
}

#[test]
fn chats() {
    let body: serde_json::Value = serde_json::from_str(&body("m", "do", "this")).unwrap();
    assert_eq!((&body["model"], &body["messages"][1]["content"]), (&json!("m"), &json!("this")));
    let said = |choice| content(&json!({"choices": [choice]}).to_string());
    assert_eq!(said(json!({"message": {"content": "x"}})).unwrap(), "x");
    assert!(said(json!({"message": {"content": "x"}, "finish_reason": "length"})).is_err());
    assert!(
        said(json!({"message": {"content": null}})).is_err() && content("{}").is_err() && content("<html>").is_err()
    );
}
