use super::address::{Ipv4, mask4};
use super::arguments::text;
use crate::Function;
use lurcher_types::describe::{Description, Example};

pub const IPV4_IS_PRIVATE: Function = Function {
    description: &Description {
        name: "ipv4_is_private",
        signatures: &["(ip: string|dynamic) -> bool"],
        summary: "Whether an IPv4 address lies in a private network (RFC 1918); null if the text is no address.",
        examples: &[
            Example { expression: "ipv4_is_private('172.31.0.1')", equals: "true" },
            Example { expression: "ipv4_is_private('127.0.0.1')", equals: "false" },
        ],
        page: "ipv4-is-private-function",
        ..Description::SCALAR
    },
    kernel: |call| {
        Ok(call.bools(|row| Ipv4::parse(&text(&call.args[0], row)).map(|address| is_private(address.network(32)))))
    },
};

fn is_private(bits: u32) -> bool {
    mask4(bits, 8) == 10 << 24
        || mask4(bits, 12) == (172 << 24 | 16 << 16)
        || mask4(bits, 16) == (192 << 24 | 168 << 16)
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn the_three_networks() {
        let is = |ip| of("ipv4_is_private", &[text(ip)]);
        for private in ["10.1.2.3", "172.16.0.0", "172.31.255.255", "192.168.1.1/24"] {
            assert_eq!(is(private), Value::Bool(true), "{private}");
        }
        for public in ["127.0.0.1", "172.32.0.0", "11.0.0.0", "192.169.0.1", "169.254.0.1"] {
            assert_eq!(is(public), Value::Bool(false), "{public}");
        }
        assert_eq!(is(""), Value::Null(Type::Bool));
    }
}
