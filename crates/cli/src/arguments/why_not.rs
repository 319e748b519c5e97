use super::{Clock, Data, Exclusions, ReportFormat};
use clap::{ArgGroup, Args};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher why-not rules/spam-wave.yaml --data tables/ --now data --message '<abc@mail.example>'
  lurcher why-not rules/ --rule spam-wave --data tables/ --message 6b1f2a04-8c1d-4f0e-9c55-08dc2b6d3e11
  lurcher why-not hunt.kql --data clicks.csv --row 'AccountUpn == \"ann@contoso.example\"' --of UrlClickEvents

Exit code:
  0  the rule finds it
  1  the rule does not, and what drops it is named
  2  the rule or the data could not be read, or there is no such message or row
  3  it cannot be followed to the end";

/// One mail, or row, on its way through a rule.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("what").required(true).args(["message", "row"]))]
pub struct WhyNot {
    /// A rule file; or a folder of rules, with --rule.
    #[arg(value_name = "RULE")]
    pub rule: PathBuf,
    /// The rule of this id, name or file, where there are several.
    #[arg(long = "rule", value_name = "NAME")]
    pub name: Option<String>,
    /// The NetworkMessageId, InternetMessageId or TeamsMessageId of the mail or message, with or without `<` and `>`.
    #[arg(long, value_name = "ID")]
    pub message: Option<String>,
    /// Any rows instead: a predicate in KQL over the columns of a table.
    #[arg(long, value_name = "PREDICATE")]
    pub row: Option<String>,
    /// The table that the predicate is over, where the rule reads several.
    #[arg(long, value_name = "TABLE", conflicts_with = "message")]
    pub of: Option<String>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
    /// Hide rows whose time is before this moment, as a hunt would.
    #[arg(long, value_name = "T")]
    pub from: Option<String>,
    /// Hide rows whose time is at or after this moment.
    #[arg(long, value_name = "T")]
    pub to: Option<String>,
    /// A value for the rule's parameter NAME; may be given again.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// Whether the rule's exclusions hide rows on the way; with preview they hide nothing.
    #[arg(long, value_enum, default_value_t = Exclusions::On)]
    pub exclusions: Exclusions,
    /// The longest that following may take, such as 90s or 10m.
    #[arg(long, value_name = "TIME", default_value = "10m")]
    pub rule_time: String,
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
}
