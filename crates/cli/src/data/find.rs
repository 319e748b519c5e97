//! Which files there are: Parquet, which is queried where it lies, and the rest, which is read first.

use crate::arguments::Data;
use crate::failure::Failure;
use lurcher_schema::Schemas;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How deep folders may nest: deeper ones are taken for a loop of links.
const MAX_FOLDER_DEPTH: usize = 16;
/// Parquet files, and other files beside Parquet.
const MAX_FILES: usize = 100_000;

/// The data that the command line names.
#[derive(Debug, Default)]
pub struct Found {
    /// By table.
    pub parquet: BTreeMap<String, Vec<PathBuf>>,
    /// Paths and `NAME=PATH` for the reader of mail and exports.
    pub to_read: Vec<PathBuf>,
}

pub fn find(data: &Data, schemas: &Schemas) -> Result<Found, Failure> {
    let mut found = Found::default();
    for argument in &data.paths {
        for path in expand(argument)? {
            found.path(&path, schemas)?;
        }
    }
    for pair in &data.tables {
        let Some((name, pattern)) = pair.split_once('=') else {
            return Err(Failure::plain(format!("--table {pair}: write NAME=PATH")));
        };
        if schemas.table(name).is_none() {
            return Err(unknown_table(name, schemas));
        }
        for path in expand(Path::new(pattern))? {
            found.named(name, &path)?;
        }
    }
    Ok(found)
}

/// The error for a table that no schema has.
pub fn unknown_table(name: &str, schemas: &Schemas) -> Failure {
    let near = schemas.nearest(name);
    let hint =
        if near.is_empty() { "--schema FILE adds one".to_owned() } else { format!("similar: {}", near.join(", ")) };
    Failure::plain(format!("no table is called `{name}` ({hint})"))
}

impl Found {
    fn path(&mut self, path: &Path, schemas: &Schemas) -> Result<(), Failure> {
        if !path.is_dir() {
            match is_parquet(path)? {
                true => self.add(table_of(path, schemas)?, path.to_owned()),
                false => self.to_read.push(path.to_owned()),
            }
            return Ok(());
        }
        let mut files = Files::default();
        files.walk(path, 0)?;
        if files.parquet.is_empty() && files.others == 0 {
            return Err(Failure::plain(format!("{} holds nothing to read", path.display())));
        }
        if files.parquet.is_empty() {
            self.to_read.push(path.to_owned());
            return Ok(());
        }
        if files.others > files.listed.len() {
            return Err(Failure::plain(format!(
                "{} holds Parquet and more than {MAX_FILES} other files (MAX_FILES): name their folders one by one",
                path.display()
            )));
        }
        for file in files.parquet {
            self.add(table_of(&file, schemas)?, file);
        }
        self.to_read.extend(files.listed);
        Ok(())
    }

    /// A path whose table the user says.
    fn named(&mut self, name: &str, path: &Path) -> Result<(), Failure> {
        let to_read = |path: &Path| PathBuf::from(format!("{name}={}", path.display()));
        if !path.is_dir() {
            match is_parquet(path)? {
                true => self.add(name.to_owned(), path.to_owned()),
                false => self.to_read.push(to_read(path)),
            }
            return Ok(());
        }
        let mut files = Files::default();
        files.walk(path, 0)?;
        match (files.parquet.is_empty(), files.others) {
            (true, 0) => Err(Failure::plain(format!("{} holds nothing to read", path.display()))),
            (true, _) => {
                self.to_read.push(to_read(path));
                Ok(())
            }
            (false, 0) => {
                files.parquet.into_iter().for_each(|file| self.add(name.to_owned(), file));
                Ok(())
            }
            (false, _) => Err(Failure::plain(format!(
                "{} holds Parquet and other files: --table {name}=… takes one or the other",
                path.display()
            ))),
        }
    }

