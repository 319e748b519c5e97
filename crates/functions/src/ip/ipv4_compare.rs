use super::address::{Ipv4, mask4};
use super::arguments::{prefix, text};
use crate::{Call, Function};
use lurcher_types::describe::{Description, Example};
use std::cmp::Ordering;

pub const IPV4_COMPARE: Function = Function {
    description: &Description {
        name: "ipv4_compare",
        signatures: &["(ip1: string|dynamic, ip2: string|dynamic, [prefix: long]) -> long"],
        summary: "0 if two IPv4 addresses agree in the bits of the smallest prefix, else 1 or -1 by which is greater.",
        examples: &[
            Example { expression: "ipv4_compare('192.168.1.1/24', '192.168.1.255')", equals: "0" },
            Example { expression: "ipv4_compare('10.0.0.2', '10.0.0.1')", equals: "1" },
            Example { expression: "ipv4_compare('10.0.0.2', '10.0.0.1', 24)", equals: "0" },
            Example { expression: "ipv4_compare('10.0.0.2', 'nonsense')", equals: "long(null)" },
        ],
        page: "ipv4-compare-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.longs(|row| Some(compare(call, row)? as i64))),
};

pub const IPV4_IS_MATCH: Function = Function {
    description: &Description {
        name: "ipv4_is_match",
        signatures: &["(ip1: string|dynamic, ip2: string|dynamic, [prefix: long]) -> bool"],
        summary: "Whether two IPv4 addresses agree in the bits of the smallest prefix; null if one is no address.",
        examples: &[
            Example { expression: "ipv4_is_match('192.168.1.1/24', '192.168.1.255')", equals: "true" },
            Example { expression: "ipv4_is_match('192.168.1.1', '192.168.1.2')", equals: "false" },
        ],
        page: "ipv4-is-match-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.bools(|row| Some(compare(call, row)?.is_eq()))),
};

fn compare(call: &Call, row: usize) -> Option<Ordering> {
    let a = Ipv4::parse(&text(&call.args[0], row))?;
    let b = Ipv4::parse(&text(&call.args[1], row))?;
    let most = match call.args.get(2) {
        Some(argument) => prefix(argument, row, 32)?,
        None => 32,
    };
    let most = most.min(a.prefix).min(b.prefix);
    Some(mask4(a.bits, most).cmp(&mask4(b.bits, most)))
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn the_smallest_prefix_decides() {
        let compare = |a, b| of("ipv4_compare", &[text(a), text(b)]);
        assert_eq!(compare("192.168.1.1/30", "192.168.1.255/24"), Value::Long(0));
        assert_eq!(compare("192.168.1.1", "192.168.1.255"), Value::Long(-1));
        assert_eq!(compare("192.168.1.1", ""), Value::Null(Type::Long));
        let with = |prefix| of("ipv4_is_match", &[text("192.168.1.1"), text("192.168.1.0"), Value::Long(prefix)]);
        assert_eq!([with(31), with(32), with(33)], [Value::Bool(true), Value::Bool(false), Value::Null(Type::Bool)]);
    }
}
