use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::{Value, dynamic};

pub const UNICODE_CODEPOINTS_TO_STRING: Function = Function {
    description: &Description {
        name: "unicode_codepoints_to_string",
        aliases: &["make_string"],
        signatures: &["(value: integer|dynamic...) -> string"],
        nulls: Nulls::Kernel,
        summary: "The text of code points, given as numbers and arrays of numbers; what is no code point is left out.",
        examples: &[
            Example { expression: "unicode_codepoints_to_string(75, 117, 115, 116, 111)", equals: "'Kusto'" },
            Example {
                expression: "unicode_codepoints_to_string(dynamic([75, 117, 115]), 116, 111)",
                equals: "'Kusto'",
            },
        ],
        page: "unicode-codepoints-to-string-function",
        ..Description::SCALAR
    },
    kernel: unicode_codepoints_to_string,
};

fn unicode_codepoints_to_string(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| {
        let mut text = String::new();
        call.args.iter().for_each(|arg| push(&mut text, &arg.value(row)));
        text
    }))
}

fn push(text: &mut String, value: &Value) {
    let point = |n: i64| u32::try_from(n).ok().and_then(char::from_u32);
    match value {
        Value::Int(n) => text.extend(point(i64::from(*n))),
        Value::Long(n) => text.extend(point(*n)),
        Value::Dynamic(encoded) if dynamic::kind(encoded) == dynamic::Kind::Array => {
            dynamic::elements(encoded).filter_map(dynamic::scalar).for_each(|item| push(text, &item));
        }
        Value::Dynamic(encoded) => dynamic::scalar(encoded).iter().for_each(|item| push(text, item)),
        _ => {}
    }
}
