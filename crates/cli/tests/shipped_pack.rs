//! The pack that is shipped keeps what its README promises.

use crate::harness::lurcher;

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/mail-starter");

#[test]
fn its_tests_pass() {
    let ran = lurcher(&["test", PACK]).with_code(0);
    assert!(ran.out.contains("passed"), "{}", ran.out);
}

/// Of two hunts whose strength depends on much: a history that is compared with, and a chat that follows a flood.
#[test]
fn its_tests_notice_changes() {
    for hunt in ["new-sender-using-a-known-brand", "mail-bomb-then-teams"] {
        let file = format!("{PACK}/hunts/{hunt}.yaml");
        lurcher(&["test", &file, "--mutate", "--min-score", "80"]).with_code(0);
    }
}

#[test]
fn nothing_is_likely_wrong_with_it() {
    let ran = lurcher(&["lint", PACK]).with_code(0);
    assert!(!ran.out.contains("LNT"), "{}", ran.out);
}
