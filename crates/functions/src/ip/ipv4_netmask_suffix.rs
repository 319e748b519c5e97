use super::address::Ipv4;
use super::arguments::text;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const IPV4_NETMASK_SUFFIX: Function = Function {
    description: &Description {
        name: "ipv4_netmask_suffix",
        signatures: &["(ip: string|dynamic) -> long"],
        summary: "The prefix length of an IPv4 address, 32 if it has none; null if the text is no address.",
        examples: &[
            Example { expression: "ipv4_netmask_suffix('192.168.1.1/24')", equals: "24" },
            Example { expression: "ipv4_netmask_suffix('192.168.1.1')", equals: "32" },
        ],
        page: "ipv4-netmask-suffix-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.longs(|row| Ipv4::parse(&text(&call.args[0], row)).map(|address| i64::from(address.prefix)))),
};

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn the_prefix_length() {
        let suffix = |ip| of("ipv4_netmask_suffix", &[text(ip)]);
        assert_eq!(suffix("10.1.2.3"), Value::Long(32));
        assert_eq!(suffix("127.0.0.1/16"), Value::Long(16));
        assert_eq!(suffix("127.0.0.1/99"), Value::Null(Type::Long));
    }
}
