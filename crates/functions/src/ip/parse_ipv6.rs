use super::address::{Ipv6, format6};
use super::arguments::{prefix, text};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PARSE_IPV6: Function = Function {
    description: &Description {
        name: "parse_ipv6",
        signatures: &["(ip: string|dynamic) -> string"],
        summary: "An IPv6 or IPv4 address as eight full groups, masked by its prefix; `\"\"` if the text is no address.",
        examples: &[
            Example { expression: "parse_ipv6('127.0.0.1')", equals: "'0000:0000:0000:0000:0000:ffff:7f00:0001'" },
            Example { expression: "parse_ipv6('fe80::1/64')", equals: "'fe80:0000:0000:0000:0000:0000:0000:0000'" },
            Example { expression: "parse_ipv6('fe80')", equals: "''" },
        ],
        page: "parse-ipv6-function",
        ..Description::SCALAR
    },
    kernel: parse_ipv6,
};

pub const PARSE_IPV6_MASK: Function = Function {
    description: &Description {
        name: "parse_ipv6_mask",
        signatures: &["(ip: string|dynamic, prefix: long) -> string"],
        summary: "The same, masked by the smaller of its own prefix and the given one, which counts 128 bits.",
        examples: &[
            Example {
                expression: "parse_ipv6_mask('192.168.255.255', 120)",
                equals: "'0000:0000:0000:0000:0000:ffff:c0a8:ff00'",
            },
            Example {
                expression: "parse_ipv6_mask('fe80::1/120', 64)",
                equals: "'fe80:0000:0000:0000:0000:0000:0000:0000'",
            },
        ],
        page: "parse-ipv6-mask-function",
        ..Description::SCALAR
    },
    kernel: parse_ipv6_mask,
};

fn parse_ipv6(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.strings(|row| Ipv6::parse(&text(&call.args[0], row)).map(|a| format6(a.network(128))).unwrap_or_default()))
}

fn parse_ipv6_mask(call: &Call) -> Result<ArrayRef, KernelError> {
    let masked = |row| {
        let most = prefix(&call.args[1], row, 128)?;
        Some(format6(Ipv6::parse(&text(&call.args[0], row))?.network(most)))
    };
    Ok(call.strings(|row| masked(row).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::Value;

    #[test]
    fn eight_groups() {
        assert_eq!(of("parse_ipv6", &[text("192.168.255.255")]), text("0000:0000:0000:0000:0000:ffff:c0a8:ffff"));
        assert_eq!(of("parse_ipv6", &[text("nonsense")]), text(""));
        let masked = |ip, prefix| of("parse_ipv6_mask", &[text(ip), Value::Long(prefix)]);
        assert_eq!(masked("192.168.255.255/24", 124), text("0000:0000:0000:0000:0000:ffff:c0a8:ff00"));
        assert_eq!(masked("::192.168.255.255", 128), text("0000:0000:0000:0000:0000:0000:c0a8:ffff"));
        assert_eq!(masked("::1", 129), text(""));
    }
}
