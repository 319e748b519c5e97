//! How fast published queries are read and bound: `cargo test --release -p lurcher-semantics speed -- --ignored --nocapture`.

use lurcher_functions::Context;
use lurcher_schema::{FunctionKind, Schemas};
use lurcher_semantics::{Catalog, Gives, Language, NoValue, Probes, Settings, StoredFunction, bind, matches_wildcard};
use lurcher_testkit::recorded::shared_folder;
use lurcher_types::describe::{Entry, Kind};
use lurcher_types::{Table, Type, Value};
use std::time::Instant;

/// The known tables and functions, without data.
struct Known(Schemas);

impl Catalog for Known {
    fn table(&self, name: &str) -> Option<Table> {
        self.0.table(name)
    }

    fn function(&self, name: &str) -> Option<StoredFunction> {
        let function = self.0.function(name)?;
        let gives = match function.kind {
            FunctionKind::Scalar(t) => Gives::Scalar(t),
            FunctionKind::Table(columns) => Gives::Table(columns),
            FunctionKind::Extend(columns) => Gives::Extend(columns),
            FunctionKind::Database { tables, .. } => Gives::Database(tables),
        };
        let parameters = function.parameters.into_iter().map(|p| p.name).collect();
        Some(StoredFunction { parameters, gives, open: function.open })
    }

    fn parameter(&self, name: &str) -> Option<Type> {
        self.0.parser_parameter(name)
    }

    fn is_open(&self, table: &str) -> bool {
        lurcher_schema::is_open(table)
    }

    fn nearest(&self, name: &str) -> Vec<String> {
        self.0.nearest(name).into_iter().map(str::to_owned).collect()
    }

    fn matching(&self, _pattern: &str) -> Vec<String> {
        Vec::new()
    }

    fn knows(&self, pattern: &str) -> bool {
        self.0.any(|name| matches_wildcard(pattern, name))
    }

    fn column_type(&self, pattern: &str, column: &str) -> Option<Type> {
        self.0.column_type(|name| matches_wildcard(pattern, name), column)
    }
}

struct Words(Context);

impl Language for Words {
    fn entry(&self, name: &str, kind: Kind) -> Option<&'static Entry> {
        lurcher_functions::entry(name, kind)
    }

    fn nearest(&self, name: &str) -> Vec<&'static str> {
        lurcher_functions::nearest(name)
    }

    fn fold(&self, function: &str, args: &[Value], returns: Type) -> Result<Value, NoValue> {
        let why = |e: lurcher_functions::KernelError| NoValue { why: e.message, is_unbuilt: e.is_unbuilt };
        lurcher_functions::fold(function, args, returns, &self.0).map_err(why)
    }
}

#[test]
#[ignore = "a measurement, worth its time only in release"]
fn speed_of_published_queries() {
    let Some(shared) = shared_folder() else {
        println!("skipped: there is no folder of published hunts");
        return;
    };
    let text = std::fs::read_to_string(shared.join("corpus/queries.jsonl")).unwrap();
    let hunts: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (known, words) = (Known(Schemas::builtin()), Words(Context { now: 0, seed: 0 }));
    let settings = Settings { probes: Probes::Open, ..Settings::default() };
    let mut times: Vec<(f64, &str)> = Vec::new();
    for hunt in hunts.iter().filter(|h| h["ms"]["syntax_ok"] == true) {
        let kql = hunt["kql"].as_str().unwrap();
        let read = || {
            let parsed = lurcher_syntax::parse(kql);
            bind(&parsed.query, &words, &known, &settings).is_ok()
        };
        // The best of five: what else the machine does is not measured.
        let best = (0..5).map(|_| {
            let start = Instant::now();
            std::hint::black_box(read());
            start.elapsed().as_secs_f64() * 1e6
        });
        times.push((best.fold(f64::MAX, f64::min), hunt["id"].as_str().unwrap()));
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let at = |part: f64| times[(part * (times.len() - 1) as f64) as usize].0;
    println!("{} hunts: p50 {:.0} µs, p99 {:.0} µs, most {:.0} µs", times.len(), at(0.5), at(0.99), at(1.0));
    for (micros, id) in times.iter().rev().take(60) {
        println!("{micros:>9.0} µs {id}");
    }
}
