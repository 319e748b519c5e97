//! The type of every operator, function and aggregate for every type of argument, as Microsoft's binder gives it.

use crate::{floors, kql};
use lurcher_engine::Engine;
use lurcher_syntax::Stage;
use lurcher_testkit::recorded::shared_folder;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const COLUMNS: [(&str, &str); 10] = [
    ("bool", "cb"),
    ("int", "ci"),
    ("long", "cl"),
    ("real", "cr"),
    ("decimal", "cm"),
    ("string", "cs"),
    ("datetime", "ct"),
    ("timespan", "cd"),
    ("guid", "cg"),
    ("dynamic", "cy"),
];

/// One expression over such columns, and the type that was measured, or `!` and an error.
struct Probe {
    of: String,
    query: String,
    measured: String,
}

#[test]
fn types_are_those_of_microsofts_binder() {
    let Some(types) = measured_types() else {
        println!("skipped: there is no folder of measured types");
        return;
    };
    let parts = types.same * 1000 / types.built.max(1);
    println!("{}", types.report);
    assert!(parts >= floors::MEASURED_TYPES, "{parts} of a thousand, {} before", floors::MEASURED_TYPES);
}

/// How many measured types of what is built are the same here.
pub struct Types {
    pub same: usize,
    pub built: usize,
    report: String,
}

pub fn measured_types() -> Option<&'static Types> {
    static TYPES: LazyLock<Option<Types>> = LazyLock::new(|| {
        let text = std::fs::read_to_string(shared_folder()?.join("language/probes.json")).unwrap();
        Some(compared(&probes(&serde_json::from_str(&text).unwrap())))
    });
    TYPES.as_ref()
}

fn compared(probes: &[Probe]) -> Types {
    let runtime = kql::runtime();
    let engine = kql::engine(Vec::new(), 1);
    let (mut same, mut built) = (0, 0);
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for probe in probes {
        let Some(found) = runtime.block_on(found(&engine, &probe.query)) else { continue };
        built += 1;
        if found == probe.measured || found.starts_with('!') && probe.measured.starts_with('!') {
            same += 1;
        } else {
            let difference = format!("{} is {found}, not {}", probe.query, probe.measured);
            others.entry(probe.of.clone()).or_default().push(difference);
        }
    }
    let unbuilt = probes.len() - built;
    let mut report = format!("{same} of {built} measured types of what is built, and {unbuilt} of what is not\n");
    for (of, differences) in &others {
        report.push_str(&format!("{:>5} {of}: {}\n", differences.len(), differences[0].trim_start_matches(TABLE)));
    }
    Types { same, built, report }
}

const TABLE: &str = "let P = datatable(cb: bool, ci: int, cl: long, cr: real, cm: decimal, cs: string, ct: datetime, \
     cd: timespan, cg: guid, cy: dynamic)[]; P | ";

/// The type of the answer's columns, `!` where the query is refused, nothing where it is not built.
async fn found(engine: &Engine, query: &str) -> Option<String> {
    match engine.check(&kql::request(query, "2026-01-01")).await {
        Err(d) if d.stage == Stage::Unsupported => None,
        Err(d) => Some(format!("!{}", d.code)),
        Ok(checked) => {
            let columns = &checked.tables[0];
            let Some((first, more)) = columns.split_first() else { return Some(String::new()) };
            let mut text = first.type_name().to_owned();
            for column in more {
                text.push_str(&format!(",{}:{}", column.name, column.type_name()));
            }
            Some(if more.is_empty() { text } else { format!("x:{text}") })
        }
    }
}

fn probes(measured: &Json) -> Vec<Probe> {
    let mut probes = Vec::new();
    let map = |json: &Json| json.as_object().cloned().unwrap_or_default();
    let mut add = |of: &str, expression: String, verdict: &Json| {
        if let Some(measured) = verdict.as_str() {
            let query = format!("{TABLE}{expression}");
            probes.push(Probe { of: of.to_owned(), query, measured: measured.to_owned() });
        }
    };
    for (op, types) in map(&measured["unary"]) {
        for (t, verdict) in map(&types) {
            add(&op, format!("project r = {op}{}", column(&t)), &verdict);
        }
    }
    for (op, types) in map(&measured["binary"]).into_iter().filter(|(op, _)| op != ":") {
        for (pair, verdict) in map(&types) {
            let names = columns(&pair);
            let list = matches!(op.as_str(), "in" | "!in" | "in~" | "!in~" | "has_any" | "has_all");
            let right = if list { format!("({})", names[1]) } else { names[1].to_owned() };
            add(&op, format!("project r = {} {op} {right}", names[0]), &verdict);
        }
    }
    for (three, verdict) in map(&measured["between"]) {
        let names = columns(&three);
        add("between", format!("project r = {} between ({} .. {})", names[0], names[1], names[2]), &verdict);
    }
    for (kind, operator) in [("functions", "project"), ("aggregates", "summarize")] {
        for (name, arities) in map(&measured[kind]) {
            // Names with two underscores are Microsoft's own.
            let arities: Map<String, Json> = if name.starts_with("__") { Map::new() } else { map(&arities) };
            for (_, types) in arities.into_iter().filter(|(arity, _)| arity.parse::<usize>().is_ok()) {
                for (list, verdict) in map(&types) {
                    add(&name, format!("{operator} r = {name}({})", columns(&list).join(", ")), &verdict);
                }
            }
        }
    }
    probes
}

fn column(kql_type: &str) -> &'static str {
    COLUMNS.iter().find(|(t, _)| *t == kql_type).map_or("cb", |(_, name)| name)
}

fn columns(types: &str) -> Vec<&'static str> {
    types.split(',').filter(|t| !t.is_empty()).map(column).collect()
}
