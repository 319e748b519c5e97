//! Any text: laid out it has the same tokens, and laying it out again changes nothing. `cargo +nightly fuzz run format`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lurcher_format::{Refusal, format};

fuzz_target!(|text: &str| match format(text) {
    Ok(once) => assert_eq!(format(&once).as_deref(), Ok(once.as_str())),
    Err(refusal) => assert_ne!(refusal, Refusal::Unsafe),
});
