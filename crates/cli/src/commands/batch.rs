//! JSONL in, JSONL out: how tools and tests drive `query` and `check`.

use crate::failure::Failure;
use serde_json::{Map, Value as Json, json};
use std::io::{BufRead, Write};

/// The longest line that is read.
const MAX_LINE_BYTES: usize = 64 << 20;

/// Hands each line's `kql` to `answer`, and writes what it says under the line's `id`.
pub fn lines(mut answer: impl FnMut(&str) -> Map<String, Json>) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(Failure::plain)?;
        if line.trim().is_empty() {
            continue;
        }
        let mut object = Map::new();
        match request(&line) {
            Ok((id, kql)) => {
                object.insert("id".into(), id);
                object.extend(answer(&kql));
            }
            Err(why) => {
                object.insert("id".into(), Json::Null);
                object.insert("ok".into(), false.into());
                object.insert(
                    "error".into(),
                    json!({"code": "LUR001", "message": why, "start": 0, "end": 0, "stage": "syntax"}),
                );
            }
        }
        let written = serde_json::to_writer(&mut out, &object).map_err(Failure::plain);
        written.and_then(|()| out.write_all(b"\n").and_then(|()| out.flush()).map_err(Failure::plain))?;
    }
    Ok(())
}

fn request(line: &str) -> Result<(Json, String), String> {
    if line.len() > MAX_LINE_BYTES {
        return Err(format!("a line is longer than {MAX_LINE_BYTES} bytes"));
    }
    let object: Json = serde_json::from_str(line).map_err(|e| format!("a line is no JSON: {e}"))?;
    match object.get("kql").and_then(Json::as_str) {
        Some(kql) => Ok((object.get("id").cloned().unwrap_or(Json::Null), kql.to_owned())),
        None => Err("a line has no text \"kql\"".to_owned()),
    }
}
