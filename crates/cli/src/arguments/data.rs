//! Which data, and which clock: the same for every subcommand that reads.

use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Where rows come from.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Data")]
pub struct Data {
    /// A file, folder, pattern, .zip or .gz of mail, exports, message traces or Parquet; may be given again.
    ///
    /// Parquet is queried where it lies: `EmailEvents.parquet`, `EmailEvents-2026.parquet`, or any file below a folder
    /// named after its table. Everything else is read into a temporary folder first, which is deleted at the end;
    /// `lurcher convert` does that once and for all.
    #[arg(long = "data", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The same for one table, whatever the file is called; may be given again.
    #[arg(long = "table", value_name = "NAME=PATH")]
    pub tables: Vec<String>,
    /// One product's columns only, or a JSONL file of tables and functions to add; may be given again.
    #[arg(long, value_name = "xdr|sentinel|FILE")]
    pub schema: Vec<String>,
    /// A database of locations in MaxMind's format, for geo_info_from_ip_address().
    #[arg(long, value_name = "FILE.mmdb")]
    pub geoip: Option<PathBuf>,
    /// Patterns of user agents, the `regexes.yaml` of the project uap-core, for parse_user_agent().
    #[arg(long, value_name = "FILE.yaml")]
    pub user_agents: Option<PathBuf>,
    /// A file or folder that stands for an address, or its beginning, in `externaldata`; may be given again.
    #[arg(long = "external", value_name = "URL=PATH")]
    pub external: Vec<String>,
    /// A host that `externaldata` may read from, over https; may be given again. Without it nothing is fetched.
    #[arg(long = "fetch", value_name = "HOST")]
    pub fetch: Vec<String>,
    /// A folder of CSV files with headers, each a watchlist of its name for `_GetWatchlist`.
    #[arg(long, value_name = "DIR")]
    pub watchlists: Option<PathBuf>,
    /// The name that `database("NAME")` gives to the data at hand; another database is refused.
    #[arg(long, value_name = "NAME")]
    pub database: Option<String>,
    /// A folder of `.kql` files with stored functions: `.create-or-alter function` commands, or queries named by their files.
    #[arg(long, value_name = "DIR")]
    pub functions: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

impl Data {
    /// What the command line says of tables and functions, and no rows.
    pub fn without_rows(schema: &[String], functions: Option<&Path>) -> Data {
        Data {
            paths: Vec::new(),
            tables: Vec::new(),
            schema: schema.to_vec(),
            geoip: None,
            user_agents: None,
            external: Vec::new(),
            fetch: Vec::new(),
            watchlists: None,
            database: None,
            functions: functions.map(Path::to_owned),
            reading: Reading { own_domains: Vec::new(), mailbox: None, dates: DateOrder::MonthFirst },
        }
    }
}

/// How mail and exports are understood. Parquet needs none of this.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Data")]
pub struct Reading {
    /// A domain of your own, which tells inbound mail from outbound where headers do not; may be given again.
    #[arg(long = "own-domain", value_name = "DOMAIN")]
    pub own_domains: Vec<String>,
    /// The mailbox the mail was taken from: the recipient of all of it.
    #[arg(long, value_name = "ADDRESS")]
    pub mailbox: Option<String>,
    /// How an export's 3/4/2026 is read.
    #[arg(long, value_enum, default_value_t = DateOrder::MonthFirst)]
    pub dates: DateOrder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

/// Which moment the query believes it is.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Clock")]
pub struct Clock {
    /// The moment of now(): a datetime, or `data` for that of the newest row. Without it, this machine's clock.
    #[arg(long, value_name = "T|data")]
    pub now: Option<String>,
    /// Hide what happened later, and take this for now() too unless --now says otherwise.
    #[arg(long, value_name = "T")]
    pub as_of: Option<String>,
}
