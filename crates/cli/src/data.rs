//! Opening what `--data`, `--table` and `--schema` name.

use crate::arguments::Data;
use crate::failure::Failure;
use lurcher_engine::catalog::{FileCatalog, Source, TableSource};
use lurcher_engine::{Engine, Limits};
use lurcher_schema::Schemas;
use lurcher_types::Side;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Opened {
    pub engine: Engine,
}

pub fn open(data: &Data) -> Result<Opened, Failure> {
    let schemas = schemas(&data.schema)?;
    let mut tables: Vec<TableSource> = Vec::new();
    for path in &data.paths {
        for (name, source) in parquet_tables(path, &schemas) {
            add(&mut tables, &schemas, &name, source)?;
        }
    }
    for pair in &data.tables {
        let Some((name, path)) = pair.split_once('=') else {
            return Err(Failure::plain(format!("--table {pair}: write NAME=PATH")));
        };
        add(&mut tables, &schemas, name, place(Path::new(path)))?;
    }
    let catalog = FileCatalog::open(tables).map_err(Failure::plain)?;
    let engine = Engine::new(Arc::new(catalog), Arc::new(schemas), Limits::default()).map_err(Failure::plain)?;
    Ok(Opened { engine })
}

fn schemas(options: &[String]) -> Result<Schemas, Failure> {
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

fn add(tables: &mut Vec<TableSource>, schemas: &Schemas, name: &str, source: Source) -> Result<(), Failure> {
    if let Some(known) = tables.iter_mut().find(|t| t.name == name) {
        known.sources.push(source);
        return Ok(());
    }
    let Some(schema) = schemas.table(name) else {
        return Err(Failure::plain(format!("no table named `{name}` is known; --schema FILE adds one")));
    };
    tables.push(TableSource { name: name.to_owned(), schema, sources: vec![source] });
    Ok(())
}

fn place(path: &Path) -> Source {
    if path.is_dir() { Source::Folder(path.to_owned()) } else { Source::File(path.to_owned()) }
}

/// The Parquet tables that a path holds: a folder per table, or files that begin with a table's name.
fn parquet_tables(path: &Path, schemas: &Schemas) -> Vec<(String, Source)> {
    let named = |p: &Path| {
        let name = p.file_stem()?.to_str()?;
        let whole = schemas.table(name).map(|_| name.to_owned());
        whole.or_else(|| name.split(['-', '_', '.']).next().filter(|n| schemas.table(n).is_some()).map(str::to_owned))
    };
    if let Some(name) = named(path) {
        return vec![(name, place(path))];
    }
    let Ok(entries) = std::fs::read_dir(path) else { return vec![] };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.iter().filter_map(|p| Some((named(p)?, place(p)))).collect()
}
