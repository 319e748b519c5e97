//! JSONL in, JSONL out: how tools and tests drive `query` and `check`.

use crate::failure::Failure;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::io::{BufRead, BufWriter, Read, Write};

/// The longest line that is read.
const MAX_LINE_BYTES: u64 = 64 << 20;

/// A line that is written: what is said of a query, under the id of its line.
#[derive(Serialize)]
struct Line<T> {
    id: Json,
    #[serde(flatten)]
    said: T,
}

/// Hands each line's `kql` to `answer`, and writes what it says under the line's `id`.
pub fn lines<T: Serialize>(mut answer: impl FnMut(&str) -> T) -> Result<(), Failure> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut input = std::io::stdin().lock();
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(MAX_LINE_BYTES + 1).read_until(b'\n', &mut line).map_err(Failure::plain)? == 0 {
            return Ok(());
        }
        if line.len() as u64 > MAX_LINE_BYTES {
            return Err(Failure::plain(format!("a line is longer than {MAX_LINE_BYTES} bytes (MAX_LINE_BYTES)")));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let written = match request(&line) {
            Ok((id, kql)) => serde_json::to_writer(&mut out, &Line { id, said: answer(&kql) }),
            Err(why) => {
                let error = json!({"code": "LUR001", "message": why, "start": 0, "end": 0, "stage": "syntax"});
                serde_json::to_writer(&mut out, &Line { id: Json::Null, said: json!({"ok": false, "error": error}) })
            }
        };
        written.map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
}

fn request(line: &[u8]) -> Result<(Json, String), String> {
    let object: Json = serde_json::from_slice(line).map_err(|e| format!("a line is no JSON: {e}"))?;
    match object.get("kql").and_then(Json::as_str) {
        Some(kql) => Ok((object.get("id").cloned().unwrap_or(Json::Null), kql.to_owned())),
        None => Err("a line has no text \"kql\"".to_owned()),
    }
}
