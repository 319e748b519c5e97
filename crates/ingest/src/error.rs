//! What stops a whole run. Anything that concerns one file or message is a [`crate::Rejection`] instead.

use std::fmt;
use std::path::PathBuf;

#[derive(Debug)]
pub enum IngestError {
    /// The path does not exist, or the pattern matches nothing.
    NothingThere(PathBuf),
    /// A `NAME=PATH` names a table that no schema knows.
    UnknownTable { name: String, nearest: Vec<String> },
    /// A limit that protects this machine, not one message, was reached.
    Limit { name: &'static str, allowed: u64, help: &'static str },
    /// The sink could not take a batch.
    Sink(String),
    /// Writing or reading a file failed, and going on would lose rows.
    Io { path: PathBuf, message: String },
    /// A bug of ours: two parts of the reader disagree about a batch.
    Internal(String),
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IngestError::NothingThere(path) => write!(f, "there is nothing at {}", path.display()),
            IngestError::UnknownTable { name, nearest } if nearest.is_empty() => {
                write!(f, "no table is called {name}")
            }
            IngestError::UnknownTable { name, nearest } => {
                write!(f, "no table is called {name}; similar names: {}", nearest.join(", "))
            }
            IngestError::Limit { name, allowed, help } => {
                write!(f, "the limit {name} of {allowed} is reached: {help}")
            }
            IngestError::Sink(message) => write!(f, "the rows cannot be stored: {message}"),
            IngestError::Io { path, message } => write!(f, "{}: {message}", path.display()),
            IngestError::Internal(message) => write!(f, "internal error: {message}"),
        }
    }
}

impl std::error::Error for IngestError {}
