//! What came of a run of tests.

use super::difference::Difference;
use super::strength::Strength;
use crate::Place;
use std::time::Duration;

#[derive(Debug, Clone, Default)]
pub struct Report {
    pub rules: Vec<RuleReport>,
    /// What is wrong with the packs themselves.
    pub problems: Vec<String>,
    /// A pack could not be read whole.
    pub broken_packs: bool,
    pub time: Duration,
}

#[derive(Debug, Clone, Default)]
pub struct RuleReport {
    pub id: String,
    pub name: String,
    /// Relative to its pack.
    pub path: String,
    pub tests: Vec<TestReport>,
    /// Findings that the rule should have and that its exclusions hide.
    pub hidden: Vec<HiddenHit>,
    /// Measured where it was asked for and the tests pass.
    pub strength: Option<Strength>,
}

#[derive(Debug, Clone)]
pub struct TestReport {
    pub name: String,
    /// The file it stands in, relative to its pack.
    pub path: String,
    pub place: Place,
    pub must_hit: bool,
    pub must_not_hit: bool,
    pub outcome: Outcome,
    /// Rows of the answer, where there is one.
    pub rows: Option<usize>,
    pub time: Duration,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Passed,
    Failed(Vec<Difference>),
    /// It could not be asked: the rule, a fixture or the test is wrong.
    Broken(String),
}

impl Outcome {
    pub fn name(&self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed(_) => "failed",
            Outcome::Broken(_) => "broken",
        }
    }
}

/// A test that must hit, and does not once the exclusions are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenHit {
    pub test: String,
    pub path: String,
    pub place: Place,
    /// The exclusions that hide it, each alone; none where it takes several.
    pub by: Vec<String>,
    /// The rule could not run with its exclusions.
    pub error: Option<String>,
}

impl HiddenHit {
    pub fn message(&self) -> String {
        match (&self.error, self.by.as_slice()) {
            (Some(error), _) => format!("the exclusions cannot be applied: {error}"),
            (None, []) => "must hit, and does not with the rule's exclusions together".to_owned(),
            (None, by) => format!("must hit, and does not with the exclusion {}", by.join(" or ")),
        }
    }
}

impl RuleReport {
    pub fn count(&self, wanted: fn(&Outcome) -> bool) -> usize {
        self.tests.iter().filter(|t| wanted(&t.outcome)).count()
    }

    pub fn passes(&self) -> bool {
        self.hidden.is_empty() && self.tests.iter().all(|t| t.outcome == Outcome::Passed)
    }
}

impl Report {
    pub fn tests(&self) -> usize {
        self.rules.iter().map(|r| r.tests.len()).sum()
    }

    pub fn passed(&self) -> usize {
        self.rules.iter().map(|r| r.count(|o| matches!(o, Outcome::Passed))).sum()
    }

    pub fn failed(&self) -> usize {
        self.rules.iter().map(|r| r.count(|o| matches!(o, Outcome::Failed(_)))).sum()
    }

    pub fn broken(&self) -> usize {
        self.rules.iter().map(|r| r.count(|o| matches!(o, Outcome::Broken(_)))).sum()
    }

    /// Must-hit tests that do not hit with exclusions.
    pub fn hidden(&self) -> usize {
        self.rules.iter().map(|r| r.hidden.len()).sum()
    }

    pub fn without_tests(&self) -> usize {
        self.rules.iter().filter(|r| r.tests.is_empty()).count()
    }

    /// `12 tests of 4 rules: 11 passed, 1 failed; 0.3 s`
    pub fn summary(&self) -> String {
        let plural = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
        let parts = [
            (self.passed(), "passed"),
            (self.failed(), "failed"),
            (self.broken(), "broken"),
            (self.hidden(), "hidden by exclusions"),
        ];
        let parts: Vec<String> = parts.iter().filter(|p| p.0 > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let tested = self.rules.len() - self.without_tests();
        let parts = if parts.is_empty() { "nothing ran".to_owned() } else { parts.join(", ") };
        let untested = match self.without_tests() {
            0 => String::new(),
            n => format!("; {} without tests", plural(n, "rule")),
        };
        let (tests, rules) = (plural(self.tests(), "test"), plural(tested, "rule"));
        format!("{tests} of {rules}: {parts}{untested}; {:.1} s", self.time.as_secs_f64())
    }
}
