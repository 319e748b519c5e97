//! Which data a hunt read: so that two runs can be told to have seen the same.

use super::judge::Judged;
use crate::data::Opened;
use crate::failure::Failure;
use lurcher_rules::finding::sha256;
use lurcher_types::time::format_datetime_wire;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// A Parquet file ends with the length of its footer and four letters.
const TAIL_BYTES: i64 = 8;
/// The longest footer that is hashed; a longer one is refused when the file is opened.
const MAX_FOOTER_BYTES: u64 = 256 << 20;

/// The data of each table.
#[derive(Debug, Default)]
pub struct Fingerprints {
    tables: BTreeMap<String, Fingerprint>,
}

#[derive(Debug)]
struct Fingerprint {
    files: usize,
    rows: Option<u64>,
    range: Option<(i64, i64)>,
    /// Of the files' footers, which hold each column's sizes, counts and bounds.
    hash: String,
}

impl Fingerprints {
    /// Of the tables that some rules read.
    pub async fn of(opened: &Opened, rules: &[Judged]) -> Result<Fingerprints, Failure> {
        let snapshot = opened.engine.snapshot().await.map_err(Failure::plain)?;
        let mut tables = BTreeMap::new();
        for name in rules.iter().flat_map(|r| &r.tables) {
            if tables.contains_key(name) || snapshot.table(name).is_none() {
                continue;
            }
            let files = opened.files.get(name).map(Vec::as_slice).unwrap_or_default();
            let mut footers = files.iter().map(|f| footer_hash(f)).collect::<std::io::Result<Vec<_>>>()?;
            // Files are the same data under other names and in another order.
            footers.sort();
            let range = snapshot.time_range(name).await.map_err(Failure::plain)?;
            let fingerprint = Fingerprint {
                files: files.len(),
                rows: snapshot.rows(name).await.map_err(Failure::plain)?,
                range: range.map(|r| (r.first, r.last)),
                hash: sha256(footers.join(" ").as_bytes()),
            };
            tables.insert(name.clone(), fingerprint);
        }
        Ok(Fingerprints { tables })
    }

    /// What is known of these tables, and one hash over them.
    pub fn json(&self, names: &[String]) -> (Vec<Value>, String) {
        let known = names.iter().filter_map(|name| Some((name, self.tables.get(name)?)));
        let mut known: Vec<(&String, &Fingerprint)> = known.collect();
        known.sort_by_key(|(name, _)| *name);
        let all: Vec<String> = known.iter().map(|(name, f)| format!("{name} {}", f.hash)).collect();
        let table = |(name, f): &(&String, &Fingerprint)| {
            json!({
                "table": name, "files": f.files, "rows": f.rows, "sha256_of_footers": f.hash,
                "first": f.range.map(|r| format_datetime_wire(r.0)), "last": f.range.map(|r| format_datetime_wire(r.1)),
            })
        };
        (known.iter().map(table).collect(), sha256(all.join("\n").as_bytes()))
    }

    pub fn rows(&self, names: &[String]) -> u64 {
        names.iter().filter_map(|name| self.tables.get(name)?.rows).sum()
    }
}

fn footer_hash(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut tail = [0u8; TAIL_BYTES as usize];
    file.seek(SeekFrom::End(-TAIL_BYTES))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, ..] = tail;
    let length = u64::from(u32::from_le_bytes([a, b, c, d])).min(MAX_FOOTER_BYTES);
    file.seek(SeekFrom::End(-TAIL_BYTES - length as i64))?;
    let mut footer = Vec::new();
    file.take(length).read_to_end(&mut footer)?;
    Ok(sha256(&footer))
}
