//! Exclusions of a hunt: which are in force, what each hides, and the ledger of what was hidden.

mod effect;
mod ledger;
mod standing;

pub use effect::{Effects, HiddenFinding, Runner};
pub use ledger::{exclusion, write as write_ledger};
pub use standing::{Checker, Standing, State, bracketed};
