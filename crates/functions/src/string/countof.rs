use super::regex_cache::{compiled, constant_pattern};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const COUNTOF: Function = Function {
    description: &Description {
        name: "countof",
        signatures: &["(text: text, search: text, [kind: const string]) -> long"],
        summary: "How often a text occurs in another, overlaps included; or how often a regular expression matches, without overlaps.",
        examples: &[
            Example { expression: "countof('aaaa', 'aa')", equals: "3" },
            Example { expression: "countof('ababa', 'aba', 'regex')", equals: "1" },
            Example { expression: "countof('abcabc', 'a.c', 'regex')", equals: "2" },
            Example { expression: "countof('abc', '')", equals: "0" },
        ],
        page: "countof-function",
        ..Description::SCALAR
    },
    kernel: countof,
};

fn countof(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = call.args[0].strings();
    let kind = if call.args.len() > 2 { call.constant_text(2)? } else { "normal".to_owned() };
    match kind.as_str() {
        "normal" => {
            let wanted = call.args[1].strings();
            Ok(call.longs(|row| Some(overlapping(texts.value(row), wanted.value(row)))))
        }
        "regex" => {
            let pattern = constant_pattern(call, 1)?.unwrap_or_default();
            let regex = compiled(&pattern)?;
            let count = |text: &str| if pattern.is_empty() { 0 } else { regex.find_iter(text).count() as i64 };
            Ok(call.longs(|row| Some(count(texts.value(row)))))
        }
        other => Err(KernelError::new(format!("countof() counts 'normal' or 'regex' matches, not '{other}'"))),
    }
}

fn overlapping(text: &str, wanted: &str) -> i64 {
    let Some(first) = wanted.chars().next() else { return 0 };
    let (mut count, mut rest) = (0, text);
    while let Some(at) = rest.find(wanted) {
        count += 1;
        rest = rest.get(at + first.len_utf8()..).unwrap_or("");
    }
    count
}
