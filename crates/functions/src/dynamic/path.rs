//! `d.a.b[0]` and `parse_json(text).a.b[0]`: what the binder makes of a path with constant steps.

use super::items::parts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Naming, Nulls};
use lurcher_types::dynamic::{self, Found, Paths, Step};
use lurcher_types::{Type, Value};

pub const PATH: Function = Function {
    description: &Description {
        name: "__path",
        signatures: &["(value: dynamic, step: const string|integer...) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        summary: "A path of constant keys and indexes into a dynamic; what is not there is null.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: path,
};

pub const JSON_PATH: Function = Function {
    description: &Description {
        name: "__json_path",
        signatures: &["(json: string|dynamic, step: const string|integer...) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        summary: "The same path into a JSON text, without keeping the rest of it.",
        page: "scalar-data-types/dynamic",
        ..Description::SCALAR
    },
    kernel: json_path,
};

fn path(call: &Call) -> Result<ArrayRef, KernelError> {
    let steps = steps(call)?;
    let values = call.args[0].dynamics();
    Ok(parts(call, |row| dynamic::path(values.get(row)?, &steps)))
}

fn json_path(call: &Call) -> Result<ArrayRef, KernelError> {
    if call.args[0].kql_type == Type::Dynamic {
        // `parse_json` passes a dynamic through.
        return path(call);
    }
    let steps = steps(call)?;
    let texts = call.args[0].strings();
    let (paths, mut found) = (Paths::new([steps.as_slice()]), Found::default());
    Ok(parts(call, |row| {
        paths.find(texts.value(row), &mut found);
        found.value(texts.value(row), 0)
    }))
}

fn steps(call: &Call) -> Result<Vec<Step>, KernelError> {
    let step = |value: Option<Value>| match value {
        Some(Value::String(key)) => Ok(Step::Key(key)),
        Some(Value::Long(index)) => Ok(Step::Index(index)),
        Some(Value::Int(index)) => Ok(Step::Index(i64::from(index))),
        _ => Err(KernelError::new("a step of a path must be a constant string or whole number")),
    };
    call.args.iter().skip(1).map(|a| step(a.constant_value())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::*;

    #[test]
    fn both_walk_alike() {
        let json = r#"{"a":{"b":[10,{"c d":"x"}]},"n":null}"#;
        let text = format!("'{json}'");
        for (steps, expected) in [
            (&["'a'", "'b'", "0"][..], "10"),
            (&["'a'", "'b'", "-1", "'c d'"], "\"x\""),
            (&["'a'", "'b'"], r#"[10,{"c d":"x"}]"#),
            (&["'a'", "'b'", "2"], "null"),
            (&["'a'", "'b'", "'c'"], "null"),
            (&["'n'"], "null"),
            (&["'zz'", "'y'"], "null"),
        ] {
            gives(&PATH, &[&[json], steps].concat(), expected);
            gives(&JSON_PATH, &[&[text.as_str()], steps].concat(), expected);
            gives(&JSON_PATH, &[&[json], steps].concat(), expected);
        }
        gives(&JSON_PATH, &["'no json'", "'a'"], "null");
        gives(&PATH, &["null", "'a'"], "null");
    }
}
