//! What can be said of a rule that ran, or could not.

use crate::rule::placed;
use lurcher_rules::Rule;
use lurcher_syntax::{Diagnostic, Stage};

/// The binder's codes for a name, a column or a table that is not there.
const MISSING: [&str; 2] = ["LUR101", "LUR102"];
/// The engine's code for a limit that was crossed.
const LIMIT: &str = "LUR302";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Findings,
    /// It was looked for, and is not there.
    Quiet,
    /// Rows that are no accusation.
    Overview,
    /// No rows, but for these reasons nobody can tell whether there should be some.
    NotJudged(Vec<String>),
    /// It took longer, or found more, than a rule may.
    Ended(String),
    /// The rule is broken, or needs KQL that is not built.
    Refused(String),
}

impl Verdict {
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Findings => "findings",
            Verdict::Quiet => "quiet",
            Verdict::Overview => "overview",
            Verdict::NotJudged(_) => "not judged",
            Verdict::Ended(_) => "ended",
            Verdict::Refused(_) => "broken",
        }
    }

    /// Why, where the verdict needs a reason.
    pub fn reason(&self) -> String {
        match self {
            Verdict::NotJudged(reasons) => reasons.join("; "),
            Verdict::Refused(why) | Verdict::Ended(why) => why.clone(),
            _ => String::new(),
        }
    }
}

/// The verdict on a rule whose query was refused, or ended.
pub fn refusal(rule: &Rule, d: &Diagnostic) -> Verdict {
    match d.stage {
        Stage::Bind if MISSING.contains(&d.code) => Verdict::NotJudged(vec![placed(rule, d)]),
        _ if d.code == LIMIT => Verdict::Ended(format!("{}{}", placed(rule, d), which_limit(d))),
        _ => Verdict::Refused(placed(rule, d)),
    }
}

/// The option that lifts the limit, where one does.
fn which_limit(d: &Diagnostic) -> &'static str {
    match d.message.as_str() {
        m if m.starts_with("the query ran longer") => " (--rule-time)",
        m if m.starts_with("the answer has more than") => " (--rule-rows)",
        _ => "",
    }
}
