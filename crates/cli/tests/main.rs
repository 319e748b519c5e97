//! The command as a user meets it: the built binary, small data, exit codes and output.

mod accessibility;
mod backtests;
mod commands;
mod coverage;
mod data;
mod drafts;
mod elsewhere;
mod exclusions;
mod feed;
mod formats;
mod harness;
mod hostile;
mod hunting_runs;
mod hunts;
mod layout;
mod lint;
#[cfg(unix)]
mod pages;
mod shipped_pack;
mod stub;
mod tests_of_rules;
mod why_not;
