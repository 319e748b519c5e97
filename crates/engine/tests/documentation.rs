//! What the descriptions and the error pages claim, tried.

use crate::kql::{engine, query, request, runtime};
use lurcher_engine::{AnswerTable, NoRows};
use lurcher_functions::{SHOWN, entries, shown};
use lurcher_syntax::Stage;
use lurcher_types::describe::Support;
use lurcher_types::{Value, dynamic};
use std::path::Path;
use std::sync::Arc;

const NOW: &str = "2026-01-15T12:00:00Z";

/// Every example of every function that is built: both sides have one type and one value.
#[test]
fn examples_of_functions_are_true() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1)));
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in entries().iter().filter(|e| matches!(e.support, Support::Built)) {
        for example in entry.description.examples {
            count += 1;
            let (value, equals) = (example.expression, example.equals);
            let text = match entry.description.outputs.is_empty() {
                true => format!("print a = {value}, b = {equals}"),
                // In `extend`, a call that gives several columns gives the one that has a name.
                false => format!("print b = {equals} | extend a = {value}"),
            };
            match query(&runtime, engine.clone(), request(&text, NOW)) {
                Ok(tables) => {
                    let types: Vec<_> = tables[0].columns.iter().map(|c| c.kql_type).collect();
                    let row = tables[0].rows().next().unwrap();
                    if types[0] != types[1] || !same(&row[0], &row[1]) {
                        failures.push(format!("{text}\n    {:?} is not {:?}", row[0], row[1]));
                    }
                }
                Err(e) => failures.push(format!("{text}\n    {e}")),
            }
        }
    }
    println!("examples of functions: {count} tried, {} untrue", failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 400, "only {count} examples");
}

/// What a lone expression cannot show has a query, and its answer beside it.
#[test]
fn queries_that_show_functions_are_true() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1).with_external(Arc::new(NoRows))));
    let mut failures = Vec::new();
    for example in SHOWN {
        let answer = |text: &str| query(&runtime, engine.clone(), request(text, NOW));
        match (answer(example.query), answer(example.equals)) {
            // They read a file that is given on the command line.
            (Err(e), _) if ["geo_info_from_ip_address", "parse_user_agent"].contains(&example.name) => {
                assert_eq!(e.stage, Stage::Unsupported)
            }
            (Ok(given), Ok(wanted)) => {
                let types =
                    |t: &AnswerTable| t.columns.iter().map(|c| (c.name.clone(), c.kql_type)).collect::<Vec<_>>();
                let rows = |t: &AnswerTable| t.rows().collect::<Vec<_>>();
                let (a, b) = (rows(&given[0]), rows(&wanted[0]));
                let equal =
                    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.iter().zip(b).all(|(a, b)| same(a, b)));
                if types(&given[0]) != types(&wanted[0]) || !equal {
                    failures.push(format!("{}\n    {a:?} is not\n    {b:?}", example.query));
                }
            }
            (given, wanted) => failures.push(format!("{}\n    {:?} {:?}", example.query, given.err(), wanted.err())),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Whoever asks `lurcher functions NAME` sees the name at work.
#[test]
fn every_function_is_shown() {
    let bare = entries().iter().filter(|e| matches!(e.support, Support::Built)).map(|e| e.description);
    let bare = bare.filter(|d| !d.name.starts_with("__") && d.examples.is_empty() && shown(d.name, d.kind).is_none());
    let bare: Vec<&str> = bare.map(|d| d.name).collect();
    assert!(bare.is_empty(), "these have no example, neither in their description nor in shown.rs: {bare:?}");
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Real(a), Value::Real(b)) => a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= 1e-9 * b.abs(),
        (Value::Dynamic(a), Value::Dynamic(b)) => dynamic::to_json(a) == dynamic::to_json(b),
        _ => a == b,
    }
}

/// The first query of every error page is refused with the page's code and words, at a place in its text; every code has
/// such a page, and the page says what to do.
#[test]
fn queries_of_error_pages_are_refused_so() {
    let (runtime, engine) = (runtime(), Arc::new(engine(vec![], 1)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors");
    let (mut tried, mut wrong) = (0, Vec::new());
    for page in std::fs::read_dir(folder).unwrap() {
        let path = page.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        if !code.starts_with("LUR") {
            continue;
        }
        if !text.contains("**What to do.**") {
            wrong.push(format!("{code} does not say what to do"));
        }
        // LUR011 shortens its query, for it would fill the page; LUR399 is a fault of ours.
        let Some((_, rest)) = text.split_once("```kql\n").filter(|_| !matches!(code.as_str(), "LUR011" | "LUR399"))
        else {
            if !matches!(code.as_str(), "LUR011" | "LUR399") {
                wrong.push(format!("{code} has no query"));
            }
            continue;
        };
        let kql = rest.split("```").next().unwrap();
        tried += 1;
        let Err(e) = query(&runtime, engine.clone(), request(kql, NOW)) else {
            wrong.push(format!("{code}: its query runs:\n{kql}"));
            continue;
        };
        let said = rest.lines().find_map(|line| line.strip_prefix("> ")).unwrap_or_default();
        if e.code != code || e.message != said {
            wrong.push(format!("{code}: {kql}\n    {} {}\n    {said}", e.code, e.message));
        }
        let (start, end) = (e.span.start as usize, e.span.end as usize);
        let at_the_end = start == end && kql.get(start..).is_some_and(|rest| rest.trim().is_empty());
        if !(at_the_end || start < end && kql.get(start..end).is_some()) {
            wrong.push(format!("{code}: the place {start}..{end} is none in its text"));
        }
    }
    println!("error pages: {tried} tried");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 30, "only {tried} pages have a query");
}
