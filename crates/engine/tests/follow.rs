//! Following rows through queries: where each is lost, and why.

use crate::kql::{engine, memory, request, runtime};
use lurcher_engine::catalog::TableSource;
use lurcher_engine::{Drop, Followed, HiddenRows, Named, Operator, Pipe, PipeOf, Reason, Request, RowsOf, Until, Why};
use lurcher_syntax::{Diagnostic, Span};
use lurcher_testkit::{Column, Table};
use serde_json::{Value, json};

const NOW: &str = "2026-01-15T12:00:00Z";

/// Mails with recipients, and their links. `two` went to two people.
fn tables() -> Vec<TableSource> {
    let table = |name: &str, columns: &[(&str, &str)], rows: Value| {
        let columns = columns.iter().map(|(n, t)| Column { name: (*n).into(), kql_type: (*t).into() }).collect();
        let rows = rows.as_array().unwrap().iter().map(|r| r.as_array().unwrap().clone()).collect();
        memory(&Table { name: name.into(), columns, rows }, 2)
    };
    let mail = [
        ("Timestamp", "datetime"),
        ("Id", "string"),
        ("To", "string"),
        ("From", "string"),
        ("Score", "long"),
        ("Tags", "dynamic"),
    ];
    vec![
        table(
            "Mail",
            &mail,
            json!([
                ["2026-01-15T08:00:00Z", "one", "ann", "eve@evil.example", 1, ["a", "b"]],
                ["2026-01-15T09:00:00Z", "two", "ann", "eve@evil.example", 5, []],
                ["2026-01-15T09:00:00Z", "two", "bob", "eve@evil.example", null, ["b"]],
                ["2026-01-14T09:00:00Z", "three", "bob", "kim@good.example", 9, null],
                ["2026-01-01T09:00:00Z", "four", "cat", "kim@good.example", 7, ["c"]]
            ]),
        ),
        table(
            "Links",
            &[("Id", "string"), ("Url", "string")],
            json!([["one", "http://a.example"], ["two", "http://b.example"], ["two", "http://c.example"]]),
        ),
    ]
}

fn rows(table: &str, predicate: &str) -> Vec<RowsOf> {
    vec![RowsOf { table: table.into(), predicate: predicate.into() }]
}

fn follow(request: Request, wanted: Vec<RowsOf>) -> Result<Followed, Diagnostic> {
    runtime().block_on(engine(tables(), 2).follow(&request, &wanted, Until::End))
}

/// A mail and its links through a query.
fn mail(text: &str, id: &str) -> Followed {
    let predicate = format!("Id == '{id}'");
    let wanted = [rows("Mail", &predicate), rows("Links", &predicate)].concat();
    follow(request(text, NOW), wanted).unwrap()
}

/// Every drop, with the text of its operator.
fn drops<'a>(text: &'a str, followed: &Followed) -> Vec<(&'a str, Drop)> {
    fn of_pipe(pipe: &Pipe, out: &mut Vec<(Span, Drop)>) {
        for operator in &pipe.operators {
            operator.sides.iter().for_each(|side| of_pipe(side, out));
            out.extend(operator.drops.iter().map(|d| (operator.span, d.clone())));
        }
    }
    let mut found = Vec::new();
    followed.pipes.iter().for_each(|pipe| of_pipe(pipe, &mut found));
    found.into_iter().map(|(span, drop)| (span.of(text), drop)).collect()
}

fn only_drop(text: &str, id: &str) -> (String, Reason) {
    let followed = mail(text, id);
    let mut found = drops(text, &followed);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    assert!(followed.results.iter().all(|r| r.bits.is_empty()), "{text}: {followed:#?}");
    let (operator, drop) = found.pop().unwrap();
    (operator.to_owned(), drop.reason)
}

fn named(values: &[Named]) -> String {
    values.iter().map(|n| format!("{}={}", n.name, n.value.to_text())).collect::<Vec<_>>().join(" ")
}

