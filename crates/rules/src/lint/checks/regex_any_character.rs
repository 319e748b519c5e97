use super::regex::patterns;
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT006",
    name: "regex-dot-in-a-domain",
    level: Level::Warning,
    finds: "A dot before `com`, `net` or the like in a regular expression, without a backslash.",
    why: "A dot stands for any character: `contoso.com` also matches `contoso-com.example`, which is what an attacker registers.",
    remedy: "Write `\\.` in a verbatim string: `@'contoso\\.com$'`.",
    found: Example::new(&[("r.kql", "EmailEvents | where SenderFromDomain matches regex @'contoso.com$'")]),
    not_found: Example::new(&[("r.kql", r"EmailEvents | where SenderFromDomain matches regex @'contoso\.com$'")]),
    run: Run::Rule(run),
};

const ENDINGS: &[&str] =
    &["com", "net", "org", "info", "io", "biz", "gov", "edu", "co", "us", "eu", "exe", "zip", "html"];

fn run(subject: &Subject) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for found in patterns(subject) {
        if let Some(name) = careless_name(found.pattern) {
            let message = format!("the dot in `{name}` stands for any character");
            drafts.push(Draft::at(found.span, message).help("write `\\.` where a dot is meant"));
        }
    }
    drafts
}

/// `contoso.com`, where letters stand before the dot and nothing but an ending behind it.
fn careless_name(pattern: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    for (at, _) in pattern.match_indices('.') {
        let (before, after) = (pattern.get(..at)?, pattern.get(at + 1..)?);
        let ending: String = after.chars().take_while(|c| is_name(*c)).collect();
        let name: String = before.chars().rev().take_while(|c| is_name(*c)).collect();
        let name: String = name.chars().rev().collect();
        // `\w.com` and `\d.com` end in a letter that is none.
        let is_class = before.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('\\'));
        if name.len() >= 2 && !is_class && ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) {
            return Some(format!("{name}.{ending}"));
        }
    }
    None
}
