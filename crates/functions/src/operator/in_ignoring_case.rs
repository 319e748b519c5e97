use super::each::{bools, over_texts};
use super::fold::{fold_into, folded};
use super::list;
use super::list_key::Key;
use crate::string::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use std::collections::HashSet;

pub const IN_IGNORING_CASE: Function = Function {
    description: &Description {
        name: "in~",
        signatures: &["(text: string|dynamic, item: scalar...) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a text equals one of several texts, ignoring case; a dynamic array stands for its elements.",
        examples: &[
            Example { expression: "'bob' in~ ('Alice', 'Bob')", equals: "true" },
            Example { expression: "'bob' in~ (dynamic(['Alice', 'BOB']))", equals: "true" },
            Example { expression: "'bo' in~ ('Alice', 'Bob')", equals: "false" },
        ],
        page: "in-operator",
        ..Description::SCALAR
    },
    kernel: in_ignoring_case,
};

fn in_ignoring_case(call: &Call) -> Result<ArrayRef, KernelError> {
    list::check_types(call)?;
    let texts = Texts::of(&call.args[0]);
    let mut scratch = String::new();
    let Some(keys) = list::constant(call)? else {
        return Ok(bools(call, |row| {
            let Some(text) = texts.get(row) else { return false };
            fold_into(&mut scratch, &text);
            let items = call.args.get(1..).unwrap_or_default();
            items.iter().flat_map(|item| list::keys(item, row)).any(|key| text_of(&key).is_some_and(|t| t == scratch))
        }));
    };
    let wanted: HashSet<String> = keys.iter().filter_map(text_of).collect();
    // Folding changes the length of few texts, and of no ASCII text, so most lengths rule a text out at once.
    let longest = wanted.iter().map(String::len).max().unwrap_or(0);
    let mut lengths = vec![false; longest + 1];
    wanted.iter().for_each(|text| lengths[text.len()] = true);
    Ok(over_texts(call, &texts, |text| {
        if !lengths.get(text.len()).is_some_and(|known| *known) && text.is_ascii() {
            return false;
        }
        fold_into(&mut scratch, text);
        wanted.contains(&scratch)
    }))
}

/// The folded text of a key that is one.
fn text_of(key: &Key) -> Option<String> {
    if let Key::Text(text) = key { Some(folded(text)) } else { None }
}
