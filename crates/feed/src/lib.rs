//! The feed: a static site of rules, each with what its bound query tells, and whether anybody has tested it.
//!
//! Fill a [`Feed`] and hand it to [`site`]; it gives the files of the site. What is not known is said to be unknown, never
//! taken for good. Nothing here runs a query or asks a clock, so the same rules give the same bytes.

pub mod attack;
pub mod drafting;
pub mod enrich;
pub mod facts;
pub mod html;
pub mod model;
pub mod names;
pub mod outcomes;
pub mod upstream;

mod json;
mod pages;

pub use model::{Entry, Feed, Hidden, Provenance, Strength, TestOutcome, Tested, Tests};
pub use pages::{SiteFile, address, difference, site};
