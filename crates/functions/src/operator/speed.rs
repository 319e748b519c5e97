//! Figures for the text operators: `cargo test --release -p lurcher-functions speed -- --ignored --nocapture`.

use super::FUNCTIONS;
use crate::string::testing::{constant, strings};
use crate::{Call, Context};
use lurcher_columnar::Column;
use lurcher_types::{Type, Value};
use std::time::Instant;

/// A batch as the engine hands it on, still in the processor's cache.
const ROWS: usize = 8192;

const BATCHES: usize = 4;

fn subjects() -> Column {
    let words = ["Invoice", "payment", "your", "account", "Re:", "quarterly", "report", "delivery", "notice", "Teams"];
    let text = |row: usize| {
        let word = |step: usize| words[(row * 7 + row / 13 * step + step * step) % words.len()];
        format!("{} {} {} {} #{row}", word(1), word(2), word(3), word(4))
    };
    let texts: Vec<String> = (0..ROWS).map(text).collect();
    strings(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
#[ignore = "prints figures, proves nothing"]
fn nanoseconds_a_row() {
    let (texts, context) = (subjects(), Context { now: 0, seed: 0 });
    let few = r#"["urgent","wire","password"]"#;
    for (name, needle) in [
        ("has", Value::String("password".to_owned())),
        ("has", Value::String("report".to_owned())),
        ("has_cs", Value::String("password".to_owned())),
        ("contains", Value::String("password".to_owned())),
        ("contains", Value::String("tice".to_owned())),
        ("contains", Value::String("kit".to_owned())),
        ("contains_cs", Value::String("password".to_owned())),
        ("startswith", Value::String("invoice".to_owned())),
        ("endswith", Value::String(".exe".to_owned())),
        ("=~", Value::String("invoice".to_owned())),
        ("has_any", Value::Dynamic(few.to_owned())),
        ("has_all", Value::Dynamic(few.to_owned())),
        ("in", Value::Dynamic(few.to_owned())),
        ("in~", Value::Dynamic(few.to_owned())),
        ("matches regex", Value::String(r"(?i)pass\w+".to_owned())),
    ] {
        let args = [texts.clone(), constant(&needle)];
        let call = Call { args: &args, rows: ROWS, returns: Type::Bool, context: &context };
        let function = FUNCTIONS.iter().find(|f| f.description.name == name).expect(name);
        let mut best = f64::MAX;
        for _ in 0..300 {
            let start = Instant::now();
            for _ in 0..BATCHES {
                std::hint::black_box(function.evaluate(&call).expect(name));
            }
            best = best.min(start.elapsed().as_nanos() as f64 / (ROWS * BATCHES) as f64);
        }
        println!("{name:14} {needle:?}: {best:.1} ns a row");
    }
}
