//! Which data a hunt read: so that two runs can be told to have seen the same.

use super::exclusions::bracketed;
use super::judge::Judged;
use crate::data::Opened;
use crate::failure::Failure;
use lurcher_engine::Request;
use lurcher_rules::finding::sha256;
use lurcher_syntax::Diagnostic;
use lurcher_types::time::format_datetime_wire;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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

/// What tells a file from what it was: its length, and when it was last written.
pub type Stamps = BTreeMap<PathBuf, Option<(u64, SystemTime)>>;

/// The files of the data as they are before the first rule runs.
pub fn stamps(opened: &Opened) -> Stamps {
    opened.files.values().flatten().map(|path| (path.clone(), stamp(path))).collect()
}

fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let attributes = std::fs::metadata(path).ok()?;
    Some((attributes.len(), attributes.modified().ok()?))
}

impl Fingerprints {
    /// Of the tables that some rules read; and what is wrong with them. A file that changes while the rules run is seen by
    /// some as it was and by others as it is.
    pub async fn of(
        opened: &Opened,
        rules: &[Judged],
        before: &Stamps,
    ) -> Result<(Fingerprints, Vec<String>), Failure> {
        let snapshot = opened.engine.snapshot().await.map_err(Failure::plain)?;
        let (mut tables, mut problems) = (BTreeMap::new(), Vec::new());
        for name in rules.iter().flat_map(|r| &r.tables) {
            if tables.contains_key(name) || snapshot.table(name).is_none() {
                continue;
            }
            let files = opened.files.get(name).map(Vec::as_slice).unwrap_or_default();
            for file in files.iter().filter(|file| before.get(*file) != Some(&stamp(file))) {
                let what = "changed while the rules ran, and they may have seen different rows: run the hunt again";
                problems.push(format!("data: {} {what}", file.display()));
            }
            let mut footers: Vec<String> = Vec::new();
            for file in files {
                footers.push(footer_hash(file).unwrap_or_else(|e| {
                    problems.push(format!("data: {}: {e}", file.display()));
                    String::new()
                }));
            }
            // Files are the same data under other names and in another order.
            footers.sort();
            if files.is_empty() {
                footers.push(rows_hash(opened, name).await.map_err(Failure::plain)?);
            }
            let range = snapshot.time_range(name).await.ok().flatten();
            let fingerprint = Fingerprint {
                files: files.len(),
                rows: snapshot.rows(name).await.ok().flatten(),
                range: range.map(|r| (r.first, r.last)),
                hash: sha256(footers.join(" ").as_bytes()),
            };
            tables.insert(name.clone(), fingerprint);
        }
        Ok((Fingerprints { tables }, problems))
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

/// Of a table that is not in files, such as a watchlist: its rows.
async fn rows_hash(opened: &Opened, table: &str) -> Result<String, Diagnostic> {
    let answer = opened.engine.query(&Request { text: bracketed(table), ..Request::default() }).await?;
    let rows = answer.tables.iter().flat_map(|t| t.rows());
    let texts: Vec<String> =
        rows.map(|row| format!("{:?}", row.iter().map(|v| v.to_text()).collect::<Vec<_>>())).collect();
    Ok(sha256(texts.join("\n").as_bytes()))
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
