//! Showing answers.

pub mod csv;
pub mod html;
pub mod json;
pub mod parquet;
pub mod table;
pub mod terminal;

use crate::failure::Failure;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Where output goes: a file, or standard output. A closed pipe ends the program quietly.
pub fn writer(out: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    match out {
        Some(path) => {
            let file = File::create(path).map_err(|e| Failure::plain(format!("{}: {e}", path.display())))?;
            Ok(Box::new(BufWriter::new(file)))
        }
        None => Ok(Box::new(BufWriter::new(std::io::stdout().lock()))),
    }
}

/// Refuses a file that cannot be written, before the work whose outcome would go there; what it holds stays.
pub fn can_be_written(path: &Path) -> Result<(), Failure> {
    let opened = File::options().append(true).create(true).open(path);
    opened.map(drop).map_err(|e| Failure::plain(format!("{}: {e}", path.display())))
}

/// `1 row`, `2 rows`
pub fn counted(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Writes a whole text.
pub fn write_text(out: Option<&Path>, text: &str) -> Result<(), Failure> {
    let mut writer = writer(out)?;
    writer.write_all(text.as_bytes())?;
    writer.flush()?;
    Ok(())
}
