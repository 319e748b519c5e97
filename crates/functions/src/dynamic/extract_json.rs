use super::items::text;
use super::json_steps::loose_json_steps;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, path_in_json};

pub const EXTRACT_JSON: Function = Function {
    description: &Description {
        name: "extract_json",
        aliases: &["extractjson"],
        signatures: &[
            "(path: const string, json: string|dynamic) -> string",
            "(path: const string, json: string|dynamic, type: literal type) -> literal",
        ],
        nulls: Nulls::Kernel,
        summary: "What a JSONPath such as `$.a.b[0]` leads to in a JSON text, as a string or as the type named.",
        examples: &[
            Example { expression: r#"extract_json('$.a[1]', '{"a": [1, "x"]}')"#, equals: "'x'" },
            Example { expression: r#"extract_json('$.a', '{"a": 30}', typeof(long))"#, equals: "30" },
            Example { expression: r#"extract_json('$.b', '{"a": 30}')"#, equals: "''" },
        ],
        page: "extract-json-function",
        deviation: Some(
            "A name may follow `$` or `]` without its dot: `$a` means `$.a`. The documentation shows it with a dot alone, \
             published hunts write it without.",
        ),
        ..Description::SCALAR
    },
    kernel: extract_json,
};

fn extract_json(call: &Call) -> Result<ArrayRef, KernelError> {
    let path = call.constant_text(0)?;
    let steps = loose_json_steps(&path)
        .ok_or_else(|| KernelError::new(format!("`{path}` is not a JSONPath like `$.a.b[0]`")))?;
    let json = &call.args[1];
    Ok(call.rows(|row| path_in_json(&text(json, row), &steps).map(|found| dynamic::to_value(&found, call.returns))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{is, try_answer};
    use super::EXTRACT_JSON;
    use lurcher_types::{Type, Value};

    #[test]
    fn paths_into_text() {
        let text = |s: &str| Value::String(s.to_owned());
        is(&EXTRACT_JSON, &["'$.a.b'", "'{\"a\":{\"b\":[1, 2]}}'"], text("[1,2]"));
        is(&EXTRACT_JSON, &["'$.a'", "{\"a\":\"x\"}"], text("x"));
        is(&EXTRACT_JSON, &["'$a'", "{\"a\":\"x\"}"], text("x"));
        is(&EXTRACT_JSON, &["'$.a'", "'no json'"], text(""));
        is(&EXTRACT_JSON, &["'$.a'", "'{\"a\":\"7\"}'"], Value::Long(7));
        let bad = [text("a..b"), text("{}")];
        assert!(try_answer(&EXTRACT_JSON, Type::String, &bad).is_err());
    }
}
