//! Window functions: described here, computed by the planner over a serialized input.

use lurcher_types::describe::Description;

pub static DESCRIPTIONS: &[&Description] = &[];
