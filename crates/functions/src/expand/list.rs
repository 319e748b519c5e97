//! What `mv-expand` expands, read as late as can be: an array that a text is parsed or split into is not written first.

use crate::KernelError;
use crate::dynamic::write_parsed;
use crate::string::pieces;
use arrow::array::StringViewBuilder;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::dynamic::{self, Kind, NULL};
use std::sync::Arc;

/// One list in every row of a batch.
pub struct List(Form);

enum Form {
    /// Arrays, bags and what is neither, encoded.
    Dynamic(Column),
    /// JSON arrays of nothing but strings without escapes; an empty text is null.
    Strings(Column),
    /// Texts, and what delimits their pieces.
    Pieces(Column, Column),
}

/// One row of the answer.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// An element, encoded.
    Value(&'a str),
    /// A string, as it is.
    Text(&'a str),
    /// A key and a value, encoded.
    Member(&'a str, &'a str),
}

impl List {
    /// The elements of arrays, the members of bags.
    pub fn dynamic(column: Column) -> Result<List, KernelError> {
        match column.kql_type {
            Type::Dynamic => Ok(List(Form::Dynamic(column))),
            _ => Err(KernelError::new("mv-expand: only a dynamic can be expanded")),
        }
    }

    /// What `parse_json` makes of texts.
    pub fn parsed(texts: Column, rows: usize) -> List {
        let strings = texts.strings();
        let plain = |text: &str| text.is_empty() || dynamic::plain_strings(text, |_| ());
        if (0..rows).all(|row| plain(strings.value(row))) {
            return List(Form::Strings(texts));
        }
        let mut parsed = StringViewBuilder::with_capacity(rows);
        let mut encoded = String::new();
        for row in 0..rows {
            encoded.clear();
            let written = write_parsed(&mut encoded, strings.value(row));
            parsed.append_option(written.map(|()| &encoded));
        }
        List(Form::Dynamic(Column::new(Type::Dynamic, Arc::new(parsed.finish()))))
    }

    /// What `split` makes of texts and delimiters.
    pub fn pieces(texts: Column, delimiters: Column) -> List {
        List(Form::Pieces(texts, delimiters))
    }

    /// Appends the items of a row, `most` at most.
    pub(super) fn read<'a>(&'a self, row: usize, most: usize, items: &mut Vec<Item<'a>>) {
        match &self.0 {
            Form::Dynamic(column) => {
                let text = column.dynamics().get(row).unwrap_or(NULL);
                match dynamic::kind(text) {
                    // Most lists are such, and read faster so.
                    Kind::Array if read_plain_strings(text, most, items) => {}
                    Kind::Array => items.extend(dynamic::elements(text).map(Item::Value).take(most)),
                    Kind::Bag => items.extend(dynamic::members(text).map(|(k, v)| Item::Member(k, v)).take(most)),
                    _ => items.extend(std::iter::once(Item::Value(text)).take(most)),
                }
            }
            Form::Strings(column) => match column.strings().value(row) {
                "" => items.extend(std::iter::once(Item::Value(NULL)).take(most)),
                text => {
                    read_plain_strings(text, most, items);
                }
            },
            Form::Pieces(texts, delimiters) => {
                let (text, delimiter) = (texts.strings().value(row), delimiters.strings().value(row));
                items.extend(pieces(text, delimiter).map(Item::Text).take(most));
            }
        }
    }
}

/// Appends the strings of an array of plain strings, `most` at most; nothing where the array holds anything else.
fn read_plain_strings<'a>(json: &'a str, most: usize, items: &mut Vec<Item<'a>>) -> bool {
    let start = items.len();
    let read = dynamic::plain_strings(json, |text| {
        if items.len() - start < most {
            items.push(Item::Text(text));
        }
    });
    if !read {
        items.truncate(start);
    }
    read
}
