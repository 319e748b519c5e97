//! Answers row by row, of which a row may refuse the whole query.

use crate::dynamic::items::answers;
use crate::{Call, KernelError};
use arrow::array::ArrayRef;

/// Like [`answers`]; the first refusal ends it.
pub fn try_answers(
    call: &Call,
    mut write: impl FnMut(usize, &mut String) -> Result<Option<()>, KernelError>,
) -> Result<ArrayRef, KernelError> {
    let mut refused = None;
    let answer = answers(call, |row, out| {
        if refused.is_some() {
            return None;
        }
        write(row, out).unwrap_or_else(|error| {
            refused = Some(error);
            None
        })
    });
    refused.map_or(answer, Err)
}
