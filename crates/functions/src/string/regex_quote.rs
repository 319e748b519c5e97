use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const REGEX_QUOTE: Function = Function {
    description: &Description {
        name: "regex_quote",
        signatures: &["(text: scalar) -> string"],
        summary: "Escapes everything in a text that means something in a regular expression.",
        examples: &[Example { expression: r#"regex_quote('(so$me.Te^xt)')"#, equals: r#"@'\(so\$me\.Te\^xt\)'"# }],
        page: "regex-quote-function",
        ..Description::SCALAR
    },
    kernel: regex_quote,
};

fn regex_quote(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(call.strings(|row| regex::escape(&texts.text(row))))
}
