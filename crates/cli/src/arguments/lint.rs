use clap::{Args, ValueEnum};
use lurcher_rules::lint::Level;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  lurcher lint packs/mail-starter                              what is likely wrong with these rules?
  lurcher lint rules/ --ignore LNT033 --format sarif -o lint.sarif   for a code host
  lurcher lint rules/ --baseline lint.json --write-baseline    take what is there for known
  lurcher lint rules/ --baseline lint.json                     and tell of what is new
  lurcher lint rules/ --against ../released/rules              versions that were not raised too
  lurcher lint rules/ --fix                                    write the rewritings that change no answer
  lurcher lint --explain LNT010                                what is it about?

A finding that is meant so is allowed where it stands, with a reason:
  | join Other on Id  // lurcher: allow LNT010 one row of each mail is enough
or in the overlay: `lint: [{code: LNT010, reason: one row of each mail is enough}]`.

Exit code:
  0  nothing at or above --fail-on
  1  at least one finding at or above --fail-on
  2  a file of a pack is broken, or something could not be read or written";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Lint {
    /// Folders of rules (Sentinel YAML, custom detections, .kql, Markdown), or single rule files.
    #[arg(value_name = "PACK", required_unless_present_any = ["explain", "list"])]
    pub packs: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub format: LintFormat,
    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Run these checks alone: codes, beginnings of codes such as LNT04, or names.
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Leave these checks out.
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The least severity that makes the exit code 1.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Warning)]
    pub fail_on: FailOn,
    /// A file of findings that are known, which are not told again, and of the versions that rules had.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run into the file that --baseline names.
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,
    /// An earlier state of the packs: a rule whose query changed must have a higher version.
    #[arg(long, value_name = "FOLDER")]
    pub against: Vec<PathBuf>,
    /// Write the rewritings that change no answer into the rules' files, and tell of the rest.
    #[arg(long)]
    pub fix: bool,
    /// The moment that decides which exclusions are expired; without it, this machine's clock.
    #[arg(long, value_name = "T")]
    pub now: Option<String>,
    /// One product's columns only, or a JSONL file of tables and functions to add; may be given again.
    #[arg(long, value_name = "xdr|sentinel|FILE")]
    pub schema: Vec<String>,
    /// A folder of `.kql` files with stored functions that rules call.
    #[arg(long, value_name = "DIR")]
    pub functions: Option<PathBuf>,
    /// Show what a check is about, with examples.
    #[arg(long, value_name = "CHECK", conflicts_with = "packs")]
    pub explain: Option<String>,
    /// List all checks.
    #[arg(long, conflicts_with_all = ["packs", "explain"])]
    pub list: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// A finding with its line and marks under the place.
    Text,
    /// One object: the findings and how many there are.
    Json,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Note,
    Warning,
    Error,
    Never,
}

impl FailOn {
    pub fn counts(self, level: Level) -> bool {
        match self {
            FailOn::Note => true,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Error => level >= Level::Error,
            FailOn::Never => false,
        }
    }
}
