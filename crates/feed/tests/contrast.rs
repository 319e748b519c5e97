//! Every text of the site can be read on its background, on light screens and on dark ones.

use lurcher_testkit::contrast::{schemes, too_faint};

const STYLE: &str = include_str!("../src/pages/assets/style.css");

/// Each text with each background that it stands on somewhere.
const PAIRS: &[(&str, &[&str])] = &[
    ("text", &["back", "card", "good-back", "doubt-back", "none-back"]),
    ("soft", &["back", "card", "good-back", "doubt-back", "none-back"]),
    ("link", &["back", "card", "good-back", "doubt-back", "none-back"]),
    ("good", &["good-back"]),
    ("bad", &["bad-back", "back", "card"]),
    ("doubt", &["doubt-back", "back", "card"]),
    // The words of a query.
    ("c", &["card"]),
    ("s", &["card"]),
    ("n", &["card"]),
    ("k", &["card"]),
    ("f", &["card"]),
    ("t", &["card"]),
];

#[test]
fn every_text_can_be_read() {
    let pairs: Vec<(&str, &str)> = PAIRS.iter().flat_map(|(text, backs)| backs.iter().map(|b| (*text, *b))).collect();
    assert_eq!(too_faint(STYLE, &pairs), Vec::<String>::new());
}

/// A colour that is no custom property would be the same in both schemes, and nobody would have looked at it.
#[test]
fn every_colour_is_one_of_the_two_schemes() {
    let rules: String = STYLE.lines().filter(|l| !l.contains("--") && !l.starts_with("@media print")).collect();
    assert!(!rules.contains('#'), "{:?}", rules.split('}').find(|rule| rule.contains('#')));
    let chosen = STYLE.split_once(":root[data-theme=dark]").map(|(_, rest)| format!(":root{rest}")).unwrap();
    let (light, dark) = schemes(STYLE);
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    // Whoever chooses the dark theme sees the colours of a dark screen.
    assert!(schemes(&chosen).0.iter().all(|(name, colour)| dark.get(name) == Some(colour)));
}
