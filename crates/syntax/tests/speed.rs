//! How fast published queries are read: `cargo test --release -p lurcher-syntax -- --ignored --nocapture speed`.

use crate::shared::{kql, lines};
use std::time::Instant;

#[test]
#[ignore = "a measurement, worth its time only in release"]
fn speed_of_published_queries() {
    let Some(queries) = lines("corpus/queries.jsonl") else { return };
    let texts: Vec<&str> = queries.iter().map(kql).collect();
    let mut micros: Vec<f64> = Vec::new();
    for text in &texts {
        std::hint::black_box(lurcher_syntax::parse(text));
        let start = Instant::now();
        std::hint::black_box(lurcher_syntax::parse(text));
        micros.push(start.elapsed().as_secs_f64() * 1e6);
    }
    micros.sort_by(f64::total_cmp);
    let at = |part: f64| micros[(part * (micros.len() - 1) as f64) as usize];
    let bytes: usize = texts.iter().map(|t| t.len()).sum();
    let total: f64 = micros.iter().sum();
    println!("p50 {:.1} µs, p99 {:.1} µs, most {:.1} µs, {:.0} MB/s", at(0.5), at(0.99), at(1.0), bytes as f64 / total);
}
