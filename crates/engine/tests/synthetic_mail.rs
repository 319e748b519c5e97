//! The four seeds over made-up mail in Parquet, against plain counting over the same files.

use crate::mail::Mail;
use crate::{kql, mail, seeds};
use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_engine::{Engine, Reason, Request, RowsOf, Until};
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
        if threads == 4 {
            follow(&engine, &mails, &counts, options.now);
        }
    }
}

/// Mails here and there through each seed: found or dropped, and the rows of the answer stay what they are.
fn follow(engine: &Engine, mails: &[Mail], counts: &[usize], now: i64) {
    let (mut found, mut dropped) = (0, 0);
    for (number, count) in ["000", "001", "002", "004"].iter().zip(counts) {
        let Some(text) = seeds::seed(number) else { continue };
        let request = Request { text, now, ..Request::default() };
        for mail in mails.iter().rev().step_by(mails.len() / 8) {
            let predicate = format!("NetworkMessageId == '{}'", mail.id);
            let wanted = [RowsOf { table: "EmailEvents".to_owned(), predicate }];
            let followed = kql::runtime().block_on(engine.follow(&request, &wanted, Until::Dropped)).unwrap();
            let [result] = followed.results.as_slice() else { panic!("{number}: one answer") };
            assert_eq!(result.rows, *count as u64, "{number}: a trace changes no answer");
            let operators = followed.pipes.iter().flat_map(|p| &p.operators);
            let reasons: Vec<&Reason> = operators.flat_map(|o| &o.drops).map(|d| &d.reason).collect();
            assert!(!reasons.contains(&&Reason::Predicate(Vec::new())), "{number}: {reasons:?}");
            match result.bits.is_empty() {
                true => {
                    assert!(!reasons.is_empty(), "{number}: {} is not found, and nothing drops it", mail.id);
                    dropped += 1;
                }
                false => found += 1,
            }
        }
    }
    println!("{found} mails found by seeds, {dropped} dropped");
    assert!(found > 0 && dropped > 0);
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
