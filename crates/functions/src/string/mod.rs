//! Functions of text.

use crate::Function;

mod strlen;

pub static FUNCTIONS: &[Function] = &[strlen::STRLEN];
