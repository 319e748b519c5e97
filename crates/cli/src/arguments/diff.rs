use super::{Clock, Data, Exclusions, ReportFormat, RuleLimits};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher diff spam-wave.yaml changed/spam-wave.yaml --data tables/ --now data
  lurcher diff upstream-old/ upstream-new/ --data tables/ --now data --format json

Each version runs with the overlay beside it: without one on either side, compare with --exclusions off.

Exit code:
  0  the same findings
  1  other findings
  2  a rule did not run, a pack is broken, or data could not be read
  3  the same findings, but a rule could not be judged";

/// Two versions of a rule or a pack, and the findings that are new, lost and common.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Diff {
    /// A rule file, or a folder of rules.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The same, changed. Rules are the same if their ids are, else if their files are called alike.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
    /// What the exclusions of either version do.
    #[arg(long, value_enum, default_value_t = Exclusions::On)]
    pub exclusions: Exclusions,
    #[command(flatten)]
    pub limits: RuleLimits,
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
    /// Findings shown of each rule in a table.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}
