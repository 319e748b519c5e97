use super::address::{IPV4_OFFSET, Ipv6, MAPPED, mask6};
use super::arguments::{prefix, text};
use crate::{Call, Function};
use lurcher_types::describe::{Description, Example};
use std::cmp::Ordering;

const PREFIX: Option<&str> = Some(
    "Two points that the service does not document are read as its page's comments have them: between two IPv4 \
     addresses a prefix of at most 32 counts the 32 bits of IPv4, and `::1.2.3.4` is compared as the IPv4 address.",
);

pub const IPV6_COMPARE: Function = Function {
    description: &Description {
        name: "ipv6_compare",
        signatures: &["(ip1: string|dynamic, ip2: string|dynamic, [prefix: long]) -> long"],
        summary: "0 if two IPv6 or IPv4 addresses agree in the bits of the smallest prefix, else 1 or -1.",
        examples: &[
            Example { expression: "ipv6_compare('fe80::1/120', 'fe80::2')", equals: "0" },
            Example { expression: "ipv6_compare('192.168.1.1', '::ffff:c0a8:0101')", equals: "0" },
            Example { expression: "ipv6_compare('fe80::1', 'fe80::2')", equals: "-1" },
        ],
        page: "ipv6-compare-function",
        deviation: PREFIX,
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.longs(|row| Some(compare(call, row)? as i64))),
};

pub const IPV6_IS_MATCH: Function = Function {
    description: &Description {
        name: "ipv6_is_match",
        signatures: &["(ip1: string|dynamic, ip2: string|dynamic, [prefix: long]) -> bool"],
        summary: "Whether two IPv6 or IPv4 addresses agree in the bits of the smallest prefix; null if one is no address.",
        examples: &[
            Example { expression: "ipv6_is_match('fe80::1/120', 'fe80::2')", equals: "true" },
            Example { expression: "ipv6_is_match('fe80::1', 'fe80::2')", equals: "false" },
        ],
        page: "ipv6-is-match-function",
        deviation: PREFIX,
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.bools(|row| Some(compare(call, row)?.is_eq()))),
};

fn compare(call: &Call, row: usize) -> Option<Ordering> {
    let a = Ipv6::parse(&text(&call.args[0], row))?;
    let b = Ipv6::parse(&text(&call.args[1], row))?;
    let given = match call.args.get(2) {
        Some(argument) => prefix(argument, row, 128)?,
        None => 128,
    };
    let given = if a.is_ipv4 && b.is_ipv4 && given <= 32 { IPV4_OFFSET + given } else { given };
    let most = given.min(a.prefix).min(b.prefix);
    Some(mask6(mapped(a), most).cmp(&mask6(mapped(b), most)))
}

/// The bits of the address; `::1.2.3.4` becomes `::ffff:1.2.3.4`.
fn mapped(address: Ipv6) -> u128 {
    if address.is_dotted && address.bits >> 32 == 0 { address.bits | MAPPED } else { address.bits }
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn addresses_of_both_kinds_meet() {
        let compare = |a, b| of("ipv6_compare", &[text(a), text(b)]);
        for (a, b) in [
            ("192.168.1.1/24", "192.168.1.255"),
            ("192.168.1.1/24", "::ffff:c0a8:01ff"),
            ("::ffff:c0a8:0101", "192.168.1.255/24"),
            ("::192.168.1.1/30", "192.168.1.255/24"),
            ("fe80::85d:e82c:9446:7994/120", "fe80::85d:e82c:9446:7998/120"),
        ] {
            assert_eq!(compare(a, b), Value::Long(0), "{a} {b}");
        }
        assert_eq!(compare("fe80::2", "fe80::1"), Value::Long(1));
        assert_eq!(compare("1.2.3.4", "1.2.3.5"), Value::Long(-1));
        assert_eq!(compare("nonsense", "::1"), Value::Null(Type::Long));
    }

    #[test]
    fn a_prefix_for_both() {
        let is = |a, b, prefix| of("ipv6_is_match", &[text(a), text(b), Value::Long(prefix)]);
        assert_eq!(is("192.168.1.1", "192.168.1.0", 31), Value::Bool(true));
        assert_eq!(is("192.168.1.1", "10.0.0.1", 24), Value::Bool(false));
        assert_eq!(is("fe80::85d:e82c:9446:7994", "fe80::85d:e82c:9446:7995", 127), Value::Bool(true));
        assert_eq!(is("::1", "::2", 129), Value::Null(Type::Bool));
    }
}
