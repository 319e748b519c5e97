use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher schema overlay > overlay.schema.json
  lurcher schema rule -o rule.schema.json

An editor that knows YAML takes the file by a line at the top of a rule:
  # yaml-language-server: $schema=./overlay.schema.json";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Schema {
    #[arg(value_enum, value_name = "FILE KIND")]
    pub kind: SchemaKind,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// A Sentinel hunting query or analytic rule.
    Rule,
    /// `<name>.lurcher.yaml` beside a rule.
    Overlay,
    /// `pack.lurcher.yaml`.
    Pack,
    /// A custom detection of Defender.
    CustomDetection,
}
