//! Query texts of others, which lie next to the workspace and not in it. Where they are absent, tests say so and pass.

use serde_json::Value;
use std::path::PathBuf;

/// The lines of `../shared/<path>`, each a JSON object.
pub fn lines(path: &str) -> Option<Vec<Value>> {
    let text = text(path)?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect())
}

/// The JSON of `../shared/<path>`.
pub fn json(path: &str) -> Option<Value> {
    Some(serde_json::from_str(&text(path)?).expect("JSON"))
}

fn text(path: &str) -> Option<String> {
    let root = std::env::var_os("LURCHER_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let file = root.join(path);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(_) => {
            println!("skipped: {} is not there", file.display());
            None
        }
    }
}

pub fn kql(line: &Value) -> &str {
    line["kql"].as_str().unwrap_or("")
}
