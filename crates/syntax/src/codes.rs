//! The codes of what can be wrong with a text; each has a page in `docs/errors/`.

/// Something stands where something else must.
pub const UNEXPECTED: &str = "LUR001";
pub const STRING_NOT_CLOSED: &str = "LUR002";
pub const BAD_ESCAPE: &str = "LUR003";
pub const NUMBER_OUT_OF_RANGE: &str = "LUR004";
/// The text inside `int(…)`, `guid(…)` … is none.
pub const BAD_LITERAL: &str = "LUR005";
/// A character that KQL has no use for.
pub const UNKNOWN_CHARACTER: &str = "LUR006";
/// A bracket without its partner.
pub const NOT_CLOSED: &str = "LUR007";
/// Behind `|` stands no tabular operator.
pub const UNKNOWN_OPERATOR: &str = "LUR008";
/// `.show tables` and its kin manage a cluster; they are no queries.
pub const MANAGEMENT_COMMAND: &str = "LUR009";
/// A keyword stands where a name must; `['…']` makes it one.
pub const KEYWORD_AS_NAME: &str = "LUR010";
/// More than a limit of the parser allows: text, nesting, terms in a row.
pub const TOO_LARGE: &str = "LUR011";
/// An operator lacks a part that it cannot do without.
pub const MISSING_CLAUSE: &str = "LUR012";
/// Legal for Microsoft's parser, refused here because its meaning is not what it looks like.
pub const LEFT_OUT: &str = "LUR013";
