//! Reads mail and exports, prints the report and how long it took; with `--to DIR` also writes Parquet.
//!
//! `cargo run --release -p lurcher-ingest --example read -- mail/ UrlClickEvents=clicks.csv`

use std::path::PathBuf;
use std::time::Instant;

use lurcher_ingest::{Ingest, IngestError, MemorySink, Options, ParquetOptions, ParquetSink};

fn main() -> Result<(), IngestError> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let to = paths.iter().position(|p| p.as_os_str() == "--to");
    let directory = to.filter(|at| at + 1 < paths.len()).map(|at| paths.drain(at..at + 2).next_back());
    let ingest = Ingest::new(Options::default());
    let started = Instant::now();
    let report = match directory.flatten() {
        Some(directory) => ingest.run(&paths, &mut ParquetSink::new(directory, ParquetOptions::default()), &|_| {})?,
        None => ingest.run(&paths, &mut MemorySink::default(), &|_| {})?,
    };
    let seconds = started.elapsed().as_secs_f64();
    print!("{report}");
    println!(
        "{seconds:.2} s: {:.0} messages/s, {:.0} exported rows/s",
        report.messages as f64 / seconds,
        report.records as f64 / seconds
    );
    Ok(())
}
