//! Functions of text.

use crate::Function;

pub mod regex_cache;
pub(crate) mod texts;

#[cfg(test)]
pub(crate) mod testing;

mod strlen;

pub static FUNCTIONS: &[Function] = &[strlen::STRLEN];
