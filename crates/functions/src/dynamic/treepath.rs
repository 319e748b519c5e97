use super::items::{answers, bag};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::dynamic::{self, Kind, MAX_TREE_DEPTH};
use std::collections::HashSet;

pub const TREEPATH: Function = Function {
    description: &Description {
        name: "treepath",
        signatures: &["(object: bag) -> dynamic"],
        naming: Naming::Prefix("tree"),
        nulls: Nulls::Kernel,
        summary: "The paths to the leaves of a bag; all elements of an array share the path `[0]`.",
        examples: &[Example {
            expression: "treepath(dynamic({'a': [1, {'b': 2}], 'c': 3}))",
            equals: r#"dynamic(["['a']","['a'][0]","['a'][0]['b']","['c']"])"#,
        }],
        page: "treepath-function",
        ..Description::SCALAR
    },
    kernel: treepath,
};

fn treepath(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        out.push('[');
        let mut paths = Paths { out, seen: HashSet::new() };
        paths.walk(bag(&call.args[0], row)?, &mut String::new(), 0);
        out.push(']');
        Some(())
    })
}

/// Writes each path once.
struct Paths<'a> {
    out: &'a mut String,
    seen: HashSet<String>,
}

impl Paths<'_> {
    fn walk(&mut self, value: &str, path: &mut String, depth: usize) {
        // Paths repeat their beginnings, so they can outgrow the bag by far.
        if depth > MAX_TREE_DEPTH || self.out.len() > MAX_BATCH_BYTES {
            return;
        }
        let length = path.len();
        match dynamic::kind(value) {
            Kind::Bag => {
                for (key, inner) in dynamic::members(value) {
                    path.push_str("['");
                    path.push_str(&dynamic::string_content(key));
                    path.push_str("']");
                    self.walk(inner, path, depth + 1);
                    path.truncate(length);
                }
            }
            Kind::Array => {
                self.add(path);
                path.push_str("[0]");
                for element in dynamic::elements(value) {
                    self.walk(element, path, depth + 1);
                }
                path.truncate(length);
            }
            _ => self.add(path),
        }
    }

    fn add(&mut self, path: &str) {
        if self.seen.insert(path.to_owned()) {
            if self.out.len() > 1 {
                self.out.push(',');
            }
            dynamic::write_string(self.out, path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::TREEPATH;

    #[test]
    fn leaves() {
        gives(&TREEPATH, &[r#"{"a":"b","c":123}"#], r#"["['a']","['c']"]"#);
        gives(&TREEPATH, &[r#"{"p":[1,2,3],"q":"v"}"#], r#"["['p']","['p'][0]","['q']"]"#);
        gives(&TREEPATH, &[r#"{"l":[100,"abcde",{"x":"y"}]}"#], r#"["['l']","['l'][0]","['l'][0]['x']"]"#);
        gives(&TREEPATH, &[r#"{"a":{"b":{"c":1}}}"#], r#"["['a']['b']['c']"]"#);
        gives(&TREEPATH, &["[1]"], "null");
    }
}
