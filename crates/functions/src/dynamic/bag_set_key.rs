use super::items::{answers, bag, encoded};
use super::json_steps::bag_path;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic;

pub const BAG_SET_KEY: Function = Function {
    description: &Description {
        name: "bag_set_key",
        signatures: &["(bag: bag, key: const string, value: scalar) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag with a key, or a path of keys such as `$.a.b`, set to a value; null for anything but a bag.",
        examples: &[
            Example { expression: "bag_set_key(dynamic({'a': 1}), 'b', 2)", equals: "dynamic({'a':1,'b':2})" },
            Example {
                expression: "bag_set_key(dynamic({'a': 1}), '$.b.c', 'x')",
                equals: "dynamic({'a':1,'b':{'c':'x'}})",
            },
        ],
        page: "bag-set-key-function",
        deviation: Some("A value in the way of a path that is not a bag is replaced by one."),
        ..Description::SCALAR
    },
    kernel: bag_set_key,
};

fn bag_set_key(call: &Call) -> Result<ArrayRef, KernelError> {
    let path = bag_path(&call.constant_text(1)?);
    answers(call, |row, out| {
        set(out, bag(&call.args[0], row)?, &path, &encoded(&call.args[2], row));
        Some(())
    })
}

/// Writes a bag with one path set; what is no bag counts as an empty one.
fn set(out: &mut String, bag: &str, path: &[String], value: &str) {
    let Some((head, deeper)) = path.split_first() else {
        out.push_str(value);
        return;
    };
    out.push('{');
    let mut found = false;
    for (i, (key, old)) in dynamic::members(bag).enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(key);
        out.push(':');
        if dynamic::string_content(key) == head.as_str() {
            found = true;
            set(out, old, deeper, value);
        } else {
            out.push_str(old);
        }
    }
    if !found {
        if !out.ends_with('{') {
            out.push(',');
        }
        dynamic::write_string(out, head);
        out.push(':');
        set(out, "{}", deeper, value);
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::BAG_SET_KEY;

    #[test]
    fn keys_and_paths() {
        gives(&BAG_SET_KEY, &[r#"{"key1":1,"key3":"abc"}"#, "'key3'", "3"], r#"{"key1":1,"key3":3}"#);
        gives(&BAG_SET_KEY, &[r#"{"a":1,"b":{"c":1,"d":2}}"#, "'$.b.c'", "'x'"], r#"{"a":1,"b":{"c":"x","d":2}}"#);
        gives(&BAG_SET_KEY, &["{}", "'$.b.c'", "null"], r#"{"b":{"c":null}}"#);
        gives(&BAG_SET_KEY, &["{\"b\":[1]}", "'$.b.c'", "1"], r#"{"b":{"c":1}}"#);
        gives(&BAG_SET_KEY, &["[1]", "'a'", "1"], "null");
        gives(&BAG_SET_KEY, &["null", "'a'", "1"], "null");
    }
}
