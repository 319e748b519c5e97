//! Mail and exports become typed batches of Defender's tables.
//!
//! ```text
//! paths ─► source (folders, zip, gz, which kind?) ─► mail     ┐
//!                                                 ─► exports  ┴─► rows ─► run (dedupe, batches) ─► sink
//! ```
//!
//! [`Ingest::run`] reads everything it is given and stops for nothing but a broken sink: what cannot be read is named
//! in the [`Report`] and, if wished, kept aside. Memory stays flat however many messages there are.

mod dedupe;
mod digest;
mod error;
mod exports;
pub mod external;
mod mail;
mod options;
mod report;
mod rows;
mod run;
mod sink;
mod source;
mod tables;

pub use error::IngestError;
pub use options::{DateOrder, Limits, Options};
pub use report::{Misfits, Progress, Rejection, Report};
pub use run::Ingest;
pub use sink::{MemorySink, ParquetOptions, ParquetSink, Partition, Sink};
pub use tables::email_headers;
