//! `lurcher lint`: what is likely wrong with a pack's rules, before they run.
//!
//! A check is a file in [`checks`]. It looks at the rule, at its tree laid flat ([`tree`]) and at what it binds to, and says where
//! something is; [`lint`] adds places and lines, and takes away what somebody has allowed.

pub mod baseline;
pub mod fix;
pub mod json;
pub mod page;
pub mod place;
pub mod sarif;

mod allow;
mod check;
mod checks;
mod finding;
mod lineage;
mod run;
mod subject;
mod surroundings;
mod tree;

pub use check::{Check, Example, Level, Run};
pub use checks::CHECKS;
pub use finding::{Finding, Fix};
pub use run::{Choice, Options, lint};
pub use subject::Before;
pub use surroundings::{Binding, Surroundings};

/// The check of this code or name.
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|c| c.code.eq_ignore_ascii_case(name) || c.name.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests;
