//! Real phishing mail, if it is at hand: read as messages, hunted with the four seeds.

use crate::{kql, mail, seeds};
use lurcher_engine::catalog::{Source, TableSource};
use lurcher_ingest::{Ingest, MemorySink, Options, email_headers};
use lurcher_schema::Schemas;
use lurcher_testkit::recorded::shared_folder;
use std::sync::Arc;

#[test]
fn seeds_over_real_mail() {
    let folder = shared_folder().map(|shared| shared.join("mail/real")).filter(|folder| folder.is_dir());
    let Some(folder) = folder else {
        println!("skipped: there is no real mail");
        return;
    };
    let mut sink = MemorySink::default();
    Ingest::new(Options::default()).run(&[folder], &mut sink, &|_| {}).unwrap();
    let mails = mail::mails(&sink.tables["EmailEvents"]);
    let schemas = Schemas::builtin();
    let table = |(name, batches): (String, _)| {
        let schema = schemas.table(&name).unwrap_or_else(email_headers);
        TableSource { name, schema, sources: vec![Source::Memory(batches)] }
    };
    let tables = sink.tables.into_iter().map(table).collect();
    let engine = Arc::new(kql::engine(tables, 2));
    // The collection ends that night.
    let now = kql::ticks("2023-07-31T00:00:00Z");
    let counts = seeds::compare_all(&kql::runtime(), &engine, &mails, now).expect("the seeds lie beside the mail");
    println!("{} rows; seeds 000, 001, 002, 004 answer {counts:?} rows, as counted", mails.len());
    let [contacts, days, partners, spam] = counts;
    assert_eq!((contacts, partners), (1, 0));
    assert!(days > 0 && spam <= 10, "{counts:?}");
}
