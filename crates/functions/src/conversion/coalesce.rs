use super::branches::{choose, spread};
use crate::{Call, Function, KernelError};
use arrow::array::{ArrayRef, BooleanArray};
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Nulls};

pub const COALESCE: Function = Function {
    description: &Description {
        name: "coalesce",
        signatures: &["(value: common, values: common...) -> common"],
        nulls: Nulls::Kernel,
        summary: "The first argument that is neither null nor the empty text.",
        examples: &[
            Example { expression: "coalesce(long(null), 7, 8)", equals: "7" },
            Example { expression: "coalesce('', ' ')", equals: "' '" },
        ],
        page: "coalesce-function",
        ..Description::SCALAR
    },
    kernel: coalesce,
};

fn coalesce(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some((last, earlier)) = call.args.split_last() else { return Err(KernelError::new("arguments are wanted")) };
    let mut answer = spread(last, call.rows)?;
    for argument in earlier.iter().rev() {
        answer = choose(&present(argument, call.rows), argument, &answer)?;
    }
    Ok(answer)
}

/// Where a value is there; every other type than string has its nulls for that.
fn present(column: &Column, rows: usize) -> BooleanArray {
    if column.kql_type == Type::String {
        let texts = column.strings();
        return (0..rows).map(|row| Some(!texts.value(row).is_empty())).collect();
    }
    (0..rows).map(|row| Some(!column.is_null(row))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use lurcher_types::Value;

    #[test]
    fn what_is_skipped() {
        let null = Value::Null(Type::Long);
        assert_eq!(call(&COALESCE, Type::Long, &[null.clone(), Value::Long(0), Value::Long(1)]), Value::Long(0));
        assert_eq!(call(&COALESCE, Type::Long, &[null.clone(), null.clone()]), null);
        assert_eq!(call(&COALESCE, Type::String, &[text(""), text("")]), text(""));
        assert_eq!(call(&COALESCE, Type::String, &[text(""), text("b")]), text("b"));
        let empty = Value::Dynamic("[]".to_owned());
        assert_eq!(call(&COALESCE, Type::Dynamic, &[empty.clone(), Value::Null(Type::Dynamic)]), empty);
    }
}
