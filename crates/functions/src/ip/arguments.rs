//! Reading the arguments of a call: texts, prefix lengths, and lists that are arguments or one array.

use crate::Call;
use lurcher_columnar::Column;
use lurcher_types::{Type, dynamic};
use std::borrow::Cow;

/// The parameters of a function of an address and a list of ranges or addresses.
pub const LIST_SIGNATURES: &[&str] =
    &["(text: string|dynamic, list: array) -> bool", "(text: string|dynamic, item: string|dynamic...) -> bool"];

/// The text in this row; of a dynamic the string that it holds, and `""` if it holds something else.
pub fn text(column: &Column, row: usize) -> Cow<'_, str> {
    match column.kql_type {
        Type::String => Cow::Borrowed(column.strings().value(row)),
        Type::Dynamic => column.dynamics().get(row).map_or(Cow::Borrowed(""), dynamic::string_content),
        _ => Cow::Borrowed(""),
    }
}

/// The whole number in this row, if it lies between 0 and `most`.
pub fn prefix(column: &Column, row: usize, most: u32) -> Option<u32> {
    column.longs().get(row).and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= most)
}

/// A list made once for all rows where it is constant, which it nearly always is, and for each row where it is not.
pub enum List<T> {
    Constant(Vec<T>),
    PerRow,
}

impl<T> List<T> {
    /// The arguments from the second on, each string of them put through `read`.
    pub fn new(call: &Call, read: fn(&str) -> T) -> List<T> {
        if call.args.iter().skip(1).all(|a| a.constant) {
            List::Constant(read_row(call, 0, read))
        } else {
            List::PerRow
        }
    }

    /// The list of this row.
    pub fn row<'a>(&'a self, call: &Call, row: usize, read: fn(&str) -> T) -> Cow<'a, [T]>
    where
        T: Clone,
    {
        match self {
            List::Constant(items) => Cow::Borrowed(items),
            List::PerRow => Cow::Owned(read_row(call, row, read)),
        }
    }
}

fn read_row<T>(call: &Call, row: usize, read: fn(&str) -> T) -> Vec<T> {
    let mut items = Vec::new();
    for argument in call.args.iter().skip(1) {
        let array = match argument.kql_type {
            Type::Dynamic => argument.dynamics().get(row).filter(|text| text.starts_with('[')),
            _ => None,
        };
        match array {
            Some(array) => items.extend(dynamic::elements(array).map(|e| read(&dynamic::string_content(e)))),
            None => items.push(read(&text(argument, row))),
        }
    }
    items
}
