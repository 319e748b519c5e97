use super::items::text;
use super::json_steps::bag_path;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const BAG_HAS_KEY: Function = Function {
    description: &Description {
        name: "bag_has_key",
        signatures: &["(bag: bag, key: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a bag has a key, or a path of keys such as `$.a.b`; null where there is no bag at all.",
        examples: &[
            Example { expression: "bag_has_key(dynamic({'a': 1}), 'a')", equals: "true" },
            Example { expression: "bag_has_key(dynamic({'a': {'b': 1}}), '$.a.b')", equals: "true" },
            Example { expression: "bag_has_key(dynamic({'a': 1}), 'b')", equals: "false" },
        ],
        page: "bag-has-key-function",
        ..Description::SCALAR
    },
    kernel: bag_has_key,
};

fn bag_has_key(call: &Call) -> Result<ArrayRef, KernelError> {
    let bags = call.args[0].dynamics();
    Ok(call.bools(|row| {
        let bag = bags.get(row)?;
        Some(has(bag, &bag_path(&text(&call.args[1], row))))
    }))
}

/// Follows the keys; a key that is there with a null counts as there.
fn has(bag: &str, keys: &[String]) -> bool {
    let mut value = bag;
    keys.iter().all(|key| {
        let found = dynamic::members(value).find(|(k, _)| dynamic::string_content(k) == key.as_str());
        found.map(|(_, inner)| value = inner).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::is;
    use super::BAG_HAS_KEY;
    use lurcher_types::{Type, Value};

    #[test]
    fn keys_and_paths() {
        let bag = r#"{"key1":123,"key2":{"prop1":"abc","n":null},"key3":[100],"$x":1}"#;
        for (key, expected) in [
            ("'key1'", true),
            ("'Key1'", false),
            ("'$.key2.prop1'", true),
            ("'$.key2.n'", true),
            ("'$.key2.zz'", false),
            ("'$.key1.prop1'", false),
            ("'$.key3[0]'", false),
            ("'$x'", true),
            ("'key2.prop1'", false),
        ] {
            is(&BAG_HAS_KEY, &[bag, key], Value::Bool(expected));
        }
        is(&BAG_HAS_KEY, &["[1]", "'a'"], Value::Bool(false));
        is(&BAG_HAS_KEY, &["null", "'a'"], Value::Null(Type::Bool));
    }
}
