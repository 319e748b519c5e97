//! Rule packs as their authors write them: Sentinel YAML and bare `.kql` files.
//!
//! [`load_pack`] reads a folder. Every file becomes rules or a [`Problem`] that says what is wrong and where; nothing is
//! guessed and nothing is left out silently. The query text is untouched, with its place in the file, so that an error in
//! it can be shown where the author wrote it.

pub mod attack;
pub mod coverage;
pub mod finding;
pub mod limits;
pub mod lint;
pub mod shape;
pub mod testing;

mod attack_doubts;
mod custom_detection;
mod dates;
mod exclusion;
mod files;
mod interval;
mod json;
mod kql_file;
mod markdown;
mod node;
mod overlay;
mod pack;
mod pack_file;
mod problem;
mod reading;
mod rewrite;
mod rule;
mod sentinel;
mod test;
mod yaml;

pub use dates::Moment;
pub use exclusion::{AppliesTo, Exclusion, NOBODY};
pub use files::{RuleFile, is_overlay, read_all as rule_files};
pub use interval::Interval;
pub use node::Embedded;
pub use overlay::{Allowed, Drafted, DraftedBy, Overlay, Parameter};
pub use pack::{Pack, load_pack};
pub use pack_file::{About, Source};
pub use problem::{Problem, ProblemCode};
pub use rewrite::{Rewritten, rewrite_queries};
pub use rule::{Connector, EntityMapping, FieldMapping, Place, Rule, Severity, Suppression, Trigger, TriggerOperator};
pub use test::{Expected, Given, GivenRow, Test};

/// Reads the rules of one file's text; `path` names it in rules and problems and decides by its ending how it is read.
pub fn read_rules(path: &str, text: &str) -> Pack {
    pack::read_text(path, text)
}

/// Reads an overlay's text without the rule that it stands beside; `path` names it in problems.
pub fn read_overlay(path: &str, text: &str) -> Result<Overlay, Vec<Problem>> {
    overlay::read(path, &pack::one_document(path, text)?)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod torn_texts;
