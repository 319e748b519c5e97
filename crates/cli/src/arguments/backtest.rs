use super::{Data, Exclusions, RuleLimits};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher backtest rules/spam-wave.yaml --data tables/ --from 2026-01-01 --to 2026-01-31
  lurcher backtest rules/ --rule spam-wave --data tables/ --from 2026-01-01 --to 2026-01-31 --format json
  lurcher backtest rule.kql --data tables/ --from 2026-01-01 --to 2026-01-02 --frequency 1h --lookback 4h

Exit code:
  0  no run fired
  1  at least one did
  2  the rule or the data could not be read, or a run failed
  3  no run fired, and at least one could not be judged";

/// A rule, replayed run by run over data of the past.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Backtest {
    /// A rule file; or a folder of rules, with --rule.
    #[arg(value_name = "RULE")]
    pub rule: PathBuf,
    /// The rule of this id, name or file, where there are several.
    #[arg(long = "rule", value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub data: Data,
    /// The clock of the first run.
    #[arg(long, value_name = "T")]
    pub from: String,
    /// No run is later than this.
    #[arg(long, value_name = "T")]
    pub to: String,
    /// How often the rule runs: its own queryFrequency, else 1d, if left out.
    #[arg(long, value_name = "TIME")]
    pub frequency: Option<String>,
    /// How far back a run sees: its own queryPeriod if left out; without one the query's own ago(…), else 1d.
    #[arg(long, value_name = "TIME")]
    pub lookback: Option<String>,
    /// A value for the rule's parameter NAME; may be given again.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// What the rule's exclusions do; each is in force by the clock of each run.
    #[arg(long, value_enum, default_value_t = Exclusions::On)]
    pub exclusions: Exclusions,
    #[command(flatten)]
    pub limits: RuleLimits,
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For reading.
    Table,
    /// One object.
    Json,
}
