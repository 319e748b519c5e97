//! One file per subcommand.

mod batch;
mod check;
mod query;

use crate::arguments::{Command, Lurcher};
use crate::failure::Failure;
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

pub fn run(arguments: Lurcher) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Query(query) => query::run(&query),
        Command::Check(check) => check::run(&check),
    }
}

/// The runtime that queries run on.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    // Plans may be deep: the threads that walk them get room.
    tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(16 << 20).build().map_err(Failure::plain)
}

/// A query's text from where the command line says it is.
pub fn query_text(text: Option<&str>, file: Option<&Path>) -> Result<String, Failure> {
    match (text, file) {
        (_, Some(path)) => {
            std::fs::read_to_string(path).map_err(|e| Failure::plain(format!("{}: {e}", path.display())))
        }
        (Some("-"), None) => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(Failure::plain)?;
            Ok(text)
        }
        (Some(text), None) => Ok(text.to_owned()),
        (None, None) => Err(Failure::plain("no query is given")),
    }
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
