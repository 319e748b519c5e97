use super::Data;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher coverage packs/mail-starter                               what is mapped, and do its tests pass?
  lurcher hunt packs/mail-starter --data tables/ --now data --record runs.ndjson
  lurcher coverage packs/mail-starter --data tables/ --record runs.ndjson
  lurcher coverage rules/ --technique T1566.002                     one technique and its rules
  lurcher coverage rules/ --format html --out coverage.html         a heat map
  lurcher coverage rules/ --format navigator --out layer.json       a layer for ATT&CK Navigator
  lurcher coverage rules/ --tests tests.json --require T1566        for builds

A technique is covered only where a rule that names it has passing tests, has all its data and ran:
  ●  covered       passing tests, all data, and it ran
  ◕  not run       passing tests and all data; no run is known, or it could not be judged
  ◑  tested        passing tests; nobody has looked at the data (--data, --record)
  ◔  degraded      passing tests; some tables or columns are missing or empty
  ⊘  data missing  passing tests; no table that it reads has data
  ○  mapped only   a rule names it, and has no passing tests
  ·  none          no rule names it
A sub-technique says nothing of its parent, nor the parent of it.

Exit code: 0; 1 where a technique that --require names is not covered; 2 where a part of a pack is broken.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Coverage {
    /// Folders of rules, or single rule files.
    #[arg(value_name = "PACK", required = true)]
    pub packs: Vec<PathBuf>,
    #[command(flatten)]
    pub known: Known,
    /// Show this technique alone, with its rules and what each lacks.
    #[arg(long, value_name = "ID")]
    pub technique: Option<String>,
    /// End with exit code 1 unless this technique is covered; may be given again.
    #[arg(long = "require", value_name = "ID")]
    pub required: Vec<String>,
    #[arg(long, value_enum, default_value_t = CoverageFormat::Table)]
    pub format: CoverageFormat,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub data: Data,
}

/// Where the outcomes of tests and runs are known from.
#[derive(Debug, Clone, Args)]
pub struct Known {
    /// A report of `lurcher test --format json`, in place of running the tests; may be given again.
    #[arg(long = "tests", value_name = "FILE.json")]
    pub tests: Vec<PathBuf>,
    /// Do not run the rules' tests.
    #[arg(long)]
    pub no_tests: bool,
    /// What `lurcher hunt --record` wrote, or its JSON; may be given again, the newest last.
    #[arg(long = "record", value_name = "FILE")]
    pub records: Vec<PathBuf>,
    /// Another release of ATT&CK Enterprise, as MITRE's STIX bundle, in place of the one that is built in.
    #[arg(long = "attack", value_name = "BUNDLE.json")]
    pub attack: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    /// Tactics, techniques with rules, and what each rule lacks.
    Table,
    /// One object with all of it.
    Json,
    /// A heat map that needs nothing from the network.
    Html,
    /// A layer of ATT&CK Navigator, version 4.5.
    Navigator,
}
