//! The four seeds over made-up mail in Parquet, against plain counting over the same files.

use crate::{kql, mail, seeds};
use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_schema::Schemas;
use lurcher_synth::{Format, Options, Plan, write};
use std::path::Path;
use std::sync::Arc;

#[test]
fn seeds_over_made_up_mail() {
    if seeds::seed("000").is_none() {
        println!("skipped: there are no seeds");
        return;
    }
    let options = Options { messages: 30_000, days: 90, ..Options::default() };
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::new(&options).unwrap();
    write(&plan, Format::Parquet, folder.path()).unwrap();
    let events = folder.path().join("EmailEvents");
    let mails = mail::mails(&read(&events));
    assert!(mails.len() >= 30_000);
    for threads in [1, 4] {
        let schema = Schemas::builtin().table("EmailEvents").unwrap();
        let sources = vec![Source::Folder(events.clone())];
        let table = TableSource { name: "EmailEvents".to_owned(), schema, sources };
        let engine = Arc::new(kql::engine(vec![table], threads));
        let counts = seeds::compare_all(&kql::runtime(), &engine, &mails, options.now).unwrap();
        println!("{} rows; seeds 000, 001, 002, 004 answer {counts:?} rows, as counted", mails.len());
        assert!(counts.iter().all(|rows| *rows > 0), "a hunt that finds nothing tests nothing: {counts:?}");
    }
}

/// Every row of a folder of Parquet, without the engine.
fn read(folder: &Path) -> Vec<RecordBatch> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    paths.sort();
    let batches = |path| {
        let file = std::fs::File::open(path).unwrap();
        ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap().map(Result::unwrap)
    };
    paths.into_iter().flat_map(batches).collect()
}
