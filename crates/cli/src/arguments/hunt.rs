use super::{Clock, Data};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher hunt packs/mail-starter --data mail/ --now data
  lurcher hunt rules/ one-more.yaml --data tables/ --format html --out report.html
  lurcher hunt rules/ --data tables/ --exclusions preview      what would the exclusions hide?
  lurcher hunt rules/ --data tables/ --ledger hidden.ndjson    every finding that they hide, whole
  lurcher hunt rules/ --data tables/ --availability            which rules have the data they need?
  lurcher hunt rules/ --data tables/ --record runs.ndjson      what ran over which data, and what came of it
  lurcher hunt rules/ --data tables/ --severity medium --technique T1566 --param days=14d
  lurcher hunt rules/ --data tables/ --from 2026-01-01 --to 2026-02-01 --jobs 4

Exit code, so that silence is never an all-clear:
  0  every rule could be judged, and none found anything
  1  at least one rule found something
  2  a rule, an exclusion or a part of a pack is broken, or data could not be read
  3  nothing was found, but at least one rule could not be judged: a table it reads has no data, a column
     is missing, the data end before the time it looks at, or it was ended at a limit
Where several hold, 2 goes before 1, and 1 before 3. Rules tagged `overview` always have rows and never count.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Hunt {
    /// Folders of rules (Sentinel YAML, custom detections, .kql, Markdown), or single rule files.
    #[arg(value_name = "PACK", required = true)]
    pub packs: Vec<PathBuf>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub running: Running,
    /// What the packs' exclusions do: hide rows, nothing, or nothing but tell what they would hide.
    #[arg(long, value_enum, default_value_t = Exclusions::On)]
    pub exclusions: Exclusions,
    /// Where every finding that exclusions hide is written, whole; without it `hunt.ledger.ndjson` beside --record or --out.
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Run no rule: say which tables and columns each needs, and which the data have and fill.
    ///
    /// Exit code: 0 every rule has all that it needs, 2 a rule or a part of a pack is broken, 3 anything else.
    #[arg(long, conflicts_with_all = ["record", "ledger"])]
    pub availability: bool,
    /// A line of JSON for each rule: its query's hash, its window, the data's fingerprint, rows in and out, findings.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t = HuntFormat::Table)]
    pub format: HuntFormat,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Rows shown of each rule's findings; without it 10 in a table, 200 in a page and all in JSON.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Which rules run, and with which values.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Rules")]
pub struct Choice {
    /// Only the rule of this id, name or file; may be given again.
    #[arg(long = "rule", value_name = "RULE")]
    pub rules: Vec<String>,
    /// Only rules of this severity or above.
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<String>,
    /// Only rules with this tag; may be given again.
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Only rules of this ATT&CK technique or one below it, such as T1566; may be given again.
    #[arg(long = "technique", value_name = "ID")]
    pub techniques: Vec<String>,
    /// Only rules of this ATT&CK tactic, such as InitialAccess; may be given again.
    #[arg(long = "tactic", value_name = "NAME")]
    pub tactics: Vec<String>,
    /// A value for the parameter NAME of every rule that has it, or of RULE alone; may be given again.
    #[arg(long = "param", value_name = "[RULE.]NAME=VALUE")]
    pub parameters: Vec<String>,
}

/// How rules are run.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Running")]
pub struct Running {
    /// Hide rows whose time is before this moment.
    #[arg(long, value_name = "T")]
    pub from: Option<String>,
    /// Hide rows whose time is at or after this moment.
    #[arg(long, value_name = "T")]
    pub to: Option<String>,
    /// Rules that run at the same time; without it as many as this machine has cores. Answers do not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    #[command(flatten)]
    pub limits: RuleLimits,
}

/// What one rule may use.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Running")]
pub struct RuleLimits {
    /// The longest that a query of a rule may run, such as 90s or 10m; a rule that is ended has the verdict `ended`.
    #[arg(long, value_name = "TIME", default_value = "10m")]
    pub rule_time: String,
    /// The most rows that a rule may answer with; the first too many ends it.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub rule_rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Exclusions {
    /// Rows that are excluded are hidden; a hunt writes them to its ledger.
    On,
    /// Nothing is hidden.
    Off,
    /// Nothing is hidden; a hunt shows what each exclusion would hide.
    Preview,
}

impl Exclusions {
    pub const fn name(self) -> &'static str {
        match self {
            Exclusions::On => "on",
            Exclusions::Off => "off",
            Exclusions::Preview => "preview",
        }
    }
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
