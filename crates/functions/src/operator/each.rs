//! Runs a prepared test over the rows of a text argument.

use crate::string::texts::Texts;
use crate::{Call, KernelError};
use arrow::array::{ArrayRef, BooleanArray};
use arrow::buffer::BooleanBuffer;
use std::sync::Arc;

/// The answers to `text OP needle`. The needle is prepared once where it is a constant, which it nearly always is.
///
/// A missing operand makes the answer false, never null: so `!contains` keeps the rows that have no text.
pub fn by_needle<T>(
    call: &Call,
    prepare: impl Fn(&str) -> T,
    mut test: impl FnMut(&mut T, &str) -> bool,
) -> Result<ArrayRef, KernelError> {
    let [text, needle] = call.args else {
        return Err(KernelError::new("a text operator has two operands"));
    };
    let needles = Texts::of(needle);
    if needle.constant {
        let Some(needle) = needles.get(0) else { return Ok(bools(call, |_| false)) };
        let mut prepared = prepare(&needle);
        return Ok(over_texts(call, &Texts::of(text), |text| test(&mut prepared, text)));
    }
    let texts = Texts::of(text);
    let mut last: Option<(String, T)> = None;
    Ok(bools(call, |row| {
        let (Some(text), Some(needle)) = (texts.get(row), needles.get(row)) else { return false };
        if last.as_ref().is_none_or(|(known, _)| *known != needle) {
            last = Some((needle.to_string(), prepare(&needle)));
        }
        last.as_mut().is_some_and(|(_, prepared)| test(prepared, &text))
    }))
}

/// The test's answer for every text; false where there is none.
pub fn over_texts(call: &Call, texts: &Texts, mut test: impl FnMut(&str) -> bool) -> ArrayRef {
    match texts {
        Texts::Plain(strings) => bools(call, |row| test(strings.value(row))),
        _ => bools(call, |row| texts.get(row).is_some_and(|text| test(&text))),
    }
}

/// Answers without nulls, packed as they come.
pub fn bools(call: &Call, answer: impl FnMut(usize) -> bool) -> ArrayRef {
    Arc::new(BooleanArray::new(BooleanBuffer::collect_bool(call.rows, answer), None))
}
