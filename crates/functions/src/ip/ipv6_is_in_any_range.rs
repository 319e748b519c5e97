use super::address::Ipv6;
use super::arguments::{LIST_SIGNATURES, List, text};
use super::ipv4_is_in_any_range::in_any;
use super::ipv6_is_in_range::is_in;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example, Nulls};

pub const IPV6_IS_IN_ANY_RANGE: Function = Function {
    description: &Description {
        name: "ipv6_is_in_any_range",
        signatures: LIST_SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Whether an IPv6 or IPv4 address lies in one of several ranges, given as arguments or as one array.",
        examples: &[
            Example { expression: "ipv6_is_in_any_range('fe80::1', 'fc00::/7', 'fe80::/10')", equals: "true" },
            Example { expression: "ipv6_is_in_any_range('fe80::1', dynamic(['fc00::/7']))", equals: "false" },
        ],
        page: "ipv6-is-in-any-range-function",
        ..Description::SCALAR
    },
    kernel: ipv6_is_in_any_range,
};

fn ipv6_is_in_any_range(call: &Call) -> Result<ArrayRef, KernelError> {
    let ranges = List::new(call, Ipv6::parse);
    Ok(call.bools(|row| {
        let address = Ipv6::parse(&text(&call.args[0], row))?;
        let ranges = ranges.row(call, row, Ipv6::parse);
        in_any(&ranges, |range| is_in(address, range))
    }))
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, text};
    use lurcher_types::Value;

    #[test]
    fn arguments_or_an_array() {
        let name = "ipv6_is_in_any_range";
        let list = array(r#"["a5e::/16","0:0:0:0:0:ffff:c0a8:ac/60"]"#);
        assert_eq!(of(name, &[text("a5e::9"), list.clone()]), Value::Bool(true));
        assert_eq!(of(name, &[text("a5f::9"), list]), Value::Bool(false));
        assert_eq!(of(name, &[text("a5f::9"), text("::/64"), text("a5f::/16")]), Value::Bool(true));
    }
}
