use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Docs {
    /// The folder of the pages on the language.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder of the pages on the checks of `lurcher lint`.
    #[arg(long, value_name = "DIR")]
    pub lint: Option<PathBuf>,
    /// The page on rule files, whose tables are written anew.
    #[arg(long, value_name = "FILE")]
    pub rule_files: Option<PathBuf>,
}
