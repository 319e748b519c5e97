use super::items::{answers, array};
use super::members::Members;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};
use lurcher_types::dynamic::{self, Kind, NULL};

pub const BAG_ZIP: Function = Function {
    description: &Description {
        name: "bag_zip",
        signatures: &["(keys: array, values: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "A bag made of an array of keys and an array of values; a key without a value holds null.",
        examples: &[Example {
            expression: "bag_zip(dynamic(['a', 'b', 'c']), dynamic([1, 2]))",
            equals: "dynamic({'a':1,'b':2,'c':null})",
        }],
        page: "bag-zip-function",
        deviation: Some("A key given twice holds its last value."),
        ..Description::SCALAR
    },
    kernel: bag_zip,
};

fn bag_zip(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let keys = array(&call.args[0], row)?;
        let values = array(&call.args[1], row).unwrap_or_default();
        let mut members = Members::default();
        for (key, value) in keys.into_iter().zip(values.into_iter().chain(std::iter::repeat(NULL))) {
            // A key that is no string is left out together with its value.
            if dynamic::kind(key) == Kind::String {
                members.set(key.into(), value.into());
            }
        }
        members.write(out);
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::BAG_ZIP;

    #[test]
    fn pairs() {
        gives(&BAG_ZIP, &["[\"a\",\"b\",\"c\"]", "[1,[2]]"], r#"{"a":1,"b":[2],"c":null}"#);
        gives(&BAG_ZIP, &["[\"a\",8,\"b\"]", "[1,2,3,4]"], r#"{"a":1,"b":3}"#);
        gives(&BAG_ZIP, &["[\"a\"]", "dynamic 5"], r#"{"a":null}"#);
        gives(&BAG_ZIP, &["{}", "[1]"], "null");
    }
}
