//! No text whatever may panic, loop or outgrow its limits: random texts made of the characters that matter.

use super::*;
use crate::Type;
use lurcher_testkit::Chance;

const PIECES: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "\\u",
    "d83d",
    "@d",
    "@t",
    "@g",
    "1",
    "-",
    ".",
    "e",
    "null",
    "true",
    "\"a\"",
    "é",
    "😀",
    " ",
    "\n",
    "//",
    "dynamic(",
    "datetime(",
    ")",
    "9223372036854775808",
];

/// Texts from a fixed sequence, so that a failure can be seen again.
fn texts() -> impl Iterator<Item = String> {
    let mut chance = Chance::new(2);
    (0..30_000).map(move |_| (0..chance.below(14)).map(|_| chance.pick(&PIECES)).collect())
}

#[test]
fn any_text_is_survived() {
    let steps = [Step::Key("a".to_owned()), Step::Index(-1), Step::Index(i64::MIN), Step::Key("\"\\".to_owned())];
    for text in texts() {
        let whole = from_json(&text);
        for step in &steps {
            let one = std::slice::from_ref(step);
            let expected = whole.as_deref().and_then(|t| path(t, one));
            assert_eq!(path_in_json(&text, one).as_deref(), expected, "{text}");
            let _ = get(&text, step);
        }
        if let Some(whole) = &whole {
            assert_eq!(from_json(whole).as_deref(), Some(whole.as_str()), "{text}");
            assert_eq!(Dynamic::parse(whole).encode(), *whole, "{text}");
        }
        if let Ok(encoded) = from_literal_text(&text) {
            assert_eq!(Dynamic::parse(&encoded).encode(), encoded, "{text}");
            assert!(from_json(&to_json(&encoded)).is_some(), "{text}");
        }
        let _ = (Dynamic::parse(&text), to_text(&text), to_json(&text), scalar(&text));
        let _ = (elements(&text).count(), members(&text).count(), string_content(&text));
        for t in Type::ALL {
            let _ = (to_value(&text, t), expand_to(&text, t));
        }
    }
}
