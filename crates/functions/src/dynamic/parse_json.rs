use super::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::{Type, dynamic};

pub const PARSE_JSON: Function = Function {
    description: &Description {
        name: "parse_json",
        aliases: &["todynamic", "toobject", "parsejson"],
        signatures: &["(json: string|dynamic) -> dynamic"],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Reads JSON; a text that is not JSON becomes a dynamic string, an empty one null.",
        examples: &[
            Example { expression: r#"parse_json('{"a": [1, 2.0]}')"#, equals: r#"dynamic({"a":[1,2.0]})"# },
            Example { expression: "tostring(parse_json('abc'))", equals: "'abc'" },
            Example { expression: "isnull(parse_json(''))", equals: "true" },
        ],
        page: "parse-json-function",
        deviation: Some(
            "A key written twice holds its last value. JSON nested more than 128 levels deep stays a text.",
        ),
        ..Description::SCALAR
    },
    kernel: parse_json,
};

fn parse_json(call: &Call) -> Result<ArrayRef, KernelError> {
    let json = &call.args[0];
    if json.kql_type == Type::Dynamic && !json.constant {
        return Ok(json.array.clone());
    }
    if json.kql_type == Type::Dynamic {
        return answers(call, |row, out| {
            out.push_str(json.dynamics().get(row)?);
            Some(())
        });
    }
    answers(call, |row, out| write_parsed(out, json.strings().value(row)))
}

/// Appends what a text is as JSON; nothing where it is null.
pub fn write_parsed(out: &mut String, text: &str) -> Option<()> {
    if text.is_empty() {
        return None;
    }
    if !dynamic::from_json_into(out, text) {
        dynamic::write_string(out, text);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::PARSE_JSON;

    #[test]
    fn json_and_what_is_not() {
        gives(&PARSE_JSON, &["'{\"b\" : 1, \"a\":42.0}'"], r#"{"b":1,"a":42.0}"#);
        gives(&PARSE_JSON, &["'abc'"], "\"abc\"");
        gives(&PARSE_JSON, &["'{'a':1}'"], "\"{'a':1}\"");
        gives(&PARSE_JSON, &["''"], "null");
        gives(&PARSE_JSON, &["'null'"], "null");
        gives(&PARSE_JSON, &["\"[1]\""], "\"[1]\"");
        gives(&PARSE_JSON, &["null"], "null");
    }
}
