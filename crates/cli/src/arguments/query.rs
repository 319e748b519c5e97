use super::{Clock, Data};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher query 'EmailEvents | take 5' --data mail.zip
  lurcher query -f hunt.kql --data tables/ --now data --format csv > rows.csv
  lurcher query -f trend.kql --data tables/ --format html --out trend.html
  echo 'print now()' | lurcher query - --now 2026-01-15
  lurcher query 'declare query_parameters(d:string); EmailEvents | where SenderFromDomain == d' \\
      --param d=contoso.com --data tables/

Exit code: 0 the query ran, 2 it did not (or data could not be read).";

/// A query, and what it is asked of.
#[derive(Debug, Args)]
pub struct Asked {
    /// The query's text, or `-` for standard input.
    #[arg(value_name = "TEXT|-", required_unless_present_any = ["file", "batch"])]
    pub text: Option<String>,
    /// Read the query from a file.
    #[arg(short, long, value_name = "FILE", conflicts_with = "text")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
    /// A value for `declare query_parameters`; may be given again.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
}

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Query {
    #[command(flatten)]
    pub asked: Asked,
    /// How rows are shown. After `render`, table and html show a chart too.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Show at most so many rows; the count of all is still told.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Show the bound tree and the plans instead of rows.
    #[arg(long)]
    pub explain: bool,
    /// Read JSONL {"id","kql"} on standard input, write one JSON line each.
    #[arg(long, conflicts_with_all = ["text", "file", "out", "explain"])]
    pub batch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns that fit the terminal.
    Table,
    /// One object with everything: columns, rows, warnings, render.
    Json,
    /// One object a row.
    Ndjson,
    Csv,
    /// A Parquet file; needs --out.
    Parquet,
    /// A page that needs nothing from the network.
    Html,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 the query binds, 2 it does not; with --batch each line says.")]
pub struct Check {
    #[command(flatten)]
    pub asked: Asked,
    /// Read JSONL {"id","kql"} on standard input, write one JSON line each.
    #[arg(long, conflicts_with_all = ["text", "file"])]
    pub batch: bool,
}
