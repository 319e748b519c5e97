use super::each::by_needle;
use crate::string::regex_cache::{compiled, constant_pattern};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const MATCHES_REGEX: Function = Function {
    description: &Description {
        name: "matches regex",
        signatures: &["(text: string|dynamic, regex: const string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a regular expression matches anywhere in a text.",
        examples: &[
            Example { expression: "'invoice_2024.pdf' matches regex @'_\\d{4}\\.'", equals: "true" },
            Example { expression: "'Invoice' matches regex 'invoice'", equals: "false" },
        ],
        page: "matches-regex-operator",
        ..Description::SCALAR
    },
    kernel: matches_regex,
};

fn matches_regex(call: &Call) -> Result<ArrayRef, KernelError> {
    let regex = compiled(&constant_pattern(call, 1)?.unwrap_or_default())?;
    by_needle(call, |_| (), |(), text| regex.is_match(text))
}
