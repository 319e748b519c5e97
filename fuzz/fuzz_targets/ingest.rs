//! Any bytes under any name that `--data` reads: no panic, and what is not read is named. `cargo +nightly fuzz run ingest`.
//!
//! The first byte chooses the name, the rest is the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lurcher_ingest::{Ingest, MemorySink, Options};
use std::path::PathBuf;
use std::sync::LazyLock;

const NAMES: [&str; 9] =
    ["m.eml", "m.mbox", "EmailEvents.csv", "trace.csv", "EmailEvents.json", "EmailEvents.ndjson", "m.zip", "m.eml.gz", "m"];

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("lurcher-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the file");
    folder
});

fuzz_target!(|input: &[u8]| {
    let Some((first, content)) = input.split_first() else { return };
    let path = FOLDER.join(NAMES[usize::from(*first) % NAMES.len()]);
    std::fs::write(&path, content).expect("the file is written");
    let options = Options { threads: 1, ..Options::default() };
    let report = Ingest::new(options).run(std::slice::from_ref(&path), &mut MemorySink::default(), &|_| {});
    std::fs::remove_file(&path).expect("the file is removed");
    let report = report.expect("nothing but a sink stops a run");
    assert!(report.files > 0 || !report.rejections.is_empty());
});
