use super::address::Ipv4;
use super::arguments::{LIST_SIGNATURES, List, text};
use super::ipv4_is_in_range::is_in;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const IPV4_IS_IN_ANY_RANGE: Function = Function {
    description: &Description {
        name: "ipv4_is_in_any_range",
        signatures: LIST_SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Whether an IPv4 address lies in one of several ranges, given as arguments or as one array.",
        examples: &[
            Example { expression: "ipv4_is_in_any_range('10.1.2.3', '192.168.1.1/24', '10.0.0.1/8')", equals: "true" },
            Example { expression: "ipv4_is_in_any_range('8.8.8.8', dynamic(['10.0.0.0/8']))", equals: "false" },
        ],
        page: "ipv4-is-in-any-range-function",
        ..Description::SCALAR
    },
    kernel: ipv4_is_in_any_range,
};

fn ipv4_is_in_any_range(call: &Call) -> Result<ArrayRef, KernelError> {
    let ranges = List::new(call, Ipv4::parse);
    Ok(call.bools(|row| {
        let address = Ipv4::parse(&text(&call.args[0], row))?;
        let ranges = ranges.row(call, row, Ipv4::parse);
        in_any(&ranges, |range| is_in(address, range))
    }))
}

/// True if any range holds it; otherwise null if a range could not be read, for the address might lie in that one.
pub fn in_any<T: Copy>(ranges: &[Option<T>], holds: impl Fn(T) -> bool) -> Option<bool> {
    if ranges.iter().flatten().any(|range| holds(*range)) {
        return Some(true);
    }
    ranges.iter().all(Option::is_some).then_some(false)
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, over, text};
    use lurcher_columnar::{Column, array_of};
    use lurcher_types::{Type, Value};

    #[test]
    fn arguments_or_an_array() {
        let name = "ipv4_is_in_any_range";
        let ranges = [text("192.168.1.6"), text("10.0.0.0/8"), text("192.168.1.1/24")];
        assert_eq!(of(name, &ranges), Value::Bool(true));
        assert_eq!(of(name, &[text("127.0.0.1"), array(r#"["127.0.0.1","192.168.1.1"]"#)]), Value::Bool(true));
        assert_eq!(of(name, &[text("1.1.1.1"), array("[]")]), Value::Bool(false));
        assert_eq!(of(name, &[text("1.1.1.1"), text("nonsense")]), Value::Null(Type::Bool));
        assert_eq!(of(name, &[text("nonsense"), text("1.1.1.1")]), Value::Null(Type::Bool));
    }

    #[test]
    fn a_list_may_differ_by_row() {
        let address = lurcher_columnar::constant(&text("10.0.0.1"));
        let lists = array_of(Type::Dynamic, &[array(r#"["10.0.0.0/8"]"#), array(r#"["11.0.0.0/8"]"#)]);
        let answers = over("ipv4_is_in_any_range", &[address, Column::new(Type::Dynamic, lists)], 2);
        assert_eq!(answers, [Value::Bool(true), Value::Bool(false)]);
    }
}
