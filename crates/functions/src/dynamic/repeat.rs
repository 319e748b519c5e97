use super::items::{MAX_ELEMENTS, answers, encoded, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};

pub const REPEAT: Function = Function {
    description: &Description {
        name: "repeat",
        signatures: &["(value: scalar, count: integer) -> dynamic"],
        naming: Naming::Prefix("repeat"),
        nulls: Nulls::Kernel,
        summary: "An array that holds one value several times; null for a negative count.",
        examples: &[
            Example { expression: "repeat(1, 3)", equals: "dynamic([1,1,1])" },
            Example { expression: "repeat('a', 0)", equals: "dynamic([])" },
        ],
        page: "repeat-function",
        deviation: Some("A count above 1048576 is refused."),
        ..Description::SCALAR
    },
    kernel: repeat,
};

fn repeat(call: &Call) -> Result<ArrayRef, KernelError> {
    let counts = call.args[1].longs();
    if (0..call.rows).filter_map(|row| counts.get(row)).any(|count| count > MAX_ELEMENTS as i64) {
        return Err(KernelError::new(format!("`repeat` makes at most {MAX_ELEMENTS} elements")));
    }
    answers(call, |row, out| {
        let count = usize::try_from(counts.get(row)?).ok()?;
        let value = encoded(&call.args[0], row);
        write_array(out, std::iter::repeat_n(&*value, count));
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gives, try_answer};
    use super::REPEAT;
    use lurcher_types::{Type, Value};

    #[test]
    fn counts() {
        gives(&REPEAT, &["'a'", "2"], r#"["a","a"]"#);
        gives(&REPEAT, &["1", "0"], "[]");
        gives(&REPEAT, &["1", "-1"], "null");
        assert!(try_answer(&REPEAT, Type::Dynamic, &[Value::Long(1), Value::Long(i64::MAX)]).is_err());
    }
}