/// `x > 3 false x=1`, with the legs of an `or` in brackets.
fn told(text: &str, why: &[Why]) -> String {
    let one = |w: &Why| match w {
        Why::Term(t) => {
            let truth = t.truth.map_or("null".to_owned(), |t| t.to_string());
            format!("{} {truth} {}", t.span.of(text), named(&t.values))
        }
        Why::Either(legs) => format!("[{}]", told(text, legs)),
        Why::All(parts) => format!("({})", told(text, parts)),
    };
    why.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn predicate(text: &str, id: &str) -> String {
    match only_drop(text, id).1 {
        Reason::Predicate(why) => told(text, &why),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_row_is_found_and_its_way_is_told() {
    let text = "Mail | where From has 'evil' | extend n = 1 | summarize Mails = count() by From | project From, Mails";
    let followed = mail(text, "two");
    assert!(drops(text, &followed).is_empty());
    let [pipe] = followed.pipes.as_slice() else { panic!("{followed:#?}") };
    assert_eq!(pipe.of, PipeOf::Result(0));
    let counted: Vec<(u64, u64)> =
        pipe.operators.iter().map(|o: &Operator| (o.rows.unwrap(), o.followed.unwrap())).collect();
    assert_eq!(counted, [(5, 2), (3, 2), (3, 2), (1, 1), (1, 1)]);
    assert_eq!(named(&followed.results[0].shown[0]), "From=eve@evil.example Mails=3");
    assert_eq!(followed.rows.len(), 2, "{:?}", followed.rows);
    assert_eq!(followed.results[0].bits.iter().count(), 2);
}

#[test]
fn parts_of_predicates_that_are_false_or_null_are_named_with_their_values() {
    assert_eq!(
        predicate("Mail | where From has 'good' and Score > 3 and To == 'ann'", "one"),
        "From has 'good' false From=eve@evil.example; Score > 3 false Score=1"
    );
    assert_eq!(
        predicate("Mail | where To == 'zoe' or Score > 8", "one"),
        "[To == 'zoe' false To=ann; Score > 8 false Score=1]"
    );
    assert_eq!(
        predicate("Mail | where To == 'zoe' or (From has 'good' and Score > 8)", "one"),
        "[To == 'zoe' false To=ann; (From has 'good' false From=eve@evil.example; Score > 8 false Score=1)]"
    );
    assert_eq!(predicate("Mail | where not(Score < 3 or To == 'zoe')", "one"), "Score < 3 true Score=1");
    assert_eq!(predicate("Mail | where From !has 'evil'", "one"), "From !has 'evil' false From=eve@evil.example");
    assert_eq!(predicate("Mail | where Score between (2 .. 6)", "one"), "Score between (2 .. 6) false Score=1");
    assert_eq!(predicate("let least = 4; Mail | where Score >= least", "one"), "Score >= least false Score=1 least=4");
    assert_eq!(
        predicate("Mail | where Timestamp > ago(1d)", "four"),
        "Timestamp > ago(1d) false Timestamp=2026-01-01T09:00:00.0000000Z ago(1d)=2026-01-14T12:00:00.0000000Z"
    );
    assert_eq!(
        predicate("Mail | where strlen(From) < 5", "one"),
        "strlen(From) < 5 false strlen(From)=16 From=eve@evil.example"
    );
    assert_eq!(predicate("Mail | where To in ('zoe', 'kim')", "one"), "To in ('zoe', 'kim') false To=ann");
}

#[test]
fn a_list_that_a_name_stands_for_is_not_one_of_its_items() {
    let text = "let bad = dynamic(['zoe', 'kim']); Mail | where To in (bad)";
    assert_eq!(predicate(text, "one"), "To in (bad) false To=ann");
}

#[test]
fn rows_that_end_for_different_reasons_are_told_apart() {
    let text = "Mail | where Score < 3";
    let followed = mail(text, "two");
    let found: Vec<String> = drops(text, &followed)
        .iter()
        .map(|(_, d)| match &d.reason {
            Reason::Predicate(why) => format!("{:?} {}", d.bits.iter().collect::<Vec<_>>(), told(text, why)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(found, ["[0] Score < 3 false Score=5", "[1] Score < 3 null Score="]);
}

#[test]
fn what_would_drop_a_row_further_on_is_told_too() {
    let further = |text: &str, id: &str| {
        let followed = mail(text, id);
        let of_operator = |o: &Operator| o.further.iter().map(|d| d.reason.clone()).collect::<Vec<_>>();
        let reasons: Vec<Reason> = followed.pipes.iter().flat_map(|p| &p.operators).flat_map(of_operator).collect();
        let told = reasons.iter().map(|reason| match reason {
            Reason::Predicate(why) => told(text, why),
            other => format!("{other:?}"),
        });
        (told.collect::<Vec<_>>(), followed.would_reach.iter().count())
    };
    let text = "Mail | where Score > 3 | extend n = 1 | where To == 'ann' | summarize Mails = count() by From | where Mails >= 2";
    assert_eq!(further(text, "one"), (vec![], 1));
    let text = "Mail | where Score > 6 | where From has 'good' | summarize Mails = count() by From | where Mails >= 4";
    let (told, reach) = further(text, "one");
    assert_eq!(told, ["From has 'good' false From=eve@evil.example", "Mails >= 4 false Mails=1"]);
    assert_eq!(reach, 1);
    // What is no predicate cannot be put aside.
    let (told, reach) = further(
        "Mail | where Score > 3 | join kind=leftsemi (Links | where Url has 'b.example') on Id | where To == 'x'",
        "one",
    );
    assert_eq!((told.len(), reach), (1, 0), "{told:?}");
    // A row that is found has nothing to answer for.
    assert_eq!(further("Mail | where To == 'ann'", "two"), (vec![], 0));
}

#[test]
fn a_group_may_show_another_row() {
    let shows_others = |text: &str, id: &str| {
        let followed = mail(text, id);
        followed.pipes[0].operators.iter().map(|o| o.shows_others).sum::<u64>()
    };
    // Of the rows to ann that of `two` is later than that of `one`.
    let text = "Mail | summarize arg_max(Timestamp, *) by To | where Score < 3";
    assert_eq!((shows_others(text, "one"), shows_others(text, "two")), (1, 0));
    assert_eq!(shows_others("Mail | summarize arg_min(Score, Id) by From", "two"), 1);
    assert_eq!(shows_others("Mail | summarize take_any(Id), count() by From", "one"), 0);
    assert_eq!(shows_others("Mail | summarize max(Score) by From", "two"), 0);
}

#[test]
fn a_threshold_behind_a_grouping_is_told_with_the_group() {
    let text = "Mail | summarize Mails = count() by To | where Mails >= 3";
    let followed = mail(text, "one");
    let [(_, drop)] = drops(text, &followed).try_into().unwrap();
    assert_eq!(named(&drop.group), "To=ann");
    let Reason::Predicate(why) = &drop.reason else { panic!("{drop:?}") };
    assert_eq!(told(text, why), "Mails >= 3 false Mails=2");
}

#[test]
fn a_join_without_a_partner_names_the_keys_and_who_lost_them() {
    let text = "Mail | join kind=inner (Links | where Url has 'c.example' | project Id, Url) on Id";
    let followed = mail(text, "one");
    let found = drops(text, &followed);
    let [(of_link, link), (join, drop)] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(*of_link, "where Url has 'c.example'");
    assert!(matches!(&link.reason, Reason::Predicate(_)));
    assert!(join.starts_with("join"));
    let Reason::NoPartner { keys, others, lost: Some(lost) } = &drop.reason else { panic!("{drop:?}") };
    assert_eq!((named(keys).as_str(), *others, lost.rows), ("Id=one", 1, 1));
    assert_eq!(told(text, &lost.why), "Url has 'c.example' false Url=http://a.example");
    // No such row anywhere.
    let text = "Mail | join kind=leftsemi Links on Id";
    let (_, reason) = only_drop(text, "three");
    assert!(
        matches!(&reason, Reason::NoPartner { keys, others: 3, lost: None } if named(keys) == "Id=three"),
        "{reason:?}"
    );
}

#[test]
fn an_anti_join_names_the_row_that_matched() {
    let text = "Mail | join kind=leftanti (Links | project Id) on Id";
    let (_, reason) = only_drop(text, "one");
    let Reason::Partner { keys, row } = &reason else { panic!("{reason:?}") };
    assert_eq!((named(keys), named(row)), ("Id=one".into(), "Id=one".into()));
}

#[test]
fn an_innerunique_join_keeps_another_row() {
    let text = "Mail | project To, Id | join (Mail | project To, Other = Id) on To | where Other == 'three'";
    // Of the rows to bob the first is kept, and that is of `two`.
    let followed = follow(request(text, NOW), rows("Mail", "Id == 'three'")).unwrap();
    assert_eq!(followed.results[0].rows, 1);
    assert!(!followed.results[0].bits.is_empty(), "it is there from the right side");
    let text = "Mail | project To, Id | join (Links | project To = 'bob') on To";
    let (_, reason) = only_drop(text, "three");
    assert!(matches!(&reason, Reason::NotTheOne(keys) if named(keys) == "To=bob"), "{reason:?}");
}

#[test]
fn what_a_top_cuts_off_has_a_rank() {
    let text = "Mail | top 2 by Score desc | project Id";
    let (operator, reason) = only_drop(text, "one");
    assert_eq!(operator, "top 2 by Score desc");
    let Reason::Cut { kept: 2, of: 5, rank: Some(4), by } = &reason else { panic!("{reason:?}") };
    assert_eq!(named(by), "Score=1");
    let (_, reason) = only_drop("Mail | take 2 | project Id", "four");
    assert!(matches!(reason, Reason::Cut { kept: 2, of: 5, rank: None, .. }), "{reason:?}");
}

#[test]
fn lists_patterns_and_series() {
    let (_, reason) = only_drop("Mail | where Score == 5 or Id == 'one' | mv-expand Tags | where Id == 'five'", "one");
    assert!(matches!(reason, Reason::Predicate(_)), "{reason:?}");
    let text = "Mail | where isnotnull(Score) | mv-expand Tags | project Id";
    let followed = mail(text, "two");
    let (operator, drop) = drops(text, &followed).pop().unwrap();
    assert!(matches!(&drop.reason, Reason::NoElements(lists) if named(lists) == "Tags=[]"), "{drop:?}");
    assert_eq!(operator, "mv-expand Tags");
    let (_, reason) = only_drop("Mail | parse-where From with 'kim@' Rest", "one");
    assert!(matches!(&reason, Reason::NoMatch(text) if named(text) == "From=eve@evil.example"), "{reason:?}");
    let text =
        "Mail | make-series n = count() on Timestamp from datetime(2026-01-14) to datetime(2026-01-16) step 1d by From";
    let followed = mail(text, "one");
    assert!(drops(text, &followed).is_empty(), "{followed:#?}");
    assert_eq!(followed.results[0].bits.iter().count(), 1);
    assert_eq!(named(&followed.results[0].shown[0][..1]), "From=eve@evil.example");
    let (operator, reason) = only_drop(text, "four");
    let Reason::OutOfBounds(values) = &reason else { panic!("{operator}: {reason:?}") };
    assert!(operator.starts_with("make-series") && named(values).starts_with("Timestamp=2026-01-01"), "{values:?}");
}

#[test]
fn unions_lets_and_steps_are_followed() {
    let text = "let evil = materialize(Mail | where From has 'evil'); union (evil | where Score > 3), (evil | where To == 'bob') | count";
    let followed = mail(text, "two");
    assert_eq!(followed.pipes.iter().map(|p| p.of).collect::<Vec<_>>(), [PipeOf::Table, PipeOf::Result(0)]);
    assert_eq!(followed.results[0].bits.iter().count(), 2);
    let found = drops(text, &followed);
    assert_eq!(
        found.iter().map(|(o, d)| (*o, d.bits.iter().next().unwrap())).collect::<Vec<_>>(),
        [("where Score > 3", 1), ("where To == 'bob'", 0)]
    );
    let text = "let ids = Links | where Url has 'a.example' | project Id; Mail | where Id in (ids)";
    let followed = mail(text, "two");
    assert_eq!(followed.pipes.iter().map(|p| p.of).collect::<Vec<_>>(), [PipeOf::Set, PipeOf::Result(0)]);
    let found = drops(text, &followed);
    assert_eq!(found.len(), 3, "{found:#?}");
}

#[test]
fn nested_subqueries() {
    for text in [
        "Mail | mv-apply Tags on (where Tags == 'b' | summarize n = count())",
        "Mail | partition by To (top 1 by Score | project Id, To)",
        "Mail | partition hint.strategy=legacy by To (where Score > 0 | project Id, To)",
        "Mail | top-nested 1 of To by count()",
        "Mail | distinct To, From | serialize r = row_number() | where r > 0",
        "Mail | sort by Timestamp asc | scan with (step s: Score > 0;)",
        "Mail | evaluate bag_unpack(Tags)",
        "Mail | lookup kind=leftouter Links on Id",
        "Mail | join kind=fullouter Links on Id | summarize count()",
        "Mail | join kind=rightanti Links on Id",
        "Mail | as M | join M on Id | summarize arg_max(Timestamp, *) by To",
        "search in (Mail) 'eve'",
        "find in (Mail, Links) where Id == 'two'",
        "Mail | sample 3",
        "Mail | summarize make_list(Id) by To | mv-expand list_Id to typeof(string)",
        "let f = (t: (Id: string)) { t | where Id startswith 't' }; f(Mail)",
        "Mail | extend s = toscalar(Mail | summarize max(Score)) | where Score == s",
        "Mail | fork (where Score > 3) (where To == 'bob')",
    ] {
        for id in ["one", "two", "three"] {
            let predicate = format!("Id == '{id}'");
            let wanted = [rows("Mail", &predicate), rows("Links", &predicate)].concat();
            let followed = follow(request(text, NOW), wanted);
            match followed {
                Ok(followed) => assert!(followed.results.iter().all(|r| !r.blind), "{text}"),
                Err(e) => assert!(
                    e.stage == lurcher_syntax::Stage::Bind || e.stage == lurcher_syntax::Stage::Unsupported,
                    "{text}: {e}"
                ),
            }
        }
    }
}

#[test]
fn operators_that_no_row_can_be_followed_through_say_so() {
    let text = "Mail | where Score > 0 | evaluate autocluster() | count";
    let followed = mail(text, "one");
    assert!(followed.results[0].blind && followed.results[0].bits.is_empty());
    let blind: Vec<&str> = followed.pipes[0].operators.iter().filter(|o| o.blind).map(|o| o.span.of(text)).collect();
    assert_eq!(blind, ["evaluate autocluster()"]);
}

#[test]
fn hidden_rows_are_told_by_name() {
    let hidden = |name: &str, table: Option<&str>, predicate: &str| HiddenRows {
        name: name.into(),
        table: table.map(str::to_owned),
        predicate: predicate.into(),
        alone: false,
    };
    let ask = |text: &str, hidden: Vec<HiddenRows>| {
        let followed = follow(Request { hidden, ..request(text, NOW) }, rows("Mail", "Id == 'one'")).unwrap();
        drops(text, &followed).into_iter().map(|(operator, d)| (operator.to_owned(), d.reason)).collect::<Vec<_>>()
    };
    let both = vec![
        hidden("a", Some("Mail"), "Score == 9"),
        hidden("b", Some("Mail"), "Score == 1"),
        hidden("c", None, "To == 'x'"),
    ];
    assert_eq!(ask("Mail | where Score > 0", both), [("Mail".to_owned(), Reason::Hidden("b".into()))]);
    let last = vec![hidden("b", Some("Mail"), "Score == 9"), hidden("c", None, "n == 1"), hidden("d", None, "n == 2")];
    let text = "Mail | summarize n = count() by To";
    assert_eq!(ask(text, last), [("summarize n = count() by To".to_owned(), Reason::Hidden("d".into()))]);
    assert_eq!(ask("Mail", vec![hidden("c", None, "Score == 1")]), [("Mail".to_owned(), Reason::Hidden("c".into()))]);
}

#[test]
fn a_row_later_than_the_replay_is_not_there() {
    let as_of = Some(crate::kql::ticks("2026-01-15T08:30:00Z"));
    let followed = follow(Request { as_of, ..request("Mail | count", NOW) }, rows("Mail", "Id == 'two'")).unwrap();
    let found = drops("Mail | count", &followed);
    assert!(matches!(found.as_slice(), [("Mail", Drop { reason: Reason::Later, .. })]), "{found:?}");
}

#[test]
fn a_trace_changes_no_answer() {
    // Ties of a sort go by the columns, and the trace is none of them.
    let text = "Mail | project From, Id | top 3 by From asc";
    let followed = follow(request(text, NOW), rows("Mail", "true")).unwrap();
    assert_eq!(followed.results[0].bits.iter().count(), 3);
    assert_eq!(followed.results[0].rows, 3);
}

#[test]
fn predicates_of_rows_are_checked() {
    for (predicate, words) in [
        ("Id ==", "not a predicate"),
        ("Nobody == 1", "Mail: "),
        ("Id", "type bool"),
        ("Id in ((Links | project Id))", "over the row alone"),
        ("Id == 'a'; Mail", "one expression"),
    ] {
        let wrong = follow(request("Mail", NOW), rows("Mail", predicate)).unwrap_err();
        assert!(wrong.message.contains(words), "{predicate}: {wrong}");
    }
    let none = follow(request("Mail", NOW), rows("Mail", "Id == 'nobody'")).unwrap();
    assert!(none.rows.is_empty() && none.pipes.is_empty());
    let unread = follow(request("Mail", NOW), rows("Links", "true")).unwrap();
    assert!(unread.rows.is_empty());
}

#[test]
fn more_rows_than_can_be_followed_are_refused() {
    let rows_of = |n: usize| (0..n).map(|i| vec![json!(i)]).collect();
    let columns = vec![Column { name: "x".into(), kql_type: "long".into() }];
    let many = memory(&Table { name: "Many".into(), columns, rows: rows_of(63) }, 100);
    let engine = engine(vec![many], 1);
    let ask = |predicate: &str| {
        runtime().block_on(engine.follow(&request("Many | where x > 3", NOW), &rows("Many", predicate), Until::End))
    };
    assert!(ask("true").unwrap_err().message.contains("MAX_FOLLOWED_ROWS"));
    let most = ask("x < 62").unwrap();
    assert_eq!((most.rows.len(), most.results[0].bits.iter().count()), (62, 58));
}
