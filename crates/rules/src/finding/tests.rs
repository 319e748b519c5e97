use super::*;
use crate::{EntityMapping, FieldMapping};

fn column(name: &str, kql_type: Type) -> Column {
    Column { name: name.into(), kql_type }
}

fn text(s: &str) -> Value {
    Value::String(s.into())
}

fn of(rule: &Rule, columns: &[Column], keys: Option<&[String]>, rows: Vec<Vec<Value>>) -> Vec<Finding> {
    findings(rule, [Found { columns, keys, rows: rows.into_iter() }])
}

fn rule(id: &str) -> Rule {
    Rule { id: id.into(), ..Rule::default() }
}

#[test]
fn the_id_goes_by_entities_and_not_by_counts_times_or_order() {
    let columns = [
        column("Timestamp", Type::Datetime),
        column("NetworkMessageId", Type::String),
        column("RecipientEmailAddress", Type::String),
        column("n", Type::Long),
    ];
    let row = |t, mail, to, n| vec![Value::Datetime(t), text(mail), text(to), Value::Long(n)];
    let today = of(&rule("r"), &columns, None, vec![row(1, "m1", "bo@x", 3), row(2, "m2", "bo@x", 4)]);
    let later =
        of(&rule("r"), &columns, None, vec![row(9, "m2", "BO@x", 7), row(8, "m1", "bo@x", 5), row(1, "m1", "bo@x", 6)]);
    assert_eq!((today.len(), later.len()), (2, 2));
    assert_eq!((&today[0].id, &today[1].id), (&later[1].id, &later[0].id));
    assert_eq!(later[1].rows, [1, 2]);
    assert_eq!(today[0].entities[0].label(), "MailMessage m1");
    assert_ne!(today[0].id, of(&rule("s"), &columns, None, vec![row(1, "m1", "bo@x", 3)])[0].id);
    assert_eq!(today[0].id, of(&rule("R"), &columns, None, vec![row(1, "m1", "bo@x", 3)])[0].id);
    // The order of columns does not matter either.
    let turned: Vec<Column> = columns.iter().rev().cloned().collect();
    let row: Vec<Value> = row(1, "m1", "bo@x", 3).into_iter().rev().collect();
    assert_eq!(today[0].id, of(&rule("r"), &turned, None, vec![row])[0].id);
}

#[test]
fn the_id_is_that_of_other_machines() {
    let columns = [column("Url", Type::String)];
    let found = of(&rule("r"), &columns, None, vec![vec![text("https://a.example/")]]);
    // sha256 of the parts `r`, `0`, `Url` and the address, each after its length in eight bytes.
    assert_eq!(found[0].id, "8f840671f9cfcb7df51c05b894781d36");
}

#[test]
fn groups_go_before_entities_and_entities_before_texts() {
    let columns =
        [column("Word", Type::String), column("SenderFromDomain", Type::String), column("Hour", Type::Datetime)];
    let rows = || {
        let row = |w, d, h| vec![text(w), text(d), Value::Datetime(h)];
        vec![row("a", "x.example", 1), row("b", "x.example", 2), row("b", "y.example", 3)]
    };
    assert_eq!(of(&rule("r"), &columns, None, rows()).len(), 2, "by domain");
    let keys = ["Word".to_owned(), "Hour".to_owned()];
    let by_word = of(&rule("r"), &columns, Some(&keys), rows());
    assert_eq!(by_word.iter().map(|f| f.rows.clone()).collect::<Vec<_>>(), [vec![0], vec![1, 2]]);
    assert_eq!(by_word[1].entities.len(), 2);
    let by_hour = ["Hour".to_owned()];
    assert_eq!(of(&rule("r"), &columns, Some(&by_hour), rows()).len(), 2, "an hour is no key");
    let plain = [column("a", Type::String), column("n", Type::Real)];
    let rows = vec![vec![text("x"), Value::Real(1.0)], vec![text("x"), Value::Real(2.0)]];
    assert_eq!(of(&rule("r"), &plain, None, rows).len(), 1);
    let numbers = [column("n", Type::Long)];
    assert_eq!(of(&rule("r"), &numbers, None, vec![vec![Value::Long(1)], vec![Value::Long(2)]]).len(), 1);
}

#[test]
fn mapped_columns_are_entities_of_the_rule_s_kind() {
    let fields = vec![FieldMapping { identifier: "FullName".into(), column: "Who".into() }];
    let rule = Rule { entity_mappings: vec![EntityMapping { entity_type: "Account".into(), fields }], ..rule("r") };
    let columns = [column("Who", Type::String), column("SHA256", Type::String), column("FileName", Type::String)];
    let found = of(&rule, &columns, None, vec![vec![text("eve"), text(""), text("a.exe")]]);
    let labels: Vec<String> = found[0].entities.iter().map(Entity::label).collect();
    assert_eq!(labels, ["Account eve", "File a.exe"]);
}

#[test]
fn entities_beyond_the_limit_are_counted() {
    let columns = [column("Word", Type::String), column("Url", Type::String)];
    // Each twice: an entity counts once.
    let rows =
        (0..MAX_ENTITIES + 3).chain(0..MAX_ENTITIES + 3).map(|n| vec![text("a"), text(&format!("u{n}"))]).collect();
    let found = of(&rule("r"), &columns, Some(&["Word".to_owned()]), rows);
    assert_eq!((found[0].entities.len(), found[0].entities_left_out), (MAX_ENTITIES, 3));
}

#[test]
fn parts_are_not_run_together() {
    let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    assert_ne!(id::of("r", 0, &pair("ab", "c")), id::of("r", 0, &pair("a", "bc")));
    assert_ne!(id::of("r", 0, &[]), of_absence(&rule("s")).id);
}
