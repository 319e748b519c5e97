use super::address::{Ipv6, mask6};
use super::arguments::text;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const IPV6_IS_IN_RANGE: Function = Function {
    description: &Description {
        name: "ipv6_is_in_range",
        signatures: &["(ip: string|dynamic, ip_range: string|dynamic) -> bool"],
        summary: "Whether an IPv6 or IPv4 address lies in a range such as `fe80::/10`; null if one cannot be read.",
        examples: &[
            Example { expression: "ipv6_is_in_range('fe80::1', 'fe80::/10')", equals: "true" },
            Example { expression: "ipv6_is_in_range('fe80::1', 'fe80::2')", equals: "false" },
        ],
        page: "ipv6-is-in-range-function",
        ..Description::SCALAR
    },
    kernel: |call| {
        Ok(call.bools(|row| {
            let address = Ipv6::parse(&text(&call.args[0], row))?;
            let range = Ipv6::parse(&text(&call.args[1], row))?;
            Some(is_in(address, range))
        }))
    },
};

/// The bits behind the prefix of the range do not count.
pub fn is_in(address: Ipv6, range: Ipv6) -> bool {
    mask6(address.network(128), range.prefix) == range.network(128)
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn host_bits_of_the_range_do_not_count() {
        let is = |ip, range| of("ipv6_is_in_range", &[text(ip), text(range)]);
        let ip = "a5e:f127:8a9d:146d:e102:b5d3:c755:abcd";
        assert_eq!(is(ip, "a5e:f127:8a9d:146d:e102:b5d3:c755:f6cd/112"), Value::Bool(true));
        assert_eq!(is(ip, ip), Value::Bool(true));
        assert_eq!(is(ip, "0:0:0:0:0:ffff:c0a8:ac/60"), Value::Bool(false));
        assert_eq!(is("10.1.2.3", "10.0.0.0/8"), Value::Bool(true));
        assert_eq!(is(ip, "/60"), Value::Null(Type::Bool));
    }
}
