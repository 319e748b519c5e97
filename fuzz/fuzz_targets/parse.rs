//! Any text: no panic, no lost byte. `cargo +nightly fuzz run parse`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let joined: String = lurcher_syntax::tokens(text).iter().map(|token| token.span.of(text)).collect();
    assert_eq!(joined, text);
    lurcher_syntax::parse(text);
});
