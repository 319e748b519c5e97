//! Testing rules: the rows that a test gives, what it expects of the answer, and how the outcome is told.
//!
//! Nothing here runs a query: whoever does hands in the answer as values.

pub mod fixture;
pub mod json;
pub mod junit;
pub mod rows;

mod compare;
mod difference;
mod matching;
mod pseudonyms;
mod report;
mod same;
mod strength;

pub use compare::{Answered, compare};
pub use difference::{CellDifference, Difference, Nearest, lines};
pub use pseudonyms::Pseudonyms;
pub use report::{HiddenHit, Outcome, Report, RuleReport, TestReport};
pub use strength::{Change, Mutant, Strength};

#[cfg(test)]
mod tests;
