use super::{Clock, Data};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher test packs/mail-starter                    every test of every rule
  lurcher test rules/ --filter brand --watch         those about brands, again at each change
  lurcher test rules/ --format junit --out tests.xml for a build server
  lurcher test --record rules/brand.yaml --data tables/ --now data --out rules/rows/brand.txt
                                                     real rows, nobody's names, as a test of the rule
  lurcher test rules/ --mutate --min-score 80        do the tests notice a predicate that is dropped or negated?

Exit code, so that a run of nothing never looks like a pass:
  0  every test passes, and every must-hit test also hits with the rule's exclusions
  1  a test fails, an exclusion hides what must be found, or a score is below --min-score
  2  a pack, a rule or a test is broken, or there is no test to run
Where several hold, 2 goes before 1.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Test {
    /// Folders of rules with their overlays (NAME.lurcher.yaml), or single rule files.
    #[arg(value_name = "PACK", required_unless_present = "record")]
    pub packs: Vec<PathBuf>,
    /// Run what has this in the rule's name, id or path, or in the test's name; `*` stands for anything; may be given again.
    #[arg(long, value_name = "TEXT")]
    pub filter: Vec<String>,
    /// Drop and negate each predicate of each rule, and report the changes that no test notices.
    #[arg(long)]
    pub mutate: bool,
    /// With --mutate: the least percentage of changes that the tests of each rule must notice.
    #[arg(long, value_name = "PERCENT", requires = "mutate", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_score: Option<u8>,
    /// Run again whenever a file of the packs changes, until interrupted.
    #[arg(long, conflicts_with = "out")]
    pub watch: bool,
    #[arg(long, value_enum, default_value_t = TestFormat::Text)]
    pub format: TestFormat,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Run this rule over --data, and write the rows of its findings as a fixture, pseudonymised: NDJSON beside --out,
    /// and to --out the text of the test.
    #[arg(long, value_name = "RULE", requires = "out", conflicts_with_all = ["packs", "filter", "mutate", "format"])]
    pub record: Option<PathBuf>,
    /// With --record: the most rows of each table.
    #[arg(long, value_name = "N", requires = "record", default_value_t = 100)]
    pub limit: usize,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub clock: Clock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// A line per rule, and what went wrong below it.
    Text,
    /// One object.
    Json,
    /// XML for build servers.
    Junit,
}
