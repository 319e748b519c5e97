//! What the table of operators claims, tried.

use crate::kql::{engine, query, request, runtime};
use lurcher_engine::{AnswerTable, NoRows};
use lurcher_semantics::options::{Effect, OPTIONS};
use lurcher_syntax::Stage;
use lurcher_syntax::describe::{operators, words};
use std::sync::Arc;

const NOW: &str = "2026-01-15T12:00:00Z";

/// Every example of an operator that is built gives the answer that stands beside it.
#[test]
fn examples_of_operators_are_true() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1).with_external(Arc::new(NoRows))));
    let (mut failures, mut tried) = (Vec::new(), 0);
    for operator in operators() {
        let answer = |text: &str| query(&runtime, engine.clone(), request(text, NOW));
        let given = match answer(operator.example.query) {
            Ok(given) => given,
            Err(e) if e.stage == Stage::Unsupported => {
                println!("refused: {}: {e}", operator.name);
                continue;
            }
            Err(e) => {
                failures.push(format!("{}\n    {e}", operator.example.query));
                continue;
            }
        };
        tried += 1;
        let ordered = matches!(operator.name, "sort" | "top" | "scan" | "serialize");
        let expected = answer(operator.example.equals).unwrap_or_else(|e| panic!("{}: {e}", operator.name));
        let (given, expected) = (shown(&given, ordered), shown(&expected, ordered));
        if given != expected {
            failures.push(format!("{}\n    gives    {given:?}\n    and not  {expected:?}", operator.example.query));
        }
    }
    println!("examples of operators: {tried} tried, {} untrue", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(tried >= 31, "only {tried} examples");
}

/// Statements, operators in expressions, types, kinds: the example of each is true, or refused for not being built.
#[test]
fn examples_of_words_are_true() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1)));
    let (mut failures, mut refused) = (Vec::new(), Vec::new());
    for (_, word) in words() {
        let answer = |text: &str| query(&runtime, engine.clone(), request(text, NOW));
        match (answer(word.example.query), answer(word.example.equals)) {
            (Err(e), _) if e.stage == Stage::Unsupported => refused.push(word.name),
            (Ok(given), Ok(wanted)) if shown(&given, false) == shown(&wanted, false) => {}
            (given, wanted) => failures.push(format!("{}\n    {given:?}\n    {wanted:?}", word.example.query)),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(refused, ["like", "like_cs", "!like", "!like_cs"]);
}

/// An option is taken, or refused for what it would change; a name that no option has is told of.
#[test]
fn options_are_taken_or_refused() {
    let (runtime, engine) = (runtime(), engine(vec![], 1));
    let checked = |text: String| runtime.block_on(engine.check(&request(&text, NOW)));
    for option in OPTIONS {
        let checked = checked(format!("set {} = {}; print 1", option.name, option.takes.example()));
        match option.effect {
            Effect::Acts => assert!(checked.unwrap().program.warnings.is_empty(), "{}", option.name),
            Effect::Nothing(why) => assert!(checked.unwrap().program.warnings[0].contains(why), "{}", option.name),
            Effect::Refused(why) => assert!(checked.err().unwrap().message.contains(why), "{}", option.name),
        }
    }
    let warnings = checked("set querynow = 1; print 1".to_owned()).unwrap().program.warnings;
    assert_eq!(warnings, ["there is no option `querynow`, and it has no effect; did you mean `query_now`?"]);
}

/// A form is refused as a whole or runs: it is never a mistake in the query.
#[test]
fn forms_of_operators_run_or_are_refused() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1)));
    let forms = operators().flat_map(|o| o.forms).chain(lurcher_syntax::describe::STATEMENTS);
    let mut wrong = Vec::new();
    for form in forms {
        if let Err(e) = query(&runtime, engine.clone(), request(form.query, NOW))
            && e.stage != Stage::Unsupported
        {
            wrong.push(format!("{}\n    {:?} {e}", form.query, e.stage));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Columns and rows of each table, as text.
fn shown(tables: &[AnswerTable], ordered: bool) -> Vec<(Vec<String>, Vec<String>)> {
    let shown = |table: &AnswerTable| {
        let columns = table.columns.iter().map(|c| format!("{}: {}", c.name, c.type_name())).collect();
        let mut rows: Vec<String> = table.rows().map(|row| format!("{row:?}")).collect();
        if !ordered {
            rows.sort();
        }
        (columns, rows)
    };
    tables.iter().map(shown).collect()
}
