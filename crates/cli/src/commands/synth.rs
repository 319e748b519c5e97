use crate::arguments::{Synth, SynthFormat};
use crate::data::{schemas, unknown_table};
use crate::failure::Failure;
use crate::output::terminal::Style;
use crate::output::write_text;
use lurcher_synth::any_table::{RowOptions, write_table};
use lurcher_synth::company::DOMAIN;
use lurcher_synth::{DEFAULT_NOW, Format, Options, Plan, write};
use lurcher_types::time::{format_datetime_wire, parse_datetime};
use std::process::ExitCode;
use std::time::Instant;

/// `lurcher synth`: makes up a company's mail, or rows for any table.
pub fn run(synth: &Synth) -> Result<ExitCode, Failure> {
    let unreadable = |text: &str| Failure::plain(format!("`{text}` cannot be read as a datetime"));
    let now = match synth.now.as_deref() {
        Some(text) => parse_datetime(text).ok_or_else(|| unreadable(text))?,
        None => DEFAULT_NOW,
    };
    if !synth.tables.is_empty() {
        return rows(synth, now);
    }
    let options =
        Options { messages: synth.messages, days: synth.days, seed: synth.seed, now, stories: !synth.no_stories };
    let format = match synth.format {
        SynthFormat::Eml => Format::Eml,
        SynthFormat::Ndjson => Format::Ndjson,
        SynthFormat::Parquet => Format::Parquet,
    };
    let start = Instant::now();
    let plan = Plan::new(&options).map_err(Failure::plain)?;
    let written = write(&plan, format, &synth.out)
        .map_err(|e| Failure::plain(format!("{} cannot be written: {e}", synth.out.display())))?;
    let seconds = start.elapsed().as_secs_f64();
    write_text(None, &told(&plan, &written.rows, synth, seconds))?;
    Ok(ExitCode::SUCCESS)
}

/// Rows for the tables that `--table` names.
fn rows(synth: &Synth, now: i64) -> Result<ExitCode, Failure> {
    let schemas = schemas(&synth.schema)?;
    let options = RowOptions { rows: synth.rows, seed: synth.seed, now };
    let mut out = String::new();
    for name in &synth.tables {
        let matches = |known: &&str| lurcher_semantics::matches_wildcard(name, known);
        let known: Vec<&str> = schemas.names().into_iter().filter(matches).collect();
        if known.is_empty() {
            return Err(unknown_table(name, &schemas));
        }
        for table in known.into_iter().filter_map(|known| schemas.table(known)) {
            write_table(&table, &options, &synth.out)
                .map_err(|e| Failure::plain(format!("{} in {}: {e}", table.name, synth.out.display())))?;
            out.push_str(&format!("{}: {} rows\n", table.name, synth.rows));
        }
    }
    let now = format_datetime_wire(now);
    out.push_str(&format!("query them: lurcher query --data {} --now {now} …\n", synth.out.display()));
    write_text(None, &out)?;
    Ok(ExitCode::SUCCESS)
}

fn told(plan: &Plan, rows: &[(&'static str, u64)], synth: &Synth, seconds: f64) -> String {
    let style = Style::of(false);
    let now = format_datetime_wire(plan.options().now);
    let mut out = format!("wrote {} in {seconds:.1} s; the mail ends at {now}\n", synth.out.display());
    for (table, count) in rows {
        out.push_str(&format!("  {table}: {count}{}\n", if *table == "mail" { " messages" } else { " rows" }));
    }
    if !plan.stories.is_empty() {
        out.push_str("planted, and the hunts of packs/mail-starter that should find it:\n");
    }
    for story in &plan.stories {
        let hunts: Vec<&str> = story.traces.iter().map(|t| t.hunt).collect();
        let mut evidence: Vec<&str> = story.traces.iter().map(|t| t.evidence.as_str()).collect();
        evidence.dedup();
        let head = style.bold(&format!("{} → {}", story.name, hunts.join(", ")));
        let (what, amount, evidence) = (&story.what, story.amount(), evidence.join(", "));
        out.push_str(&format!("  {head}\n    {what} ({amount}; look for {evidence})\n"));
    }
    if !plan.look_alikes.is_empty() {
        out.push_str("harmless look-alikes, and the exclusions that are there for them:\n");
    }
    for alike in &plan.look_alikes {
        let head = style.bold(&format!("{} of {}", alike.exclusion, alike.hunt));
        out.push_str(&format!("  {head}\n    {} (look for {})\n", alike.what, alike.evidence));
    }
    for (name, why) in &plan.left_out {
        out.push_str(&format!("  {name}: left out, {why}\n"));
    }
    // Raw mail does not say which domains are the company's own.
    let own = if synth.format == SynthFormat::Eml { format!(" --own-domain {DOMAIN}") } else { String::new() };
    let out_dir = synth.out.display();
    out.push_str(&format!("hunt it: lurcher hunt packs/mail-starter --data {out_dir} --now {now}{own}\n"));
    out
}
