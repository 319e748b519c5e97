//! `--watchlists DIR`: a CSV file for each watchlist.

use crate::failure::Failure;
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_ingest::external::watchlist;
use lurcher_types::time;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Ticks of 100 ns between the years 1 and 1970.
const UNIX_EPOCH_TICKS: i64 = 621_355_968_000_000_000;

pub fn read(folder: &Path) -> Result<Vec<TableSource>, Failure> {
    let failed = |e: String| Failure::plain(format!("--watchlists {}: {e}", folder.display()));
    let files = super::functions::files_in(folder, "csv").map_err(failed)?;
    files.iter().map(|file| one(file)).collect()
}

fn one(file: &Path) -> Result<TableSource, Failure> {
    let alias = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    // The name under which the binder looks for it.
    let name = format!("_GetWatchlist('{alias}')");
    let (schema, batch) = watchlist(&name, file, written(file))
        .map_err(|e| Failure::plain(format!("--watchlists: {}: {e}", file.display())))?;
    Ok(TableSource { name, schema, sources: vec![Source::Memory(vec![batch])] })
}

/// When the file was last written, in ticks.
fn written(file: &Path) -> Option<i64> {
    let since = fs::metadata(file).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let ticks = i64::try_from(since.as_nanos() / 100).ok()?;
    time::in_range(ticks.checked_add(UNIX_EPOCH_TICKS)?)
}
