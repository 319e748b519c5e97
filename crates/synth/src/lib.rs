//! A believable company's mail flow, made up, with planted stories to hunt for; its chats and mailbox settings too.
//!
//! The same [`Options`] give the same mail, on every machine and with any number of threads. [`Plan`] is the model:
//! who works there, who writes to them, and what happens in which hour. [`write()`] turns it into files: raw mail, NDJSON
//! exports or Parquet. [`Plan::stories`] says what was planted and which hunt of `packs/mail-starter` should find it.
//!
//! Every name is fictional. Domains end in `.example`, and addresses are from ranges set aside for tests, but for the
//! few genuine addresses of Microsoft that the look-alike story needs beside it, and for a free mailbox and shortened
//! links that cannot exist: hunts know such services by name.

pub mod any_table;
pub mod chat;
pub mod company;
pub mod message;
mod options;
mod plan;
mod random;
pub mod setting;
mod stories;
mod tables;
mod traffic;
mod write;

pub use options::{DEFAULT_NOW, Options, OptionsError};
pub use plan::{Plan, generate};
pub use stories::{LookAlike, Story, Trace};
pub use write::{Format, Written, write};

#[cfg(test)]
mod tests;
