use super::{Clock, Data, Drafting};
use clap::{Args, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher feed build packs/mail-starter --out site/
  lurcher feed build packs/* --out site/ --tests report.json --record run.ndjson --ledger ledger.ndjson
  lurcher feed sync ../Azure-Sentinel/Hunting\\ Queries --into packs/sentinel --data tables/ --now data";

/// A site of rules, and rules kept in step with where they came from.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Feed {
    #[command(subcommand)]
    pub command: FeedCommand,
}

#[derive(Debug, Subcommand)]
pub enum FeedCommand {
    /// Write a static site: an index with filters, a page for each rule, coverage, JSON Feed and rules.json.
    Build(Box<FeedBuild>),
    /// Take the rules of a checked-out repository into a pack, with where they came from and what has changed.
    Sync(Box<FeedSync>),
}

const BUILD: &str = "\
Examples:
  lurcher feed build packs/mail-starter --out site/
  lurcher test packs/mail-starter --format json > report.json
  lurcher feed build packs/mail-starter --tests report.json --out site/ --now 2026-02-01

The site needs no server: open site/index.html. The same rules and options give the same bytes.

With --model-endpoint, a model drafts the hypothesis and the false-positive scenarios that a rule's
overlay lacks. The texts of those rules are sent there, and no rows, counts or tests; without it,
nothing is sent anywhere. What passes the checks is kept in --drafts, and the next build needs no
model:
  lurcher feed build packs/mail-starter --out site/ --drafts drafts/ \\
      --model-endpoint http://localhost:11434/v1 --model qwen3:8b
  lurcher feed build packs/mail-starter --out site/ --drafts drafts/

Exit code:
  0  the site is written
  1  the site is written, and the model's endpoint could not be asked about every rule
  2  a part of a pack is broken, and the site says so; or nothing could be written";

#[derive(Debug, Args)]
#[command(after_help = BUILD)]
pub struct FeedBuild {
    /// Folders of rules, or single rule files.
    #[arg(value_name = "PACK", required = true)]
    pub packs: Vec<PathBuf>,
    /// The folder of the site; files of an earlier build are replaced, and no others are touched.
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// The site's title; without it the name of the pack.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Where the site will stand, for the whole addresses of JSON Feed.
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// The moment of the site: said in its footer, and against which exclusions expire. Without it neither is said.
    #[arg(long, value_name = "T")]
    pub now: Option<String>,
    /// A report of `lurcher test --format json`; may be given again.
    #[arg(long = "tests", value_name = "FILE")]
    pub tests: Vec<PathBuf>,
    /// A record of `lurcher hunt`; may be given again.
    #[arg(long = "record", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// A ledger of hidden rows of `lurcher hunt`; may be given again.
    #[arg(long = "ledger", value_name = "FILE")]
    pub ledgers: Vec<PathBuf>,
    /// The checked-out folder that the pack was synced from: pages then show how each rule differs from it.
    #[arg(long, value_name = "DIR")]
    pub upstream: Option<PathBuf>,
    /// Another ATT&CK than the built-in one: a STIX bundle.
    #[arg(long, value_name = "FILE")]
    pub attack: Option<PathBuf>,
    /// One product's columns only, or a JSONL file of tables and functions to add; may be given again.
    #[arg(long, value_name = "xdr|sentinel|FILE")]
    pub schema: Vec<String>,
    /// A folder of `.kql` files with stored functions that rules call.
    #[arg(long, value_name = "DIR")]
    pub functions: Option<PathBuf>,
    #[command(flatten)]
    pub drafting: Drafting,
}

const SYNC: &str = "\
Examples:
  lurcher feed sync ../Azure-Sentinel/Hunting\\ Queries/mail --into packs/sentinel --dry-run
  lurcher feed sync ../rules --into packs/theirs --data tables/ --now data

Rule files are copied as they are; what was fetched is noted in lurcher.lock, and its source in
pack.lurcher.yaml. Overlays are never touched, nor is a rule file that somebody has changed in the pack.

Exit code:
  0  the pack is in step with the source
  1  a conflict is left: a rule was changed in the pack and in the source
  2  nothing was done, because something could not be read or written";

#[derive(Debug, Args)]
#[command(after_help = SYNC)]
pub struct FeedSync {
    /// The folder with the rules, in a checked-out repository or not.
    #[arg(value_name = "SOURCE-DIR")]
    pub source: PathBuf,
    /// The pack that takes the rules; it is made if it is not there.
    #[arg(long, value_name = "PACK")]
    pub into: PathBuf,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Delete rules that the source no longer has, where nobody has changed them and no overlay stands beside.
    #[arg(long)]
    pub prune: bool,
    /// The repository's address, where the folder's own `.git` does not say it.
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// The state of the repository, where the folder's own `.git` does not say it.
    #[arg(long, value_name = "COMMIT")]
    pub commit: Option<String>,
    /// When it was fetched; without it, when the files were.
    #[arg(long, value_name = "T")]
    pub retrieved: Option<String>,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
}
