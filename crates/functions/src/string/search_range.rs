//! The start, length and occurrence arguments of `indexof` and `indexof_regex`.

use crate::{Call, KernelError};
use lurcher_columnar::{Column, Longs};
use lurcher_types::Value;

/// The optional arguments of a call.
pub struct Range<'a> {
    start: Option<Longs<'a>>,
    length: Option<Longs<'a>>,
    occurrence: i64,
}

/// The arguments of one row.
pub struct RowRange {
    start: i64,
    /// How many positions a match may begin at; nothing for all.
    length: Option<usize>,
    occurrence: usize,
}

impl<'a> Range<'a> {
    pub fn of(call: &Call<'a>) -> Result<Range<'a>, KernelError> {
        let occurrence = match call.args.get(4).map(Column::constant_value) {
            None => 1,
            Some(Some(Value::Long(n))) => n,
            Some(Some(Value::Int(n))) => i64::from(n),
            Some(_) => return Err(KernelError::new("the occurrence must be a constant number")),
        };
        if occurrence == 0 {
            return Err(KernelError::new("occurrences are counted from 1"));
        }
        Ok(Range {
            start: call.args.get(2).map(Column::longs),
            length: call.args.get(3).map(Column::longs),
            occurrence,
        })
    }

    /// Nothing where the answer is null: a negative occurrence, or a length below -1.
    pub fn row(&self, row: usize) -> Option<RowRange> {
        let start = self.start.map_or(Some(0), |start| start.get(row))?;
        let length = self.length.map_or(Some(-1), |length| length.get(row))?;
        let length = match length {
            -1 => None,
            length => Some(usize::try_from(length).ok()?),
        };
        Some(RowRange { start, length, occurrence: usize::try_from(self.occurrence).ok()? })
    }
}

impl RowRange {
    pub fn starts_before_the_text(&self) -> bool {
        self.start < 0
    }

    /// The position in characters of the wanted occurrence, or -1.
    ///
    /// `find` looks from a byte position on, and answers where a match begins and where to look for the next.
    pub fn position(&self, text: &str, find: impl Fn(&str, usize) -> Option<(usize, usize)>) -> Option<i64> {
        let start = match usize::try_from(self.start) {
            Ok(start) => start,
            Err(_) => {
                let back = usize::try_from(self.start.unsigned_abs()).unwrap_or(usize::MAX);
                text.chars().count().saturating_sub(back)
            }
        };
        let Some(mut from) = byte_of(text, start) else { return Some(-1) };
        let end = self.length.and_then(|length| byte_of(text, start.saturating_add(length)));
        for occurrence in 1.. {
            let Some((found, next)) = find(text, from) else { break };
            if end.is_some_and(|end| found >= end) {
                break;
            }
            if occurrence == self.occurrence {
                return Some(text.get(..found).unwrap_or("").chars().count() as i64);
            }
            from = next;
        }
        Some(-1)
    }
}

/// The byte at which a character begins; the end is the beginning of one more.
fn byte_of(text: &str, character: usize) -> Option<usize> {
    text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len())).nth(character)
}
