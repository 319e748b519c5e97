//! A run of tests as one JSON object.

use super::difference::lines;
use super::report::{HiddenHit, Outcome, Report, RuleReport, TestReport};
use super::strength::Mutant;
use serde_json::{Map, Value, json};

pub fn json(report: &Report) -> Value {
    json!({
        "summary": {
            "rules": report.rules.len(),
            "rulesWithoutTests": report.without_tests(),
            "tests": report.tests(),
            "passed": report.passed(),
            "failed": report.failed(),
            "broken": report.broken(),
            "hiddenByExclusions": report.hidden(),
        },
        "seconds": report.time.as_secs_f64(),
        "problems": report.problems,
        "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
    })
}

/// `mutants`, `noticed` and `unnoticed` are there only where they were measured.
fn rule(rule: &RuleReport) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), json!(rule.id));
    object.insert("name".into(), json!(rule.name));
    object.insert("path".into(), json!(rule.path));
    object.insert("passes".into(), json!(rule.passes()));
    object.insert("tests".into(), rule.tests.iter().map(test).collect());
    object.insert("hiddenByExclusions".into(), rule.hidden.iter().map(hidden).collect());
    if let Some(strength) = &rule.strength {
        object.insert("mutants".into(), json!(strength.mutants.len()));
        object.insert("noticed".into(), json!(strength.noticed()));
        object.insert("unnoticed".into(), strength.unnoticed().map(mutant).collect());
    }
    Value::Object(object)
}

fn test(test: &TestReport) -> Value {
    let (differences, error) = match &test.outcome {
        Outcome::Passed => (Vec::new(), None),
        Outcome::Failed(differences) => (lines(differences), None),
        Outcome::Broken(why) => (Vec::new(), Some(why)),
    };
    json!({
        "name": test.name, "path": test.path, "line": test.place.line, "column": test.place.column,
        "mustHit": test.must_hit, "mustNotHit": test.must_not_hit,
        "outcome": test.outcome.name(), "rows": test.rows, "seconds": test.time.as_secs_f64(),
        "differences": differences, "error": error,
    })
}

fn hidden(hidden: &HiddenHit) -> Value {
    json!({
        "test": hidden.test, "path": hidden.path, "line": hidden.place.line, "column": hidden.place.column,
        "exclusions": hidden.by, "error": hidden.error,
    })
}

fn mutant(mutant: &Mutant) -> Value {
    json!({"predicate": mutant.predicate, "place": mutant.place, "change": mutant.change.name()})
}
