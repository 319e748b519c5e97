use super::regex::{META, patterns};
use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;

pub const CHECK: Check = Check {
    code: "LNT004",
    name: "regex-unanchored",
    level: Level::Note,
    finds: "A regular expression that is searched for anywhere: it has no `^`, `$` or `\\b`, and begins with no sign that \
            stands between words.",
    why: "It is tried at every character of every text, and it matches inside longer words: `[0-9]{4}` is in every telephone number.",
    remedy: "Say where it may begin or end, with `^`, `$` or `\\b`; or allow the finding where anywhere is meant.",
    found: Example::new(&[("r.kql", "EmailEvents | where Subject matches regex @'[0-9]{4}'")]),
    not_found: Example::new(&[("r.kql", r"EmailEvents | where Subject matches regex @'^RE: [0-9]{4}\b'")]),
    run: Run::Rule(run),
};

fn run(subject: &Subject) -> Vec<Draft> {
    let is_free = |pattern: &str| {
        let anchored = pattern.contains(['^', '$']) && !only_negated(pattern);
        pattern.contains(META)
            && !anchored
            && !begins_apart(pattern)
            && !["\\b", "\\A", "\\z", "\\Z"].iter().any(|a| pattern.contains(a))
    };
    let free = patterns(subject).into_iter().filter(|found| found.filters && is_free(found.pattern));
    free.map(|found| Draft::at(found.span, "is searched for anywhere in the text, also inside words")).collect()
}

/// It begins with something that stands between words: a backslash, a dot, a blank, a sign.
fn begins_apart(pattern: &str) -> bool {
    let pattern = pattern.strip_prefix("(?i)").unwrap_or(pattern);
    // Who writes `.*` says that anything may stand before.
    if pattern.starts_with(".*") || pattern.starts_with(".+") {
        return true;
    }
    // A choice begins apart where each of its parts does.
    let group = pattern.strip_prefix("(?:").or_else(|| pattern.strip_prefix('('));
    if let Some(choice) = group.and_then(|rest| rest.split(')').next()).filter(|choice| !choice.contains('(')) {
        return !choice.is_empty() && choice.split('|').all(begins_apart);
    }
    match pattern.strip_prefix('\\') {
        Some(escaped) => !escaped.starts_with(['d', 'w', 'S', 'p']),
        None => pattern.starts_with(|c: char| !c.is_alphanumeric() && !META.contains(&c)),
    }
}

/// Every `^` only turns a class around: `[^@]`.
fn only_negated(pattern: &str) -> bool {
    !pattern.contains('$') && pattern.matches('^').count() == pattern.matches("[^").count()
}

#[cfg(test)]
mod tests {
    use super::begins_apart;

    #[test]
    fn beginnings() {
        for apart in [r"\\Users", "(?i)/updates", r".*ACTION:\[\d+\]", r"(?:\/updates|\/license)", "( a|-b)x", ".+@"] {
            assert!(begins_apart(apart), "{apart}");
        }
        for within in ["(svc|service)", "[0-9]{4}", "a.b", r"(\/a|b)", r"\d+", "()", "((/a))", ".exe"] {
            assert!(!begins_apart(within), "{within}");
        }
    }
}
