//! What was read before is left out, and counted.

use crate::world::{World, mail};

#[test]
fn the_same_message_twice_is_one() {
    let message = mail("a@x.example", "b@own.example", "once");
    let outcome = World::new().file("1.eml", &message).file("2.eml", &message).read();
    outcome.row("EmailEvents");
    outcome.row("EmailUrlInfo");
    assert_eq!(outcome.report.duplicates["EmailEvents"], 1);
    assert_eq!(outcome.report.duplicates["EmailHeaders"], 6);
    assert_eq!(outcome.report.messages, 2);
}

#[test]
fn another_recipient_of_the_same_message_is_new() {
    let message = |to: &str| format!("Delivered-To: {to}\n{}", mail("a@x.example", "list@own.example", "both"));
    let outcome = World::new().file("1.eml", message("b@own.example")).file("2.eml", message("c@own.example")).read();
    assert_eq!(outcome.column("EmailEvents", "RecipientEmailAddress"), ["b@own.example", "c@own.example"]);
    outcome.row("EmailUrlInfo");
}

#[test]
fn overlapping_exports_repeat_rows_but_one_may_hold_a_row_twice() {
    let header = "Timestamp,Url,ActionType,IsClickedThrough\n";
    let row = |n: u32| format!("2024-01-0{n},http://x.example,ClickAllowed,true\n");
    let outcome = World::new()
        .file("UrlClickEvents-1.csv", format!("{header}{}{}{}", row(1), row(2), row(2)))
        .file("UrlClickEvents-2.csv", format!("{header}{}{}{}", row(2), row(2), row(3)))
        .read();
    assert_eq!(outcome.rows("UrlClickEvents").len(), 4);
    assert_eq!(outcome.report.duplicates["UrlClickEvents"], 2);
}

#[test]
fn mail_and_export_of_one_message_are_one() {
    let id = "aaaaaaaa-2222-3333-4444-555555555555";
    let message =
        format!("X-MS-Office365-Filtering-Correlation-Id: {id}\n{}", mail("a@x.example", "b@own.example", "x"));
    let outcome = World::new()
        .file("EmailEvents.csv", format!("NetworkMessageId,RecipientEmailAddress,Subject\n{id},B@own.example,x\n"))
        .file("m.eml", message)
        .read();
    outcome.row("EmailEvents");
}

#[test]
fn deduplication_can_be_off() {
    let message = mail("a@x.example", "b@own.example", "once");
    let mut world = World::new().file("1.eml", &message).file("2.eml", &message);
    world.options.deduplicate = false;
    assert_eq!(world.read().rows("EmailEvents").len(), 2);
}

#[test]
fn the_order_is_that_of_the_input_whatever_the_number_of_threads() {
    let mut world = World::new();
    for i in 0..300 {
        world = world.file(&format!("{i:04}.eml"), mail("a@x.example", "b@own.example", &format!("m{i:04}")));
    }
    let expected: Vec<String> = (0..300).map(|i| format!("m{i:04}")).collect();
    for threads in [1, 4] {
        world.options.threads = threads;
        world.options.batch_rows = 7;
        assert_eq!(world.read().column("EmailEvents", "Subject"), expected);
    }
}
