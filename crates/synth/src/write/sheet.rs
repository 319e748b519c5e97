//! A table in the making, whatever the format.

use std::io;
use std::path::Path;

use crate::tables::Column;

pub trait Sheet: Sized {
    fn create<R>(out: &Path, name: &'static str, columns: &[Column<R>]) -> io::Result<Self>;
    fn rows<R>(&mut self, columns: &[Column<R>], rows: impl Iterator<Item = R>) -> io::Result<()>;
    /// The table's name and its number of rows.
    fn finish(self) -> io::Result<(&'static str, u64)>;
}
