//! `lurcher fmt`: files are laid out, or stay as they are.

use crate::harness::{Folder, lurcher, lurcher_reading};
use std::fs;

const LOOSE: &str = "T|where a==1 // kept\n|take 5";
const LAID_OUT: &str = "T\n| where a == 1 // kept\n| take 5\n";

#[test]
fn files_are_rewritten_in_place() {
    let folder = Folder::new();
    let kql = folder.write("a.kql", LOOSE);
    let rule = folder.write("r.yaml", "id: 1  # x\nquery: |\n  T|take 5\nversion: 1.0\n");
    let ran = lurcher(&["fmt", "--check", &kql, &rule]).with_code(1);
    assert_eq!(ran.out, format!("{kql}\n{rule}\n"));
    assert_eq!(fs::read_to_string(&kql).unwrap(), LOOSE);
    let overlay = folder.write("r.lurcher.yaml", "owner: mail-team  # has no query\n");
    lurcher(&["fmt", &kql, &rule, &overlay]).with_code(0);
    assert_eq!(fs::read_to_string(&kql).unwrap(), LAID_OUT);
    assert_eq!(fs::read_to_string(&rule).unwrap(), "id: 1  # x\nquery: |\n  T\n  | take 5\nversion: 1.0\n");
    assert_eq!(lurcher(&["fmt", "--check", &kql, &rule]).with_code(0).out, "");
}

#[test]
fn standard_input() {
    assert_eq!(lurcher_reading(&["fmt", "-"], LOOSE).with_code(0).out, LAID_OUT);
    assert_eq!(lurcher_reading(&["fmt", "-", "--check"], LOOSE).with_code(1).out, "standard input\n");
}

#[test]
fn what_is_wrong_stays_and_the_rest_goes_on() {
    let folder = Folder::new();
    let wrong = folder.write("wrong.kql", "T|where |");
    let rule = folder.write("wrong.yaml", "query: |\n  T|where |\n");
    let quoted = folder.write("quoted.yaml", "query: 'T|take 5'\n");
    let other = folder.write("notes.md", "T|take 5");
    let good = folder.write("good.csl", LOOSE);
    let missing = folder.path("missing.kql");
    let ran = lurcher(&["fmt", &wrong, &rule, &quoted, &other, &missing, &good]).with_code(2);
    for name in ["wrong.kql", "wrong.yaml:2:3", "quoted.yaml:1:9", "notes.md", "missing.kql"] {
        assert!(ran.err.contains(name), "{name}: {}", ran.err);
    }
    assert_eq!(fs::read_to_string(&wrong).unwrap(), "T|where |");
    assert_eq!(fs::read_to_string(&quoted).unwrap(), "query: 'T|take 5'\n");
    assert_eq!(fs::read_to_string(&good).unwrap(), LAID_OUT);
    lurcher(&["fmt", &quoted]).with_code(0);
}

#[test]
fn hostile_texts() {
    let deep = format!("print {}1{}", "(".repeat(5000), ")".repeat(5000));
    lurcher_reading(&["fmt", "-"], &deep).with_code(2);
    let long = format!("print {}", "1 + ".repeat(30_000));
    lurcher_reading(&["fmt", "-"], &long).with_code(2);
    lurcher_reading(&["fmt", "-"], &"x".repeat(5 << 20)).with_code(2);
}
