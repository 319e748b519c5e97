use super::items::{array, encoded, identity};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const ARRAY_INDEX_OF: Function = Function {
    description: &Description {
        name: "array_index_of",
        signatures: &[
            "(array: array, value: scalar, [start: integer], [length: integer], [occurrence: const integer]) -> long",
        ],
        nulls: Nulls::Kernel,
        summary: "Where a value stands in an array, -1 if it does not; the search can be cut to a part and a repetition.",
        examples: &[
            Example { expression: "array_index_of(dynamic(['a', 'b', 'a']), 'a')", equals: "0" },
            Example { expression: "array_index_of(dynamic(['a', 'b', 'a']), 'a', 1)", equals: "2" },
            Example { expression: "array_index_of(dynamic(['a', 'b', 'a']), 'c')", equals: "-1" },
        ],
        page: "array-index-of-function",
        ..Description::SCALAR
    },
    kernel: array_index_of,
};

fn array_index_of(call: &Call) -> Result<ArrayRef, KernelError> {
    // A missing argument is its default; one that is null makes the answer null.
    let number = |index: usize, row: usize, default: i64| match call.args.get(index) {
        Some(column) => column.longs().get(row),
        None => Some(default),
    };
    Ok(call.longs(|row| {
        let items = array(&call.args[0], row)?;
        let (start, length, occurrence) = (number(2, row, 0)?, number(3, row, -1)?, number(4, row, 1)?);
        if length < -1 || occurrence < 0 {
            return None;
        }
        let start = if start < 0 { start.saturating_add(items.len() as i64).max(0) } else { start } as usize;
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let value = encoded(&call.args[1], row);
        let wanted = identity(&value);
        let found = items.iter().enumerate().skip(start).take(length).filter(|(_, item)| identity(item) == wanted);
        let nth = usize::try_from(occurrence).ok()?.checked_sub(1);
        let place = nth.and_then(|nth| found.map(|(i, _)| i).nth(nth));
        Some(place.map_or(-1, |i| i as i64))
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::ARRAY_INDEX_OF;
    use lurcher_types::{Type, Value};

    #[test]
    fn searches() {
        let array = r#"["this","is","an","example","an","example"]"#;
        for (args, expected) in [
            (&["'an'"][..], 2),
            (&["'example'", "1", "3"], 3),
            (&["'example'", "1", "2"], -1),
            (&["'is'", "2", "4"], -1),
            (&["'example'", "2", "-1"], 3),
            (&["'an'", "1", "-1", "2"], 4),
            (&["'an'", "1", "-1", "3"], -1),
            (&["'an'", "-3"], 4),
            (&["'is'", "-4"], -1),
            (&["'an'", "99"], -1),
            (&["'An'"], -1),
        ] {
            let args: Vec<&str> = [array].into_iter().chain(args.iter().copied()).collect();
            is(&ARRAY_INDEX_OF, &args, Value::Long(expected));
        }
        is(&ARRAY_INDEX_OF, &["[1.0,2.0]", "2"], Value::Long(1));
        is(&ARRAY_INDEX_OF, &["[1]", "1", "0", "-2"], Value::Null(Type::Long));
        is(&ARRAY_INDEX_OF, &["null", "1"], Value::Null(Type::Long));
    }
}
