use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher synth --messages 20000 --days 60 --out demo/
  lurcher hunt packs/mail-starter --data demo/ --now data
  lurcher synth --no-stories --out quiet/
  lurcher synth --table SigninLogs --table 'Device*' --rows 10000 --out rows/

With --table the rows are believable, cover the fourteen days before the clock, and tell no story: enough to see a hunt run.
The same options give the same rows on every machine. Everybody in it is made up.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Synth {
    /// Make rows for this known table instead, or for all that match a pattern with `*`; may be given again.
    #[arg(long = "table", value_name = "NAME", conflicts_with_all = ["messages", "days", "format"])]
    pub tables: Vec<String>,
    /// How many rows each of these tables gets.
    #[arg(long, value_name = "N", default_value_t = 10_000, requires = "tables")]
    pub rows: usize,
    /// A file of further tables, as for `query`; may be given again.
    #[arg(long, value_name = "FILE", requires = "tables")]
    pub schema: Vec<String>,
    /// Mails in all, the planted ones included.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub messages: usize,
    /// Over how many days.
    #[arg(long, value_name = "D", default_value_t = 60)]
    pub days: u32,
    /// Another seed is another company.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// When the mail ends; without it on a fixed day, so that runs can be compared.
    #[arg(long, value_name = "T")]
    pub now: Option<String>,
    /// Plant no attacks and no look-alikes: what a hunt finds then is noise.
    #[arg(long, conflicts_with = "tables")]
    pub no_stories: bool,
    #[arg(long, value_enum, default_value_t = SynthFormat::Parquet)]
    pub format: SynthFormat,
    /// The folder to write to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SynthFormat {
    /// A raw file per mail, as a mail server stores it.
    Eml,
    /// A file per table, one JSON object a line, as an export has it.
    Ndjson,
    /// A folder per table, ready to query.
    Parquet,
}
