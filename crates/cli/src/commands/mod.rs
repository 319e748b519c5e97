//! One file or folder per subcommand.

mod attack;
mod backtest;
mod batch;
mod check;
mod convert;
mod coverage;
mod diff;
mod docs;
mod feed;
mod fmt;
mod functions;
mod hunt;
mod lint;
mod operators;
mod probe;
mod query;
mod schema;
mod synth;
mod tables;
mod test;
mod why_not;
mod words;

use crate::arguments::{Asked, Command, Lurcher};
use crate::failure::Failure;
use std::collections::HashMap;
use std::io::Read;
use std::process::ExitCode;

/// The longest query text that is read; the parser's own limit is far below.
const MAX_TEXT_BYTES: u64 = 64 << 20;

pub fn run(arguments: Lurcher) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Query(query) => query::run(&query),
        Command::Check(check) => check::run(&check),
        Command::Hunt(hunt) => hunt::run(&hunt),
        Command::Backtest(backtest) => backtest::run(&backtest),
        Command::Diff(diff) => diff::run(&diff),
        Command::WhyNot(why_not) => why_not::run(&why_not),
        Command::Test(test) => test::run(&test),
        Command::Coverage(coverage) => coverage::run(&coverage),
        Command::Attack(attack) => attack::run(&attack),
        Command::Feed(feed) => feed::run(&feed),
        Command::Lint(lint) => lint::run(&lint),
        Command::Schema(schema) => schema::run(&schema),
        Command::Fmt(fmt) => fmt::run(&fmt),
        Command::Docs(docs) => docs::run(&docs),
        Command::Operators(operators) => operators::run(&operators),
        Command::Tables(tables) => tables::run(&tables),
        Command::Functions(functions) => functions::run(&functions),
        Command::Synth(synth) => synth::run(&synth),
        Command::Convert(convert) => convert::run(&convert),
    }
}

/// The runtime that queries run on.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    // Plans may be deep: the threads that walk them get room.
    tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(16 << 20).build().map_err(Failure::plain)
}

/// A query's text from where the command line says it is.
pub fn query_text(asked: &Asked) -> Result<String, Failure> {
    let text = match (asked.text.as_deref(), &asked.file) {
        (_, Some(path)) => {
            let named = |e: std::io::Error| Failure::plain(format!("{}: {e}", path.display()));
            bounded(std::fs::File::open(path).map_err(named)?).map_err(named)?
        }
        (Some("-"), None) => bounded(std::io::stdin()).map_err(Failure::plain)?,
        (Some(text), None) => text.to_owned(),
        (None, None) => return Err(Failure::plain("no query is given")),
    };
    // Editors of some systems put a mark before the text.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

pub fn bounded(input: impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    input.take(MAX_TEXT_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_TEXT_BYTES {
        return Err(std::io::Error::other(format!("longer than {MAX_TEXT_BYTES} bytes (MAX_TEXT_BYTES)")));
    }
    Ok(text)
}

/// `name=value` pairs.
pub fn parameters(pairs: &[String]) -> Result<HashMap<String, String>, Failure> {
    pairs
        .iter()
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.to_owned())),
            None => Err(Failure::plain(format!("--param {pair}: write name=value"))),
        })
        .collect()
}

/// Whether a name is wanted: equal, or matched by a pattern with `*`; upper and lower case are one.
pub fn is_wanted(name: &str, pattern: Option<&str>) -> bool {
    let Some(pattern) = pattern else { return true };
    let options = glob::MatchOptions { case_sensitive: false, ..glob::MatchOptions::new() };
    match glob::Pattern::new(pattern) {
        Ok(glob) if pattern.contains('*') => glob.matches_with(name, options),
        _ => name == pattern,
    }
}
