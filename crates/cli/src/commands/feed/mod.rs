//! `lurcher feed`: rules as a site, and rules kept in step with where they came from.

mod build;
mod drafts;
mod drift;
mod files;
mod gather;
mod sync;

use crate::arguments::{Feed, FeedCommand};
use crate::failure::Failure;
use std::process::ExitCode;

pub fn run(feed: &Feed) -> Result<ExitCode, Failure> {
    match &feed.command {
        FeedCommand::Build(build) => build::run(build),
        FeedCommand::Sync(sync) => sync::run(sync),
    }
}
