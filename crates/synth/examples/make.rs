//! Makes a company's mail: `cargo run --release -p lurcher-synth --example make -- 5000000 60 parquet out`.

use std::path::PathBuf;
use std::time::Instant;

use lurcher_synth::{Format, Options, Plan, write};
use lurcher_types::time::format_datetime_wire;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: make MESSAGES DAYS eml|ndjson|parquet OUT");
    let options = Options { messages: next()?.parse()?, days: next()?.parse()?, ..Options::default() };
    let format = Format::from_name(&next()?).ok_or("the format is eml, ndjson or parquet")?;
    let out = PathBuf::from(next()?);
    let start = Instant::now();
    let plan = Plan::new(&options)?;
    let written = write(&plan, format, &out)?;
    written.rows.iter().for_each(|(table, rows)| println!("{table}: {rows} rows"));
    println!("{:.1} s; the clock is {}", start.elapsed().as_secs_f64(), format_datetime_wire(options.now));
    for story in &plan.stories {
        let traces: Vec<String> = story.traces.iter().map(|t| format!("{}: {}", t.hunt, t.evidence)).collect();
        println!("{}: {} ({}) → {}", story.name, story.what, story.amount(), traces.join(", "));
    }
    Ok(())
}
