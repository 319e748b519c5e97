//! Plugins that find patterns: values of some columns that many rows have in common.
//!
//! A pattern here is closed: it names every column in which all of its rows agree. `items` numbers the values that are frequent
//! enough, `closed` finds the patterns, and each plugin orders and chooses.

mod autocluster;
mod basket;
mod closed;
mod diffpatterns;
mod diffpatterns_text;
mod items;
mod one_set;
#[cfg(test)]
mod tests;

pub use autocluster::AUTOCLUSTER;
pub use basket::BASKET;
pub use diffpatterns::DIFFPATTERNS;
pub use diffpatterns_text::DIFFPATTERNS_TEXT;