    /// A file that two arguments name, in whatever spelling, is still one file.
    fn add(&mut self, table: String, path: PathBuf) {
        let path = path.canonicalize().unwrap_or(path);
        let paths = self.parquet.entry(table).or_default();
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
}

/// The paths that an argument stands for: itself, or what its pattern matches.
fn expand(argument: &Path) -> Result<Vec<PathBuf>, Failure> {
    if argument.exists() {
        return Ok(vec![argument.to_owned()]);
    }
    let pattern = argument.to_str().filter(|p| p.contains(['*', '?', '[']));
    let mut paths: Vec<PathBuf> = pattern.and_then(|p| glob::glob(p).ok()).into_iter().flatten().flatten().collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::plain(format!("there is nothing at {}", argument.display())));
    }
    Ok(paths)
}

/// All Parquet files below a folder, in order.
pub fn parquet_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Files::default();
    files.walk(folder, 0)?;
    Ok(files.parquet)
}

#[derive(Default)]
struct Files {
    parquet: Vec<PathBuf>,
    /// Other files, and the first of them by name.
    others: usize,
    listed: Vec<PathBuf>,
}

impl Files {
    /// Hidden files and those that begin with `_` are left out, as other readers of such folders do.
    fn walk(&mut self, folder: &Path, depth: usize) -> Result<(), Failure> {
        let failed = |e: &dyn std::fmt::Display| Failure::plain(format!("cannot read {}: {e}", folder.display()));
        if depth > MAX_FOLDER_DEPTH {
            return Err(failed(&format!("folders nest deeper than {MAX_FOLDER_DEPTH} (MAX_FOLDER_DEPTH)")));
        }
        let mut entries = fs::read_dir(folder).map_err(|e| failed(&e))?.collect::<Result<Vec<_>, _>>();
        let entries = entries.as_mut().map_err(|e| failed(e))?;
        entries.sort_by_key(|e| e.file_name());
        for entry in entries {
            let path = entry.path();
            let name = entry.file_name();
            if name == "_delta_log" {
                return Err(failed(&"it is a Delta table, whose files alone do not say which rows are deleted"));
            }
            if name.to_string_lossy().starts_with(['.', '_']) {
                continue;
            }
            if path.is_dir() {
                self.walk(&path, depth + 1)?;
            } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet")) {
                if self.parquet.len() >= MAX_FILES {
                    return Err(failed(&format!("there are more than {MAX_FILES} Parquet files (MAX_FILES)")));
                }
                self.parquet.push(path);
            } else {
                self.others += 1;
                if self.listed.len() < MAX_FILES {
                    self.listed.push(path);
                }
            }
        }
        Ok(())
    }
}

/// By its first bytes, whatever it is called; a broken file that is called so is still refused as Parquet.
fn is_parquet(path: &Path) -> Result<bool, Failure> {
    // What is read from a pipe is gone.
    if !path.is_file() {
        return Ok(false);
    }
    let mut magic = [0u8; 4];
    let opened = fs::File::open(path).map_err(|e| Failure::plain(format!("{}: {e}", path.display())))?;
    let read = opened.take(4).read(&mut magic).map_err(|e| Failure::plain(format!("{}: {e}", path.display())))?;
    let named_so = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet"));
    Ok(named_so || (read == 4 && &magic == b"PAR1"))
}

/// The table whose name the file begins with, or one of its folders has, the nearest first.
fn table_of(path: &Path, schemas: &Schemas) -> Result<String, Failure> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stem = whole.file_stem().and_then(|s| s.to_str()).unwrap_or("");
    let prefixes = stem.char_indices().rev().filter(|(_, c)| "-_. ".contains(*c)).filter_map(|(i, _)| stem.get(..i));
    let folders = whole.ancestors().skip(1).filter_map(|f| f.file_name()?.to_str());
    let mut names = std::iter::once(stem).chain(prefixes).chain(folders);
    let known = names.find(|name| schemas.table(name).is_some()).map(str::to_owned);
    known.ok_or_else(|| {
        Failure::plain(format!(
            "{}: neither the file nor its folders are named after a table; say --table NAME={}",
            path.display(),
            path.display()
        ))
    })
}
