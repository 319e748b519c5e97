use super::address::Ipv4;
use super::arguments::{prefix, text};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PARSE_IPV4: Function = Function {
    description: &Description {
        name: "parse_ipv4",
        signatures: &["(ip: string|dynamic) -> long"],
        summary: "An IPv4 address as a number, masked by its prefix; null if the text is no address.",
        examples: &[
            Example { expression: "parse_ipv4('127.0.0.1')", equals: "2130706433" },
            Example { expression: "parse_ipv4('203.0.113.10/24')", equals: "3405803776" },
            Example { expression: "parse_ipv4('203.0.113.010')", equals: "long(null)" },
        ],
        page: "parse-ipv4-function",
        ..Description::SCALAR
    },
    kernel: |call| Ok(call.longs(|row| Some(i64::from(Ipv4::parse(&text(&call.args[0], row))?.network(32))))),
};

pub const PARSE_IPV4_MASK: Function = Function {
    description: &Description {
        name: "parse_ipv4_mask",
        signatures: &["(ip: string|dynamic, prefix: long) -> long"],
        summary: "An IPv4 address as a number, masked by the smaller of its own prefix and the given one.",
        examples: &[
            Example { expression: "parse_ipv4_mask('127.0.0.1', 24)", equals: "2130706432" },
            Example { expression: "parse_ipv4_mask('127.0.0.1/8', 24)", equals: "2130706432" },
            Example { expression: "parse_ipv4_mask('127.0.0.1', 33)", equals: "long(null)" },
        ],
        page: "parse-ipv4-mask-function",
        ..Description::SCALAR
    },
    kernel: parse_ipv4_mask,
};

fn parse_ipv4_mask(call: &Call) -> Result<ArrayRef, KernelError> {
    Ok(call.longs(|row| {
        let most = prefix(&call.args[1], row, 32)?;
        Some(i64::from(Ipv4::parse(&text(&call.args[0], row))?.network(most)))
    }))
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn texts_become_numbers() {
        assert_eq!(of("parse_ipv4", &[text("203.0.113.10/24")]), Value::Long(3405803776));
        assert_eq!(of("parse_ipv4", &[text("nonsense")]), Value::Null(Type::Long));
        assert_eq!(of("parse_ipv4", &[array("\"0.0.0.9\"")]), Value::Long(9));
        assert_eq!(of("parse_ipv4_mask", &[text("127.0.0.1"), Value::Int(24)]), Value::Long(2130706432));
        assert_eq!(of("parse_ipv4_mask", &[text("127.0.0.1"), Value::Long(-1)]), Value::Null(Type::Long));
    }
}
