//! A run of tests as JUnit XML, which build servers show.

use super::difference::lines;
use super::report::{HiddenHit, Outcome, Report, RuleReport, TestReport};

pub fn junit(report: &Report) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures) = (report.tests() + report.hidden(), report.failed() + report.hidden());
    let errors = report.broken() + report.problems.len();
    let time = report.time.as_secs_f64();
    out.push_str(&format!(
        "<testsuites name=\"lurcher test\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"{time:.3}\">\n"
    ));
    if !report.problems.is_empty() {
        out.push_str(&packs(&report.problems));
    }
    report.rules.iter().filter(|r| !r.tests.is_empty()).for_each(|r| out.push_str(&suite(r)));
    out.push_str("</testsuites>\n");
    out
}

/// What is wrong with packs is an error of a suite of its own: a rule that cannot be read has none.
fn packs(problems: &[String]) -> String {
    let n = problems.len();
    let mut out = format!("<testsuite name=\"packs\" tests=\"{n}\" failures=\"0\" errors=\"{n}\">\n");
    for problem in problems {
        let text = escaped(problem);
        out.push_str(&format!(
            "<testcase classname=\"packs\" name=\"{text}\"><error message=\"{text}\"/></testcase>\n"
        ));
    }
    out.push_str("</testsuite>\n");
    out
}

fn suite(rule: &RuleReport) -> String {
    let failures = rule.count(|o| matches!(o, Outcome::Failed(_))) + rule.hidden.len();
    let time: f64 = rule.tests.iter().map(|t| t.time.as_secs_f64()).sum();
    let mut out = format!(
        "<testsuite name=\"{}\" file=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"{}\" time=\"{time:.3}\">\n",
        escaped(&rule.name),
        escaped(&rule.path),
        rule.tests.len() + rule.hidden.len(),
        rule.count(|o| matches!(o, Outcome::Broken(_))),
    );
    if let Some(strength) = &rule.strength {
        out.push_str(&format!(
            "<properties><property name=\"mutants\" value=\"{}\"/><property name=\"noticed\" value=\"{}\"/></properties>\n",
            strength.mutants.len(),
            strength.noticed()
        ));
    }
    rule.tests.iter().for_each(|t| out.push_str(&case(rule, t)));
    rule.hidden.iter().for_each(|h| out.push_str(&hidden_case(rule, h)));
    out.push_str("</testsuite>\n");
    out
}

fn case(rule: &RuleReport, test: &TestReport) -> String {
    let head = format!(
        "<testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\" time=\"{:.3}\"",
        escaped(&rule.name),
        escaped(&test.name),
        escaped(&test.path),
        test.place.line,
        test.time.as_secs_f64()
    );
    match &test.outcome {
        Outcome::Passed => format!("{head}/>\n"),
        Outcome::Failed(differences) => {
            let lines = lines(differences);
            let first = lines.first().map_or("", String::as_str);
            let (first, all) = (escaped(first), escaped(&lines.join("\n")));
            format!("{head}><failure message=\"{first}\">{all}</failure></testcase>\n")
        }
        Outcome::Broken(why) => format!("{head}><error message=\"{}\"/></testcase>\n", escaped(why)),
    }
}

fn hidden_case(rule: &RuleReport, hidden: &HiddenHit) -> String {
    format!(
        "<testcase classname=\"{}\" name=\"{} (with exclusions)\" file=\"{}\" line=\"{}\"><failure message=\"{}\"/></testcase>\n",
        escaped(&rule.name),
        escaped(&hidden.test),
        escaped(&hidden.path),
        hidden.place.line,
        escaped(&hidden.message())
    )
}

/// Text for content and attributes. What XML cannot hold at all becomes a mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
