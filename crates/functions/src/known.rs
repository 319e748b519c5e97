//! Names of the language that are known and not built, each with the reason. A name leaves this list when its file arrives.

use lurcher_types::describe::Description;

pub struct Known {
    pub description: &'static Description,
    pub reason: &'static str,
}

pub static KNOWN: &[Known] = &[];
