use super::Reading;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher convert mail/ --own-domain contoso.com --out tables/
  lurcher convert export.zip UrlClickEvents=clicks.csv --out tables/ --keep-aside rejected/
  lurcher query 'EmailEvents | count' --data tables/

Exit code: 0 rows were written (read the report: single messages may have been rejected), 2 nothing was.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Convert {
    /// Files, folders, patterns, .zip, .gz; NAME=PATH says which table an export holds.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The folder to write to: DIR/<Table>/<yyyy-mm>/part-N.parquet. What is there already stays.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// One product's columns only, or a JSONL file of tables to add; may be given again.
    #[arg(long, value_name = "xdr|sentinel|FILE")]
    pub schema: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
    /// Copy what could not be read to this folder.
    #[arg(long, value_name = "DIR")]
    pub keep_aside: Option<PathBuf>,
    /// Files hold a month or a day each.
    #[arg(long, value_enum, default_value_t = PartitionBy::Month)]
    pub partition: PartitionBy,
    /// Keep rows that were read before, instead of leaving them out.
    #[arg(long)]
    pub keep_duplicates: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartitionBy {
    Month,
    Day,
}
