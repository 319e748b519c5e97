//! Whatever a file holds, reading it ends with rules or with problems that have a place.

use crate::{Pack, load_pack, read_rules};
use lurcher_testkit::Chance;

const TEXTS: [(&str, &str); 4] = [
    (
        "r.yaml",
        "id: a\nname: \"b \\u00e9\"\ndescription: >\n  folded\n  text\nquery: |\n\n  T\n  | where x == 'é'\ntags: [a, {b: 1}]\n\
         entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - {identifier: Address, columnName: I}\n---\n{}\n",
    ),
    (
        "r.json",
        "{\"displayName\": \"d \\ud83d\\ude00\", \"queryCondition\": {\"queryText\": \"T\\n| take 1\"}, \"x\": [1, null]}",
    ),
    ("r.md", "# T\ntext `kql`\n```kql\nT\n```\n~~~~kusto\nU\n~~~\n~~~~\n```` md\n```kql\nV\n```\n````\n"),
    ("r.kql", "// comment\nlet a = 1;\nT | take a\n"),
];

/// What tears texts apart.
const PIECES: [&str; 24] = [
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "é",
    "\u{1F600}",
    "'",
    "\"",
    "`",
    "```",
    "~~~",
    ": ",
    "- ",
    "|",
    ">",
    "{",
    "[",
    "&a ",
    "\\ud83d",
];

#[test]
fn torn_texts_are_read_or_refused() {
    let mut chance = Chance::new(9);
    for round in 0..6_000 {
        let (path, text) = TEXTS[round % TEXTS.len()];
        let torn = torn(text, &mut chance);
        let pack = read_rules(path, &torn);
        for rule in &pack.rules {
            let start = rule.query_start.unwrap();
            assert!(start.line >= 1 && start.column >= 1 && start.line <= torn.lines().count() + 1, "{torn:?}");
        }
        let silent = pack.rules.is_empty() && pack.problems.is_empty();
        assert!(!silent || path == "r.md" || torn.trim().is_empty(), "nothing is said of {torn:?}");
    }
}

#[test]
fn torn_overlays_are_read_or_refused() {
    const OVERLAY: &str = "severity: High\nparameters:\n- {name: a, type: long, default: 1}\ntests:\n- name: t\n  given:\n    T:\n    - {x: 1, y: [a]}\n  \
                           expect: {rows: [{x: 1}], exactly: true}\n";
    let mut chance = Chance::new(10);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.kql"), "T").unwrap();
    for _ in 0..400 {
        std::fs::write(folder.path().join("r.lurcher.yaml"), torn(OVERLAY, &mut chance)).unwrap();
        let pack: Pack = load_pack(folder.path());
        let is_laid_over = pack.rules[0].overlay.path.is_some();
        assert!(is_laid_over || !pack.problems.is_empty());
    }
}

/// The text with some pieces put in, taken out or doubled.
fn torn(text: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..1 + chance.below(4) {
        let at = chance.below(chars.len() + 1);
        let end = (at + chance.below(12)).min(chars.len());
        match chance.below(4) {
            0 => drop(chars.drain(at..end)),
            1 => {
                let doubled: Vec<char> = chars[at..end].to_vec();
                chars.splice(at..at, doubled);
            }
            2 => chars.truncate(chars.len().saturating_sub(chance.below(30))),
            _ => drop(chars.splice(at..at, chance.pick(&PIECES).chars().collect::<Vec<_>>())),
        }
    }
    chars.into_iter().collect()
}
