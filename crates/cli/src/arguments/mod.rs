//! What can be written on the command line. Each subcommand's options are a file here.

mod attack;
mod backtest;
mod convert;
mod coverage;
mod data;
mod diff;
mod docs;
mod drafting;
mod feed;
mod fmt;
mod functions;
mod hunt;
mod lint;
mod operators;
mod query;
mod schema;
mod synth;
mod tables;
mod test;
mod why_not;

pub use attack::Attack;
pub use backtest::{Backtest, ReportFormat};
pub use convert::{Convert, PartitionBy};
pub use coverage::{Coverage, CoverageFormat, Known};
pub use data::{Clock, Data, DateOrder, Reading};
pub use diff::Diff;
pub use docs::Docs;
pub use drafting::Drafting;
pub use feed::{Feed, FeedBuild, FeedCommand, FeedSync};
pub use fmt::Fmt;
pub use functions::Functions;
pub use hunt::{Choice, Exclusions, Hunt, HuntFormat, RuleLimits, Running};
pub use lint::{Lint, LintFormat};
pub use operators::Operators;
pub use query::{Asked, Check, Format, Query};
pub use schema::{Schema, SchemaKind};
pub use synth::{Synth, SynthFormat};
pub use tables::Tables;
pub use test::{Test, TestFormat};
pub use why_not::WhyNot;

use clap::{Parser, Subcommand};

/// Run KQL hunts, unchanged, over your own mail and exports.
#[derive(Debug, Parser)]
#[command(name = "lurcher", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Lurcher {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  lurcher query 'EmailEvents | summarize count() by EmailDirection' --data mail/
  lurcher hunt packs/mail-starter --data export.zip --now data
  lurcher test packs/mail-starter
  lurcher coverage packs/mail-starter --data mail/      which techniques are covered?
  lurcher feed build packs/mail-starter --out site/     a site of the rules
  lurcher convert mail/ clicks.csv --out tables/        read once, query often
  lurcher synth --messages 20000 --days 60 --out demo/  mail to try it on
  lurcher tables EmailEvents                            what columns are there?
  lurcher functions split                               what does it do?

`lurcher help COMMAND` says more about each.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a query and show its rows.
    Query(Query),
    /// Parse and bind a query; read no row.
    Check(Check),
    /// Run packs of rules and say of each what it found, or why it cannot be judged.
    Hunt(Box<Hunt>),
    /// Replay every scheduled run of a rule over data of the past.
    Backtest(Box<Backtest>),
    /// Show which findings are new and which are lost between two versions of a rule or a pack.
    Diff(Box<Diff>),
    /// Follow one mail, or row, through a rule, and name what drops it.
    WhyNot(Box<WhyNot>),
    /// Run the tests of rules, and say which changes of a rule no test would notice.
    Test(Test),
    /// Say which techniques of ATT&CK the rules cover, by their tests, their data and their runs.
    Coverage(Coverage),
    /// Look up a technique or tactic of ATT&CK, and the rules that are mapped to it.
    Attack(Attack),
    /// Publish rules as a static site, and keep them in step with where they came from.
    Feed(Feed),
    /// Look for what is likely wrong with rules, without running them.
    Lint(Lint),
    /// Print the JSON Schema of rules, overlays and pack files, for editors.
    Schema(Schema),
    /// Lay KQL out: one pipe a line, long lists one item a line; nothing but white space changes.
    Fmt(Fmt),
    /// List the tables that are known, or one table's columns.
    Tables(Tables),
    /// List the operators, statements, types and options of the language, or describe one.
    Operators(Operators),
    /// List the functions of the language, or describe one.
    Functions(Functions),
    /// Make up a company's mail, with planted attacks to hunt for.
    Synth(Synth),
    /// Turn mail and exports into Parquet once, to query them often.
    Convert(Convert),
    /// Write the pages of docs/language.
    #[command(hide = true)]
    Docs(Docs),
}
