//! One value of a row.

use std::borrow::Cow;

use lurcher_types::Type;

/// A value; the types are those that Defender's tables have.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Int(i32),
    Long(i64),
    Real(f64),
    Bool(bool),
    /// Ticks.
    Time(i64),
    /// JSON text.
    Dynamic(String),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

/// A column over rows of one kind.
pub struct Column<R> {
    pub name: &'static str,
    pub kql_type: Type,
    pub value: for<'a> fn(&'a R) -> Cell<'a>,
}

impl<R> Column<R> {
    pub fn new(name: &'static str, kql_type: Type, value: for<'a> fn(&'a R) -> Cell<'a>) -> Column<R> {
        Column { name, kql_type, value }
    }
}
