use super::items::{answers, array, bag};
use super::json_steps::bag_path;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, Kind};

pub const BAG_REMOVE_KEYS: Function = Function {
    description: &Description {
        name: "bag_remove_keys",
        signatures: &["(bag: bag, keys: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag without some keys, or paths of keys such as `$.a.b`; unknown ones are ignored.",
        examples: &[
            Example {
                expression: "bag_remove_keys(dynamic({'a': 1, 'b': 2}), dynamic(['b', 'c']))",
                equals: "dynamic({'a':1})",
            },
            Example {
                expression: "bag_remove_keys(dynamic({'a': {'b': 1, 'c': 2}}), dynamic(['$.a.b']))",
                equals: "dynamic({'a':{'c':2}})",
            },
        ],
        page: "bag-remove-keys-function",
        ..Description::SCALAR
    },
    kernel: bag_remove_keys,
};

fn bag_remove_keys(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let bag = bag(&call.args[0], row)?;
        let keys = array(&call.args[1], row)?;
        let paths: Vec<Vec<String>> = keys
            .iter()
            .filter(|k| dynamic::kind(k) == Kind::String)
            .map(|k| bag_path(&dynamic::string_content(k)))
            .collect();
        remove(out, bag, &paths.iter().map(Vec::as_slice).collect::<Vec<_>>());
        Some(())
    })
}

/// Writes a bag without the paths. A path has at most `MAX_DEPTH` keys, which bounds the recursion.
fn remove(out: &mut String, bag: &str, paths: &[&[String]]) {
    out.push('{');
    let mut first = true;
    for (key, value) in dynamic::members(bag) {
        let name = dynamic::string_content(key);
        let deeper: Vec<&[String]> = paths
            .iter()
            .filter_map(|p| p.split_first())
            .filter(|(head, _)| name == head.as_str())
            .map(|(_, p)| p)
            .collect();
        if deeper.iter().any(|p| p.is_empty()) {
            continue;
        }
        if !first {
            out.push(',');
        }
        first = false;
        out.push_str(key);
        out.push(':');
        if deeper.is_empty() || dynamic::kind(value) != Kind::Bag {
            out.push_str(value);
        } else {
            remove(out, value, &deeper);
        }
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::BAG_REMOVE_KEYS;

    #[test]
    fn keys_and_paths() {
        let bag = r#"{"key1":123,"key2":{"prop1":"abc","prop2":"xyz"},"key3":[100,200]}"#;
        gives(&BAG_REMOVE_KEYS, &[bag, r#"["$.key2.prop1","key3"]"#], r#"{"key1":123,"key2":{"prop2":"xyz"}}"#);
        gives(&BAG_REMOVE_KEYS, &[bag, r#"["zz","$.key1.a",5]"#], bag);
        gives(&BAG_REMOVE_KEYS, &["{\"a\":1}", "[\"a\"]"], "{}");
        gives(&BAG_REMOVE_KEYS, &["[1]", "[\"a\"]"], "null");
    }
}
