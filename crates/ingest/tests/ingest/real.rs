//! Real phishing mail, if it is at hand: read, counted, and nothing of it kept.

use std::path::PathBuf;

use crate::world::World;

fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("LURCHER_SHARED").map_or_else(beside, PathBuf::from)
}

#[test]
fn real_messages_read() {
    let folder = shared().join("mail/real");
    if !folder.is_dir() {
        println!("skipped: there is no real mail at {}", folder.display());
        return;
    }
    let outcome = World::new().read_paths(&[folder]);
    println!("{}", outcome.report);
    let events = outcome.rows("EmailEvents");
    let files = outcome.report.files;
    // The licence of the collection lies beside the messages.
    assert_eq!(outcome.report.rejected, 1, "{}", outcome.report);
    assert_eq!(outcome.report.messages, files - 1);
    let filled = |column: &str| events.iter().filter(|r| r.contains_key(column)).count() * 100 / events.len();
    for (column, percent) in [
        ("Timestamp", 100),
        ("NetworkMessageId", 100),
        ("SenderFromAddress", 98),
        ("SenderMailFromAddress", 85),
        ("Subject", 95),
        ("EmailDirection", 95),
        ("DeliveryAction", 95),
        ("AuthenticationDetails", 95),
        ("RecipientEmailAddress", 80),
    ] {
        println!("{column}: filled in {}%", filled(column));
        assert!(filled(column) >= percent, "{column} is filled in {}% only", filled(column));
    }
    assert!(outcome.rows("EmailUrlInfo").len() > events.len());
}
