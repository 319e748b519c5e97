//! Reading mail and exports into a sink, with progress on a terminal.

use crate::arguments::{DateOrder, Reading};
use crate::failure::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use lurcher_ingest::{Ingest, Options, Report, Sink};
use lurcher_schema::Schemas;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So many rejections are named before a query's answer; `convert` names all.
const SHOWN_REJECTIONS: usize = 10;

pub fn read(
    paths: &[PathBuf],
    reading: &Reading,
    schemas: &Schemas,
    keep_aside: Option<&Path>,
    deduplicate: bool,
    sink: &mut dyn Sink,
) -> Result<Report, Failure> {
    let options = Options {
        schemas: schemas.clone(),
        own_domains: reading.own_domains.clone(),
        mailbox: reading.mailbox.clone(),
        date_order: match reading.dates {
            DateOrder::MonthFirst => lurcher_ingest::DateOrder::MonthFirst,
            DateOrder::DayFirst => lurcher_ingest::DateOrder::DayFirst,
        },
        keep_aside: keep_aside.map(Path::to_owned),
        deduplicate,
        ..Options::default()
    };
    // Drawn on standard error, and only if that is a terminal.
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    let report = Ingest::new(options).run(paths, sink, &|p| {
        let mib = p.bytes >> 20;
        bar.set_message(format!(
            "reading: {} files, {} messages, {} exported rows, {mib} MiB, {} rejected",
            p.files, p.messages, p.records, p.rejected
        ));
    });
    bar.finish_and_clear();
    report.map_err(Failure::plain)
}

/// Says on standard error what was not read, or not as it stands.
pub fn warn(report: &Report) {
    let mut shown = report.clone();
    shown.rejections.truncate(SHOWN_REJECTIONS);
    let surprising = |line: &&str| !line.starts_with("read: ") && !is_row_count(line);
    for line in shown.to_string().lines().filter(surprising) {
        eprintln!("data: {line}");
    }
}

/// `EmailEvents: 12 rows`, which surprises nobody.
fn is_row_count(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(table, rows)| !table.contains(' ') && rows.ends_with(" rows"))
}
