//! Dynamic answers, written as encoded text without a tree in between.

use crate::Call;
use arrow::array::{ArrayRef, StringViewBuilder};
use lurcher_types::dynamic::{write_list, write_string};
use std::sync::Arc;

/// A dynamic answer for each row: what `write` appends, or null where it answers nothing.
pub fn dynamics(call: &Call, mut write: impl FnMut(usize, &mut String) -> Option<()>) -> ArrayRef {
    let mut answer = StringViewBuilder::with_capacity(call.rows);
    let mut text = String::new();
    for row in 0..call.rows {
        text.clear();
        match write(row, &mut text) {
            Some(()) => answer.append_value(&text),
            None => answer.append_null(),
        }
    }
    Arc::new(answer.finish())
}

/// Appends an array of strings.
pub fn array<S: AsRef<str>>(out: &mut String, items: impl IntoIterator<Item = S>) {
    write_list(out, items, |out, item| write_string(out, item.as_ref()));
}

/// Appends an array of numbers.
pub fn numbers(out: &mut String, items: impl IntoIterator<Item = u32>) {
    write_list(out, items, |out, item| out.push_str(&item.to_string()));
}

/// Appends a bag of strings.
pub fn bag<'a>(out: &mut String, members: impl IntoIterator<Item = (&'a str, &'a str)>) {
    out.push('{');
    for (i, (key, value)) in members.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(out, key);
        out.push(':');
        write_string(out, value);
    }
    out.push('}');
}
