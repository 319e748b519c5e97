use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher fmt hunt.kql rules/*.yaml      lay these files out
  lurcher fmt --check rules/*.yaml       which of them would change?
  lurcher fmt - < hunt.kql               lay a text out, touch no file

Exit code:
  0  all is laid out
  1  with --check, a file would change
  2  a text is no KQL, or a file could not be read or written; such a file stays as it is";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Fmt {
    /// Query texts (.kql, .csl, .kusto, .txt) and Sentinel rules (.yaml, .yml); `-` for standard input.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write nothing; list what would change.
    #[arg(long)]
    pub check: bool,
}
