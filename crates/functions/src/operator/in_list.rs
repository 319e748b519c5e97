use super::each::bools;
use super::list;
use super::list_key::Key;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Nulls};
use std::collections::HashSet;

pub const IN: Function = Function {
    description: &Description {
        name: "in",
        signatures: &["(value: scalar, item: scalar...) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a value equals one of several values; a dynamic array stands for its elements.",
        examples: &[
            Example { expression: "'Bob' in ('Alice', 'Bob')", equals: "true" },
            Example { expression: "'bob' in ('Alice', 'Bob')", equals: "false" },
            Example { expression: "2 in (2.0)", equals: "true" },
            Example { expression: "3 in (dynamic([1, 2]), 3)", equals: "true" },
            Example { expression: "long(null) in (1)", equals: "false" },
        ],
        page: "in-cs-operator",
        ..Description::SCALAR
    },
    kernel: in_list,
};

fn in_list(call: &Call) -> Result<ArrayRef, KernelError> {
    list::check_types(call)?;
    let left = &call.args[0];
    let Some(keys) = list::constant(call)? else {
        return Ok(bools(call, |row| {
            let items = call.args.get(1..).unwrap_or_default();
            is_in(left, row, |key| items.iter().any(|item| list::keys(item, row).contains(key)))
        }));
    };
    Ok(match left.kql_type {
        Type::String => {
            let texts = Texts::new(&keys);
            let strings = left.strings();
            bools(call, |row| texts.contain(strings.value(row)))
        }
        Type::Int | Type::Long => {
            let numbers: HashSet<i64> =
                keys.iter().filter_map(|k| if let Key::Whole(n) = k { Some(*n) } else { None }).collect();
            let longs = left.longs();
            bools(call, |row| longs.get(left.index(row)).is_some_and(|n| numbers.contains(&n)))
        }
        _ => bools(call, |row| is_in(left, row, |key| keys.contains(key))),
    })
}

/// A value of any type; a datetime, timespan or guid is also looked for as the text that arrays hold of it.
fn is_in(left: &Column, row: usize, known: impl Fn(&Key) -> bool) -> bool {
    let value = left.value(row);
    Key::of(&value).is_some_and(|key| known(&key)) || Key::written(&value).is_some_and(|key| known(&key))
}

/// Constant texts. A few are compared one by one, more are hashed.
enum Texts<'a> {
    Few(Vec<&'a str>),
    Many(HashSet<&'a str>),
}

const FEW: usize = 6;

impl<'a> Texts<'a> {
    fn new(keys: &'a HashSet<Key>) -> Texts<'a> {
        let texts = keys.iter().filter_map(|key| if let Key::Text(text) = key { Some(text.as_str()) } else { None });
        if keys.len() <= FEW { Texts::Few(texts.collect()) } else { Texts::Many(texts.collect()) }
    }

    #[inline]
    fn contain(&self, text: &str) -> bool {
        match self {
            Texts::Few(texts) => texts.contains(&text),
            Texts::Many(texts) => texts.contains(text),
        }
    }
}
