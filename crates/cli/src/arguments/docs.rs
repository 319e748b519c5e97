use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Docs {
    /// The folder to write the pages to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
