//! The pages' examples, followed as a new user would: each command prints what the page shows.

use crate::harness::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The texts of the fenced blocks in a language; without one, of those that show commands with their output.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).filter(|(l, _)| *l == language).map(|(_, text)| text).collect()
}

fn shell(folder: &Folder, command: &str) -> String {
    let packs = root().join("packs/").display().to_string();
    let command = command.replace("packs/", &packs);
    let script = format!("lurcher() {{ '{}' \"$@\"; }}\n{command}", env!("CARGO_BIN_EXE_lurcher"));
    let ran = Command::new("sh").args(["-c", &script]).current_dir(folder.path("")).output().unwrap();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(errors.is_empty(), "{command}\n{errors}");
    String::from_utf8(ran.stdout).unwrap()
}

/// What lasts a while lasts another while each time, and a table's columns make room for it.
fn without_times(line: &str) -> String {
    let is_time = |word: &str| word.contains('.') && word.parse::<f64>().is_ok();
    line.split_whitespace().map(|word| if is_time(word) { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

/// Runs each command of a block, and wants the lines that the page shows, in their order; a page may leave out others.
fn follow(folder: &Folder, block: &str, instead: &[(&str, &str)]) {
    for example in format!("\n{block}").split("\n$ ").skip(1) {
        let (command, shown) = example.split_once('\n').unwrap_or((example, ""));
        let command = instead.iter().fold(command.to_owned(), |c, (from, to)| c.replace(from, to));
        let printed = shell(folder, &command);
        let mut rest = printed.lines().map(without_times);
        for line in shown.lines().map(without_times).filter(|l| !l.is_empty()) {
            assert!(
                rest.any(|printed| printed == line),
                "$ {command}\nthe page shows\n{line}\nand it prints\n{printed}"
            );
        }
    }
}

#[test]
fn the_way_of_a_first_rule_is_as_its_page_says() {
    let (folder, page) = (Folder::new(), page("first-rule.md"));
    let [rule, overlay, exclusion] = blocks(&page, "yaml")[..] else { panic!("the page has other files") };
    let [lint, test, hunt, preview, backtest] = blocks(&page, "")[..] else { panic!("the page has other commands") };
    let [data, publish] = blocks(&page, "sh")[..] else { panic!("the page has other commands") };
    let value = hunt[hunt.find("--param").unwrap()..].trim_end();
    let instead = [("--param …", value)];
    shell(&folder, data);
    folder.write("rules/invoice.yaml", rule);
    follow(&folder, lint, &[]);
    folder.write("rules/invoice.lurcher.yaml", overlay);
    follow(&folder, test, &[]);
    follow(&folder, hunt, &[]);
    folder.write("rules/invoice.lurcher.yaml", format!("{overlay}{exclusion}"));
    follow(&folder, preview, &instead);
    follow(&folder, backtest, &instead);
    shell(&folder, &publish.replace("--param …", value));
    assert!(folder.read("site/index.html").contains("Invoice from a free mailbox"));
}

#[test]
fn mails_are_followed_as_their_page_says() {
    let (folder, page) = (Folder::new(), page("why-not.md"));
    let from = page.find("`lurcher synth").unwrap() + 1;
    shell(&folder, page[from..].split('`').next().unwrap());
    let examples = blocks(&page, "");
    assert!(!examples.is_empty());
    examples.iter().for_each(|block| follow(&folder, block, &[]));
}

#[test]
fn hunting_runs_are_as_their_page_says() {
    let (folder, page) = (Folder::new(), page("hunting.md"));
    let from = page.find("`lurcher synth").unwrap() + 1;
    shell(&folder, page[from..].split('`').next().unwrap());
    let rule = fs::read_to_string(root().join("packs/mail-starter/hunts/spam-wave.yaml")).unwrap();
    folder.write("rules/spam-wave.yaml", &rule);
    let changed = rule.replace("let least_mails = 20;", "let least_mails = 2;");
    assert!(changed != rule && page.contains("`let least_mails = 2;`"));
    folder.write("changed.yaml", changed);
    let shown = |command: &str| *blocks(&page, "").iter().find(|b| b.starts_with(command)).unwrap();
    follow(&folder, shown("$ lurcher backtest"), &[]);
    follow(&folder, shown("$ lurcher diff"), &[]);
    let overlay = *blocks(&page, "yaml").iter().find(|b| b.starts_with("# spam-wave.lurcher.yaml")).unwrap();
    folder.write("rules/spam-wave.lurcher.yaml", format!("severity: Low\n{overlay}"));
    follow(&folder, shown("$ lurcher hunt rules"), &[]);
}

#[test]
fn coverage_is_as_its_page_says() {
    let (folder, page) = (Folder::new(), page("coverage.md"));
    let shown = *blocks(&page, "").iter().find(|b| b.starts_with("$ lurcher synth")).unwrap();
    follow(&folder, shown, &[]);
}
