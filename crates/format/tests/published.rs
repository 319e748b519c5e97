//! All published queries that parse are laid out, and are still the same queries.

use crate::property::check;
use serde_json::Value;
use std::path::PathBuf;

#[test]
fn published_queries_stay_the_same_queries() {
    let root = std::env::var_os("LURCHER_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let file = root.join("corpus/queries.jsonl");
    let Ok(lines) = std::fs::read_to_string(&file) else {
        println!("skipped: {} is not there", file.display());
        return;
    };
    let (mut done, mut refused) = (0, 0);
    for line in lines.lines() {
        let query: Value = serde_json::from_str(line).unwrap();
        match check(query["kql"].as_str().unwrap()) {
            true => done += 1,
            false => refused += 1,
        }
    }
    println!("{done} laid out, {refused} refused");
    assert!(done > refused);
}
