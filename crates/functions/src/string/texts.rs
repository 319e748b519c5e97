//! Arguments read as text, whatever their type.

use lurcher_columnar::{Column, Strings};
use lurcher_types::{Type, dynamic};
use std::borrow::Cow;

/// One argument as text: a string as it is, a dynamic without its quotes, anything else as `tostring` prints it.
pub enum Texts<'a> {
    Plain(Strings<'a>),
    Dynamic(Strings<'a>),
    Printed(&'a Column),
}

impl<'a> Texts<'a> {
    pub fn of(column: &'a Column) -> Texts<'a> {
        match column.kql_type {
            Type::String => Texts::Plain(column.strings()),
            Type::Dynamic => Texts::Dynamic(column.dynamics()),
            _ => Texts::Printed(column),
        }
    }

    /// The text, or nothing where the row is null. A string is never null.
    pub fn get(&self, row: usize) -> Option<Cow<'a, str>> {
        match self {
            Texts::Plain(strings) => Some(Cow::Borrowed(strings.value(row))),
            Texts::Dynamic(encoded) => encoded.get(row).map(dynamic::to_text),
            Texts::Printed(column) => (!column.is_null(row)).then(|| Cow::Owned(column.value(row).to_text())),
        }
    }

    /// The text, `""` where the row is null.
    pub fn text(&self, row: usize) -> Cow<'a, str> {
        self.get(row).unwrap_or_default()
    }
}
