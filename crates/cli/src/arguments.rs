//! What can be written on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Run KQL hunts, unchanged, over your own mail and exports.
#[derive(Debug, Parser)]
#[command(name = "lurcher", version, max_term_width = 100)]
pub struct Lurcher {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a query and show its rows.
    Query(Query),
    /// Parse and bind a query; read nothing.
    Check(Check),
}

/// Where rows come from.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// A file, folder, glob, .zip or .gz of mail, exports, message traces or Parquet; may be given again.
    #[arg(long = "data", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The same for one table, whatever the file is called.
    #[arg(long = "table", value_name = "NAME=PATH")]
    pub tables: Vec<String>,
    /// A side's columns only (xdr, sentinel), or a JSONL file of tables and functions to add.
    #[arg(long, value_name = "xdr|sentinel|FILE")]
    pub schema: Vec<String>,
    /// A domain of your own, which tells inbound mail from outbound where headers do not; may be given again.
    #[arg(long = "own-domain", value_name = "DOMAIN")]
    pub own_domains: Vec<String>,
}

/// Which moment the query believes it is.
#[derive(Debug, Clone, Args)]
pub struct Clock {
    /// The moment of now(): a datetime, or `data` for that of the newest row.
    #[arg(long, value_name = "T|data")]
    pub now: Option<String>,
    /// Hide what arrived later, and take this for now() too unless --now says otherwise.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Query {
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
    /// A value for `declare query_parameters`.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Show at most so many rows; the count of all is still told.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Show the bound tree and the plans instead of rows.
    #[arg(long)]
    pub explain: bool,
    /// Read JSONL {"id","kql"} on standard input, write one JSON line each.
    #[arg(long, conflicts_with_all = ["text", "file"])]
    pub batch: bool,
}

#[derive(Debug, Args)]
pub struct Check {
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
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// Read JSONL {"id","kql"} on standard input, write one JSON line each.
    #[arg(long, conflicts_with_all = ["text", "file"])]
    pub batch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Ndjson,
    Csv,
    Parquet,
    Html,
}
