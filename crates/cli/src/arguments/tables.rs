use super::Data;
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  lurcher tables --data mail/          the tables that have rows, and from when to when
  lurcher tables EmailEvents           its columns
  lurcher tables 'Email*'              all known tables of that name";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Tables {
    /// A table, or a pattern with `*`.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub data: Data,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}
