use super::items::{answers, text};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, dynamic};

pub const DYNAMIC_TO_JSON: Function = Function {
    description: &Description {
        name: "dynamic_to_json",
        signatures: &["(value: scalar) -> string"],
        nulls: Nulls::Kernel,
        summary: "A dynamic as JSON with the keys of every bag in order; any other value as `tostring` prints it.",
        examples: &[Example {
            expression: "dynamic_to_json(dynamic({'b': 1, 'a': {'d': [2], 'c': 3}}))",
            equals: r#"'{"a":{"c":3,"d":[2]},"b":1}'"#,
        }],
        page: "dynamic-to-json-function",
        ..Description::SCALAR
    },
    kernel: dynamic_to_json,
};

fn dynamic_to_json(call: &Call) -> Result<ArrayRef, KernelError> {
    let value = &call.args[0];
    answers(call, |row, out| {
        if value.kql_type != Type::Dynamic {
            out.push_str(&text(value, row));
            return Some(());
        }
        let mut tree = Dynamic::parse(value.dynamics().get(row)?);
        sort(&mut tree);
        out.push_str(&dynamic::to_json(&tree.encode()));
        Some(())
    })
}

fn sort(tree: &mut Dynamic) {
    match tree {
        Dynamic::Array(items) => items.iter_mut().for_each(sort),
        Dynamic::Bag(members) => {
            members.sort_by(|a, b| a.0.cmp(&b.0));
            members.iter_mut().for_each(|(_, value)| sort(value));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::DYNAMIC_TO_JSON;
    use lurcher_types::Value;

    #[test]
    fn keys_are_sorted_at_every_level() {
        let text = |s: &str| Value::String(s.to_owned());
        is(&DYNAMIC_TO_JSON, &[r#"{"b":1,"a":[{"d":1,"c":2.0}]}"#], text(r#"{"a":[{"c":2.0,"d":1}],"b":1}"#));
        is(&DYNAMIC_TO_JSON, &["[@d637134336000000000]"], text(r#"["2020-01-01T00:00:00.0000000Z"]"#));
        is(&DYNAMIC_TO_JSON, &["null"], text(""));
        is(&DYNAMIC_TO_JSON, &["true"], text("True"));
    }
}
