use super::regex_cache::{compiled, constant_pattern};
use super::search_range::Range;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const INDEXOF_REGEX: Function = Function {
    description: &Description {
        name: "indexof_regex",
        signatures: &[
            "(text: scalar, regex: const scalar, [start: integer], [length: integer], [occurrence: const integer]) -> long",
        ],
        summary: "The position of a regular expression's match within a text, counted in characters from 0; -1 if there is none.",
        examples: &[
            Example { expression: "indexof_regex('abcabc', 'a.c')", equals: "0" },
            Example { expression: "indexof_regex('abcabcdefg', 'a.c', 0, 9, 2)", equals: "3" },
            Example { expression: "indexof_regex('abcabc', 'a.c', 1, -1, 2)", equals: "-1" },
            Example { expression: "indexof_regex('ababaa', 'a.a', 0, -1, 2)", equals: "-1" },
            Example { expression: "indexof_regex('abcabc', 'a|ab', -1)", equals: "long(null)" },
        ],
        page: "indexof-regex-function",
        ..Description::SCALAR
    },
    kernel: indexof_regex,
};

fn indexof_regex(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    let regex = compiled(&constant_pattern(call, 1)?.unwrap_or_default())?;
    let range = Range::of(call)?;
    Ok(call.longs(|row| {
        let range = range.row(row)?;
        // Unlike indexof, this one takes no start before the text.
        if range.starts_before_the_text() {
            return None;
        }
        range.position(&texts.text(row), |text, from| {
            if from > text.len() {
                return None;
            }
            let found = regex.find_at(text, from)?;
            let one_on = |c: char| found.end() + c.len_utf8();
            let next = match found.is_empty() {
                true => text.get(found.end()..)?.chars().next().map_or(text.len() + 1, one_on),
                false => found.end(),
            };
            Some((found.start(), next))
        })
    }))
}
