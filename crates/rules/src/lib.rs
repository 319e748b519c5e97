//! Rule packs as their authors write them: Sentinel YAML and bare `.kql` files.
//!
//! [`load_pack`] reads a folder. Every file becomes rules or a [`Problem`] that says what is wrong and where; nothing is
//! guessed and nothing is left out silently. The query text is untouched, with its place in the file, so that an error in
//! it can be shown where the author wrote it.

mod attack;
mod files;
mod interval;
mod kql_file;
pub mod limits;
mod node;
mod pack;
mod problem;
mod rewrite;
mod rule;
mod sentinel;
mod yaml;

pub use interval::Interval;
pub use pack::{Pack, load_pack};
pub use problem::{Problem, ProblemCode};
pub use rewrite::{Rewritten, rewrite_queries};
pub use rule::{Connector, EntityMapping, FieldMapping, Place, Rule, Severity, Trigger, TriggerOperator};

/// Reads the rules of one file's text; `path` names it in rules and problems and decides by its ending how it is read.
pub fn read_rules(path: &str, text: &str) -> Pack {
    pack::read_text(path, text)
}

#[cfg(test)]
mod tests;
