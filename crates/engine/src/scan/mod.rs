//! One KQL table over Parquet files that keep their own units and types, and over batches in memory.
//!
//! ```text
//! DataFile ──bind──► BoundFile ──prune──► live row groups ──deal──► partitions ──adapter──► KQL columns
//! ```
//!
//! A file is never rewritten: [`adapter`] puts conversions over its columns, and moves comparisons into the file's
//! own units, so that row groups and pages are still skipped by their statistics.

mod adapter;
mod bound_file;
mod comparison;
mod conversion;
mod convert;
mod converted;
mod data_file;
mod deal;
mod dictionary;
mod in_turn;
mod missed;
mod prune;
mod reader;
mod rewrite;
mod row_groups;
mod table;
mod unit;

pub use bound_file::{BoundColumn, BoundFile};
pub use conversion::{Conversion, conversion};
pub use converted::MISSED_VALUES;
pub use data_file::DataFile;
pub use dictionary::{AnswersOf, TextOf};
pub use in_turn::InTurnExec;
pub use missed::missed_values;
pub use table::{PRUNED_ROW_GROUPS, ScanTable};
pub use unit::{Scale, Unit};

pub(crate) use bound_file::bind_batch;
