//! The `lurcher` command. Each subcommand is a file or folder in `commands`.

mod arguments;
mod chart;
mod clock;
mod commands;
mod data;
mod failure;
mod output;
mod rule;

use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

/// Room for trees as deep as the limits of the language allow, also without optimisation.
const STACK_BYTES: usize = 256 << 20;

fn main() -> ExitCode {
    let arguments = arguments::Lurcher::parse();
    let work = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(|| commands::run(arguments));
    let done = work.map_err(Failure::plain).and_then(|thread| {
        thread.join().unwrap_or_else(|_| Err(Failure::plain("a fault inside Lurcher; the message is above")))
    });
    match done {
        Ok(code) => code,
        Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}
