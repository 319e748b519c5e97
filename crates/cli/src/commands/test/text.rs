//! A run of tests on a terminal: a line per rule, and below it what a person has to look at.

use crate::output::terminal::{Style, fit, pad, printable};
use lurcher_rules::testing::{Outcome, Report, RuleReport, TestReport, lines};

const INDENT: &str = "        ";

pub fn text(report: &Report, style: Style) -> String {
    let measured = report.rules.iter().any(|r| r.strength.is_some());
    let head = if measured { "result     tests  score  rule" } else { "result     tests  rule" };
    let mut out = format!("{}\n", style.bold(head));
    for rule in &report.rules {
        out.push_str(&line(rule, measured, style));
        rule.tests.iter().for_each(|test| out.push_str(&test_lines(test, style)));
        for hidden in &rule.hidden {
            let place = format!("{}:{}:{}", hidden.path, hidden.place.line, hidden.place.column);
            out.push_str(&format!("{INDENT}{} ({})\n", style.red(&printable(&hidden.test)), printable(&place)));
            out.push_str(&format!("{INDENT}  {}\n", printable(&hidden.message())));
        }
        for mutant in rule.strength.iter().flat_map(|s| s.unnoticed()) {
            let what = format!("no test notices `{}` {}", one_line(&mutant.predicate), mutant.change.name());
            out.push_str(&format!("{INDENT}{} ({})\n", style.yellow(&printable(&what)), printable(&mutant.place)));
        }
    }
    out.push_str(&format!("\n{}\n", style.bold(&report.summary())));
    if measured {
        out.push_str(&format!("{}\n", strength(report)));
    }
    out
}

fn line(rule: &RuleReport, measured: bool, style: Style) -> String {
    let broken = rule.count(|o| matches!(o, Outcome::Broken(_))) > 0;
    let result = match () {
        () if rule.tests.is_empty() => style.faint(&pad("no tests", 9, false)),
        () if broken => style.red(&pad("BROKEN", 9, false)),
        () if !rule.passes() => style.red(&pad("FAILED", 9, false)),
        () => style.green(&pad("passed", 9, false)),
    };
    let (passed, all) = (rule.count(|o| matches!(o, Outcome::Passed)), rule.tests.len());
    let tests = if passed == all { all.to_string() } else { format!("{passed}/{all}") };
    let score = match rule.strength.as_ref().map(|s| s.percent()) {
        _ if !measured => String::new(),
        Some(Some(percent)) => format!("  {percent:>3} %"),
        Some(None) | None => "      -".to_owned(),
    };
    let room = style.width.map_or(usize::MAX, |w| w.saturating_sub(28).max(20));
    format!("{result}  {tests:>5}{score}  {}\n", fit(&printable(&rule.name), room))
}

fn test_lines(test: &TestReport, style: Style) -> String {
    let told = match &test.outcome {
        Outcome::Passed => return String::new(),
        Outcome::Failed(differences) => lines(differences),
        Outcome::Broken(why) => vec![why.clone()],
    };
    let place = format!("{}:{}:{}", test.path, test.place.line, test.place.column);
    let mut out = format!("{INDENT}{} ({})\n", style.red(&printable(&test.name)), printable(&place));
    for line in told {
        let shown = printable(&line);
        let shown = match line.chars().next() {
            Some('-') => style.red(&shown),
            Some('+') => style.green(&shown),
            _ => shown,
        };
        out.push_str(&format!("{INDENT}  {shown}\n"));
    }
    out
}

/// `strength: 41 of 48 changes are noticed (85 %)`
fn strength(report: &Report) -> String {
    let measured = || report.rules.iter().filter_map(|r| r.strength.as_ref());
    let (all, noticed) =
        (measured().map(|s| s.mutants.len()).sum::<usize>(), measured().map(|s| s.noticed()).sum::<usize>());
    match (noticed * 100).checked_div(all) {
        Some(percent) => format!("strength: {noticed} of {all} changes are noticed ({percent} %)"),
        None => "strength: no rule has a predicate to change".to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
