//! Dynamic values as encoded text: how they are stored, read, walked and printed.
//!
//! A dynamic is stored as compact JSON: no blanks outside strings, keys in the order written, numbers in the spelling
//! written, the shortest escapes, and no key twice in a bag. Scalars that JSON lacks stand in it as bare tokens:
//!
//! | token | meaning |
//! |---|---|
//! | `@d637134336000000000` | datetime, in ticks since 0001-01-01 |
//! | `@t-36000000000` | timespan, in ticks |
//! | `@g` and 32 hex digits | guid |
//!
//! A null at the top is not stored as text: it is the null of the column. So a path into a dynamic is a slice of its
//! text, and an array's element is one too: nothing is parsed that nobody asks for.

mod convert;
mod json;
mod json_path;
mod kind;
mod literal;
mod path;
mod plain_strings;
mod print;
mod scan;
mod tree;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod speed;

pub use convert::{expand_to, from_value, scalar, to_value};
pub use json::{from_json, from_json_into, write_list, write_string};
pub use json_path::{Found, Paths, path_in_json};
pub use kind::{Kind, kind};
pub use literal::from_literal_text;
pub use path::{Step, get, path};
pub use plain_strings::plain_strings;
pub use print::{to_json, to_text};
pub use scan::{elements, members, string_content};
pub use tree::Dynamic;

/// How deep arrays and bags may nest in JSON and in literals. Deeper JSON is not read as JSON.
pub const MAX_DEPTH: usize = 128;

/// How deep a value may nest before [`Dynamic::parse`] stops reading: queries may nest what they read.
pub const MAX_TREE_DEPTH: usize = 4 * MAX_DEPTH;

/// The encoded text of a dynamic null inside an array or a bag.
pub const NULL: &str = "null";
