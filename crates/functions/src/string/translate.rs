use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use std::collections::HashMap;

pub const TRANSLATE: Function = Function {
    description: &Description {
        name: "translate",
        signatures: &["(from: string|dynamic, to: string|dynamic, text: string|dynamic) -> string"],
        summary: "Replaces each character of a set by the one at the same place of another; the last one stands for all further places.",
        examples: &[
            Example { expression: "translate('abc', 'x', 'abc')", equals: "'xxx'" },
            Example { expression: "translate('abc', '', 'ab')", equals: "''" },
            Example { expression: "translate('krasp', 'otsku', 'spark')", equals: "'kusto'" },
        ],
        page: "translate-function",
        ..Description::SCALAR
    },
    kernel: translate,
};

fn translate(call: &Call) -> Result<ArrayRef, KernelError> {
    let (from, to, texts) = (Texts::of(&call.args[0]), Texts::of(&call.args[1]), Texts::of(&call.args[2]));
    let mut last: Option<(String, String, HashMap<char, Option<char>>)> = None;
    Ok(call.strings(|row| {
        let (from, to) = (from.text(row), to.text(row));
        // The sets are constants as a rule: the map is made anew only when they change.
        if last.as_ref().is_none_or(|(f, t, _)| *f != from || *t != to) {
            last = Some((from.to_string(), to.to_string(), map(&from, &to)));
        }
        let replaced = |c: char| match last.as_ref().and_then(|(_, _, map)| map.get(&c)) {
            Some(replacement) => *replacement,
            None => Some(c),
        };
        texts.text(row).chars().filter_map(replaced).collect::<String>()
    }))
}

/// What each character becomes; nothing where it is deleted. The first of two mappings of a character counts.
fn map(from: &str, to: &str) -> HashMap<char, Option<char>> {
    let mut to: Vec<char> = to.chars().collect();
    to.reverse();
    let mut map = HashMap::new();
    let mut last = None;
    for c in from.chars() {
        last = to.pop().or(last);
        map.entry(c).or_insert(last);
    }
    map
}
