//! `array_sort_asc` and `array_sort_desc`. With several arrays the answer is an array of the sorted arrays, of which
//! the binder makes one column each.

use super::items::{answers, array, write_array};
use crate::call::MAX_BATCH_BYTES;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::dynamic::{self, Kind, NULL};
use lurcher_types::{Type, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

const SIGNATURES: &[&str] = &["(array: array...) -> own", "(array: array..., nulls_last: const bool) -> own"];

pub const ARRAY_SORT_ASC: Function = Function {
    description: &Description {
        name: "array_sort_asc",
        signatures: SIGNATURES,
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        summary: "Sorts an array upwards, nulls last; further arrays are reordered like the first.",
        examples: &[
            Example { expression: "array_sort_asc(dynamic([3, 1, 2]))", equals: "dynamic([1,2,3])" },
            Example {
                expression: "array_sort_asc(dynamic([null, 'b', 'a']), false)",
                equals: "dynamic([null,'a','b'])",
            },
        ],
        page: "array-sort-asc-function",
        ..Description::SCALAR
    },
    kernel: |call| sort(call, false),
};

pub const ARRAY_SORT_DESC: Function = Function {
    description: &Description {
        name: "array_sort_desc",
        signatures: SIGNATURES,
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        summary: "Sorts an array downwards, nulls last; further arrays are reordered like the first.",
        examples: &[Example { expression: "array_sort_desc(dynamic([3, 1, 2]))", equals: "dynamic([3,2,1])" }],
        page: "array-sort-desc-function",
        ..Description::SCALAR
    },
    kernel: |call| sort(call, true),
};

fn sort(call: &Call, descending: bool) -> Result<ArrayRef, KernelError> {
    let (arrays, nulls_last) = match call.args.split_last() {
        Some((last, arrays)) if last.kql_type == Type::Bool => match last.constant_value() {
            Some(Value::Bool(nulls_last)) => (arrays, nulls_last),
            _ => return Err(KernelError::new("`nulls_last` must be a constant bool")),
        },
        _ => (call.args, true),
    };
    let one = arrays.len() == 1;
    answers(call, |row, out| {
        let first = array(arrays.first()?, row);
        let order = first.as_deref().map(|items| order(items, descending, nulls_last));
        let sorted = |column: &Column, out: &mut String| {
            let items = array(column, row)?;
            let order = order.as_ref().filter(|o| o.len() == items.len())?;
            write_array(out, order.iter().map(|i| items.get(*i).copied().unwrap_or(NULL)));
            Some(())
        };
        if one {
            return sorted(arrays.first()?, out);
        }
        out.push('[');
        for (i, column) in arrays.iter().enumerate() {
            if out.len() > MAX_BATCH_BYTES {
                break;
            }
            if i > 0 {
                out.push(',');
            }
            if sorted(column, out).is_none() {
                out.push_str(NULL);
            }
        }
        out.push(']');
        Some(())
    })
}

/// The indexes of the elements in sorted order. The sort is stable.
fn order(items: &[&str], descending: bool, nulls_last: bool) -> Vec<usize> {
    let mut keyed: Vec<(Key, usize)> = items.iter().map(|item| Key::of(item, nulls_last)).zip(0..).collect();
    keyed.sort_by(|(a, _), (b, _)| a.compare(b, descending));
    keyed.into_iter().map(|(_, index)| index).collect()
}

/// What an element sorts by. Classes keep their order in both directions, only values within one turn around.
struct Key<'a> {
    class: u8,
    number: (f64, i64),
    text: Cow<'a, str>,
}

impl<'a> Key<'a> {
    fn of(item: &'a str, nulls_last: bool) -> Key<'a> {
        let key = |class| Key { class, number: (0.0, 0), text: Cow::Borrowed("") };
        let number = |text: &str| {
            let whole = text.parse::<i64>().unwrap_or(0);
            (text.parse::<f64>().unwrap_or(0.0), whole)
        };
        match dynamic::kind(item) {
            Kind::Null => key(if nulls_last { 9 } else { 0 }),
            Kind::Long | Kind::Real => Key { number: number(item), ..key(1) },
            Kind::Datetime | Kind::Timespan => Key { number: number(item.get(2..).unwrap_or("")), ..key(1) },
            Kind::String => Key { text: dynamic::string_content(item), ..key(2) },
            Kind::Guid => Key { text: Cow::Borrowed(item), ..key(3) },
            Kind::Bool | Kind::Array | Kind::Bag => key(4),
        }
    }

    fn compare(&self, other: &Key, descending: bool) -> Ordering {
        let (a, b) = if descending { (other, self) } else { (self, other) };
        // Two whole numbers beyond 2^53 can be one and the same real.
        let numbers = a.number.0.total_cmp(&b.number.0).then(a.number.1.cmp(&b.number.1));
        self.class.cmp(&other.class).then(numbers).then_with(|| a.text.cmp(&b.text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::gives;
    use super::*;

    #[test]
    fn one_array() {
        gives(&ARRAY_SORT_ASC, &["[1,3,4,5,2]"], "[1,2,3,4,5]");
        gives(
            &ARRAY_SORT_ASC,
            &["[null,\"blue\",\"yellow\",\"green\",null]"],
            "[\"blue\",\"green\",\"yellow\",null,null]",
        );
        gives(&ARRAY_SORT_ASC, &["[null,\"b\",\"a\"]", "false"], "[null,\"a\",\"b\"]");
        gives(&ARRAY_SORT_DESC, &["[null,\"a\",\"b\"]", "false"], "[null,\"b\",\"a\"]");
        gives(&ARRAY_SORT_DESC, &["[null,\"a\",\"b\",\"B\"]"], "[\"b\",\"a\",\"B\",null]");
        gives(&ARRAY_SORT_ASC, &["[true,\"a\",@d5,3,[1],@t4]"], "[3,@t4,@d5,\"a\",true,[1]]");
        gives(
            &ARRAY_SORT_ASC,
            &["[9223372036854775807,9223372036854775806,1.5]"],
            "[1.5,9223372036854775806,9223372036854775807]",
        );
        gives(&ARRAY_SORT_ASC, &["{}"], "null");
    }

    #[test]
    fn several_arrays() {
        gives(
            &ARRAY_SORT_ASC,
            &["[1,3,4,5,2]", "[\"a\",\"b\",\"c\",\"d\",\"e\"]"],
            "[[1,2,3,4,5],[\"a\",\"e\",\"b\",\"c\",\"d\"]]",
        );
        gives(&ARRAY_SORT_DESC, &["[1,3,2]", "[\"a\",\"b\",\"c\"]"], "[[3,2,1],[\"b\",\"c\",\"a\"]]");
        gives(&ARRAY_SORT_ASC, &["[2,1]", "[1]", "[3,4]"], "[[1,2],null,[4,3]]");
        gives(&ARRAY_SORT_ASC, &["null", "[1]"], "[null,null]");
    }
}
