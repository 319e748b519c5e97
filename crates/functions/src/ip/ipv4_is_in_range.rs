use super::address::{Ipv4, mask4};
use super::arguments::text;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const IPV4_IS_IN_RANGE: Function = Function {
    description: &Description {
        name: "ipv4_is_in_range",
        signatures: &["(ip: string|dynamic, ip_range: string|dynamic) -> bool"],
        summary: "Whether an IPv4 address lies in a range such as `10.0.0.0/8`; null if one of them cannot be read.",
        examples: &[
            Example { expression: "ipv4_is_in_range('192.168.1.6', '192.168.1.1/24')", equals: "true" },
            Example { expression: "ipv4_is_in_range('192.168.2.6', '192.168.1.1/24')", equals: "false" },
        ],
        page: "ipv4-is-in-range-function",
        ..Description::SCALAR
    },
    kernel: |call| {
        Ok(call.bools(|row| {
            let address = Ipv4::parse(&text(&call.args[0], row))?;
            let range = Ipv4::parse(&text(&call.args[1], row))?;
            Some(is_in(address, range))
        }))
    },
};

/// The bits behind the prefix of the range do not count.
pub fn is_in(address: Ipv4, range: Ipv4) -> bool {
    mask4(address.network(32), range.prefix) == range.network(32)
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn host_bits_of_the_range_do_not_count() {
        let is = |ip, range| of("ipv4_is_in_range", &[text(ip), text(range)]);
        assert_eq!(is("192.168.1.1", "192.168.1.255/24"), Value::Bool(true));
        assert_eq!(is("192.168.1.1", "192.168.1.1"), Value::Bool(true));
        assert_eq!(is("192.168.2.1", "192.168.1.1/24"), Value::Bool(false));
        assert_eq!(is("192.168.2.1", "192.168.1.1/40"), Value::Null(Type::Bool));
    }
}
