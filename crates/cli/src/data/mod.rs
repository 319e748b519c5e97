//! Opening what `--data`, `--table`, `--schema`, `--geoip` and `--user-agents` name.

mod external;
mod fetch;
mod find;
mod functions;
mod inference;
mod notices;
mod read;
mod scratch;
mod watchlists;

pub use find::unknown_table;
pub use notices::Notices;
pub use read::read;

use crate::arguments::Data;
use crate::failure::Failure;
use find::Found;
use lurcher_engine::catalog::{FileCatalog, Source, TableSource};
use lurcher_engine::{Engine, Limits};
use lurcher_functions::{geoip, user_agents};
use lurcher_ingest::{ParquetOptions, ParquetSink};
use lurcher_schema::Schemas;
use lurcher_types::Side;
use scratch::Scratch;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An engine over the data, and what has to live as long as it.
pub struct Opened {
    pub engine: Engine,
    /// The Parquet files of each table.
    pub files: BTreeMap<String, Vec<PathBuf>>,
    _scratch: Option<Scratch>,
}

/// Finds Parquet, reads the rest into a temporary folder, and fails if paths were given and nothing came of them.
pub fn open(data: &Data) -> Result<Opened, Failure> {
    if let Some(file) = &data.geoip {
        locations(file)?;
    }
    if let Some(file) = &data.user_agents {
        patterns_of_user_agents(file)?;
    }
    let mut schemas = schemas(&data.schema)?;
    for (name, _) in data.tables.iter().filter_map(|pair| pair.split_once('=')) {
        schemas.add_table_of_function(name);
    }
    let found = find::find(data, &schemas)?;
    let Found { parquet: mut files, to_read } = found;
    let mut scratch = None;
    let mut left_out = BTreeSet::new();
    if !to_read.is_empty() {
        let folder = Scratch::new()?;
        let mut sink = ParquetSink::new(folder.path(), ParquetOptions::default());
        let report = read(&to_read, &data.reading, &schemas, None, true, &mut sink)?;
        if report.rows.is_empty() && files.is_empty() {
            return Err(Failure::plain(format!("none of the data could be read\n{}", report.to_string().trim_end())));
        }
        read::warn(&report);
        for table in report.rows.keys() {
            files.entry(table.clone()).or_default().extend(find::parquet_below(&folder.path().join(table))?);
        }
        left_out = report.unknown_columns.into_keys().collect();
        scratch = Some(folder);
    }
    let tables = files.iter().map(|(name, paths)| {
        let schema = schemas.table(name).ok_or_else(|| Failure::plain(format!("no table named `{name}` is known")))?;
        let sources = paths.iter().cloned().map(Source::File).collect();
        Ok(TableSource { name: name.clone(), schema, sources })
    });
    let mut tables = tables.collect::<Result<Vec<_>, Failure>>()?;
    if let Some(folder) = &data.watchlists {
        tables.extend(watchlists::read(folder)?);
    }
    let catalog = FileCatalog::open(tables).map_err(Failure::plain)?;
    let engine = Engine::new(Arc::new(catalog), Arc::new(schemas), Limits::default()).map_err(Failure::plain)?;
    let engine = engine.with_left_out(left_out);
    let engine = match external::ExternalFiles::new(&data.external, &data.fetch)? {
        Some(files) => engine.with_external(Arc::new(files)),
        None => engine,
    };
    let engine = match &data.functions {
        Some(folder) => engine.with_functions(functions::read(folder)?),
        None => engine,
    };
    let engine = match &data.database {
        Some(name) => engine.with_database(name),
        None => engine,
    };
    Ok(Opened { engine, files, _scratch: scratch })
}

/// Gives the process the database of locations that `--geoip` names.
fn locations(file: &Path) -> Result<(), Failure> {
    let failed = |why: &dyn std::fmt::Display| Failure::plain(format!("--geoip {}: {why}", file.display()));
    let size = std::fs::metadata(file).map_err(|e| failed(&e))?.len();
    if size > geoip::MAX_DATABASE_BYTES as u64 {
        return Err(failed(&format!("a database of locations may have {} bytes", geoip::MAX_DATABASE_BYTES)));
    }
    geoip::set_database(std::fs::read(file).map_err(|e| failed(&e))?).map_err(|e| failed(&e))
}

/// Gives the process the patterns that `--user-agents` names.
fn patterns_of_user_agents(file: &Path) -> Result<(), Failure> {
    let failed = |why: &dyn std::fmt::Display| Failure::plain(format!("--user-agents {}: {why}", file.display()));
    let size = std::fs::metadata(file).map_err(|e| failed(&e))?.len();
    if size > user_agents::MAX_FILE_BYTES as u64 {
        let most = user_agents::MAX_FILE_BYTES;
        return Err(failed(&format!("patterns of user agents may have {most} bytes (limit MAX_FILE_BYTES)")));
    }
    let text = std::fs::read_to_string(file).map_err(|e| failed(&e))?;
    user_agents::set_patterns(&text).map_err(|e| failed(&e))
}

/// The built-in tables with what `--schema` says.
pub fn schemas(options: &[String]) -> Result<Schemas, Failure> {
    let mut schemas = Schemas::builtin();
    for option in options {
        match option.as_str() {
            "xdr" => schemas = schemas.restrict(Side::Xdr),
            "sentinel" => schemas = schemas.restrict(Side::Sentinel),
            file => {
                let text =
                    std::fs::read_to_string(file).map_err(|e| Failure::plain(format!("--schema {file}: {e}")))?;
                schemas.load_jsonl(&text).map_err(|e| Failure::plain(format!("--schema {file}: {e}")))?;
            }
        }
    }
    Ok(schemas)
}
