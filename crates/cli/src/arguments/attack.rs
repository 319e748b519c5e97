use super::{Data, Known};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher attack                              the release that is built in, and its tactics
  lurcher attack T1566.002                    one technique; retired ids lead to what has taken their place
  lurcher attack InitialAccess                the techniques of a tactic
  lurcher attack 'phishing'                   techniques by a part of their name
  lurcher attack T1566.002 packs/mail-starter with the rules that are mapped to it, and their state
  lurcher attack T1566.002 --attack enterprise-attack-19.0.json";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Attack {
    /// A technique, a tactic, or a part of a name.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Folders of rules, or single rule files, to be shown with the technique.
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    #[command(flatten)]
    pub known: Known,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub data: Data,
}
