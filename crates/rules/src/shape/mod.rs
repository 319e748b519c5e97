//! What a file of a pack may hold, said once: the validator, the JSON Schema and the pages on the format read it here.

mod check;
mod custom_detection;
mod json_schema;
mod overlay;
mod pack;
mod sentinel;
mod tables;

pub use check::{as_bool, as_count, check, is_no_duration};
pub use custom_detection::CUSTOM_DETECTION;
pub use json_schema::json_schema;
pub use overlay::OVERLAY;
pub use pack::PACK;
pub use sentinel::SENTINEL;
pub use tables::with_tables;

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One value, read as text.
    Text,
    /// A text that is no other than these; case does not matter.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A whole number from 0 on.
    Count,
    /// A duration such as `5m`, `1h`, `14d` or `PT5M`.
    Duration,
    /// A duration, or none at all: `PT0S`.
    Frequency,
    /// A date such as `2026-01-31`, or a moment such as `2026-01-31T08:00:00Z`.
    Date,
    /// One text, or a list of them; a small mapping such as `SchemaVersion: 0.1` is a text too.
    Texts,
    /// Rows, as a list of mappings, or the name of the file that holds them.
    Rows,
    List(&'static Shape),
    /// Any key, each with such a value.
    Map(&'static Shape),
    Record(&'static Record),
    /// Whatever YAML can say.
    Any,
}

/// A mapping with keys of known names.
#[derive(Debug)]
pub struct Record {
    /// What it is, with its article: `a rule`.
    pub what: &'static str,
    pub keys: &'static [Key],
    /// Keys of other names are kept. Where they are not, one is most likely a slip of the pen, and refused.
    pub open: bool,
    pub demands: &'static [Demand],
}

/// What the keys of a record ask of one another. A null is as good as no value.
#[derive(Debug)]
pub enum Demand {
    /// One of these at least.
    AnyOf(&'static [&'static str]),
    /// Both or none.
    Together(&'static str, &'static str),
    /// The first only beside the second.
    Beside(&'static str, &'static str),
}

#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// A sentence for whoever writes the file.
    pub about: &'static str,
}

/// A key that may be left out.
pub const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: false, about }
}

/// A key that must be there.
pub const fn required(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: true, about }
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod tests;
