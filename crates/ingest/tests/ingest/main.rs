//! Everything that goes in and everything that must come out, through the public face of the crate.

mod archives;
mod duplicates;
mod exports;
mod headers;
mod hostile;
mod messages;
mod parquet;
mod real;
mod traces;
mod world;
