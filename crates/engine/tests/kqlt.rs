//! Runs the cases in `tests/kqlt`. With `LURCHER_KQLT=rewrite` the files are completed instead: what came out is
//! written down, to be judged.

use crate::kql;
use lurcher_testkit::Table;
use lurcher_testkit::kqlt::{ErrorAtPlace, Outcome, Report, files, run_file};
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

#[test]
fn the_cases_of_all_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kqlt");
    let rewrite = std::env::var_os("LURCHER_KQLT").is_some_and(|v| v == "rewrite");
    let runtime = kql::runtime();
    let mut report = Report::default();
    let found = files(&folder);
    assert!(!found.is_empty(), "there are no files in {}", folder.display());
    for path in found {
        let mut run = |query: &str, now: &str, tables: &[Table]| run(&runtime, query, now, tables);
        run_file(&path, rewrite, &mut run, &mut report).unwrap();
    }
    println!("{report}");
    assert!(report.failures.is_empty(), "{report}");
}

fn run(runtime: &Runtime, query: &str, now: &str, tables: &[Table]) -> Result<Outcome, ErrorAtPlace> {
    let sources = tables.iter().map(|t| kql::memory(t, 1000)).collect();
    let engine = Arc::new(kql::engine(sources, 2));
    match kql::query(runtime, engine, kql::request(query, now)) {
        Ok(tables) => Ok(Outcome { tables: tables.iter().map(kql::comparable).collect() }),
        Err(d) => Err(ErrorAtPlace {
            code: d.code.to_owned(),
            start: d.span.start as usize,
            end: d.span.end as usize,
            message: d.to_string(),
        }),
    }
}
