use super::{Clock, Data};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher hunt packs/mail-starter --data mail/ --now data
  lurcher hunt rules/ one-more.yaml --data tables/ --format html --out report.html

Exit code, so that silence is never an all-clear:
  0  every rule could be judged, and none found anything
  1  at least one rule found something
  2  a rule or a part of a pack is broken, or data could not be read
  3  nothing was found, but at least one rule could not be judged: a table it reads has no data, a column
     is missing, or the data end before the time it looks at
Where several hold, 2 goes before 1, and 1 before 3. Rules tagged `overview` always have rows and never count.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Hunt {
    /// Folders of rules (Sentinel YAML, .kql), or single rule files.
    #[arg(value_name = "PACK", required = true)]
    pub packs: Vec<PathBuf>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
    #[arg(long, value_enum, default_value_t = HuntFormat::Table)]
    pub format: HuntFormat,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Rows shown of each rule's findings; without it 10 in a table, 200 in a page and all in JSON.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HuntFormat {
    /// A line per rule, then the findings.
    Table,
    /// One object: a verdict and the rows of each rule.
    Json,
    /// A page that needs nothing from the network.
    Html,
}
