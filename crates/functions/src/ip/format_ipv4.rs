use super::address::{Ipv4, format4};
use super::arguments::{prefix, text};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Nulls};

pub const FORMAT_IPV4: Function = Function {
    description: &Description {
        name: "format_ipv4",
        signatures: &["(ip: scalar, [prefix: long]) -> string"],
        nulls: Nulls::Kernel,
        summary: "An IPv4 address, given as text or number and masked by the smaller prefix; `\"\"` if anything is wrong.",
        examples: &[
            Example { expression: "format_ipv4('192.168.1.1', 24)", equals: "'192.168.1.0'" },
            Example { expression: "format_ipv4(3232235777)", equals: "'192.168.1.1'" },
            Example { expression: "format_ipv4('192.168.1.1', -1)", equals: "''" },
        ],
        page: "format-ipv4-function",
        ..Description::SCALAR
    },
    kernel: |call| format(call, |bits, _| format4(bits)),
};

pub const FORMAT_IPV4_MASK: Function = Function {
    description: &Description {
        name: "format_ipv4_mask",
        signatures: &["(ip: scalar, [prefix: long]) -> string"],
        nulls: Nulls::Kernel,
        summary: "The same, followed by its prefix.",
        examples: &[
            Example { expression: "format_ipv4_mask('192.168.1.1', 24)", equals: "'192.168.1.0/24'" },
            Example { expression: "format_ipv4_mask('192.168.1.1/16', 24)", equals: "'192.168.0.0/16'" },
        ],
        page: "format-ipv4-mask-function",
        ..Description::SCALAR
    },
    kernel: |call| format(call, |bits, prefix| format!("{}/{prefix}", format4(bits))),
};

fn format(call: &Call, print: fn(u32, u32) -> String) -> Result<ArrayRef, KernelError> {
    let address = &call.args[0];
    if !matches!(address.kql_type, Type::String | Type::Dynamic | Type::Int | Type::Long) {
        return Err(KernelError::new(format!("an IPv4 address is a text or a whole number, not {}", address.kql_type)));
    }
    let formatted = |row| {
        let address = read(address, row)?;
        let most = match call.args.get(1) {
            Some(argument) => prefix(argument, row, 32)?,
            None => 32,
        };
        Some(print(address.network(most), address.prefix.min(most)))
    };
    Ok(call.strings(|row| formatted(row).unwrap_or_default()))
}

/// An address given as text or as a number.
fn read(column: &Column, row: usize) -> Option<Ipv4> {
    if matches!(column.kql_type, Type::String | Type::Dynamic) {
        return Ipv4::parse(&text(column, row));
    }
    let bits = u32::try_from(column.longs().get(row)?).ok()?;
    Some(Ipv4 { bits, prefix: 32 })
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn the_smaller_prefix_masks() {
        let both = |ip: Value, prefix: i64| {
            let arguments = [ip, Value::Long(prefix)];
            (of("format_ipv4", &arguments), of("format_ipv4_mask", &arguments))
        };
        assert_eq!(both(text("192.168.1.1"), 24), (text("192.168.1.0"), text("192.168.1.0/24")));
        assert_eq!(both(text("192.168.1.1/24"), 32), (text("192.168.1.0"), text("192.168.1.0/24")));
        assert_eq!(both(text("192.168.1.1/24"), -1), (text(""), text("")));
        assert_eq!(both(Value::Long(3232235777), 32), (text("192.168.1.1"), text("192.168.1.1/32")));
        assert_eq!(of("format_ipv4", &[Value::Long(-1)]), text(""));
        assert_eq!(of("format_ipv4", &[Value::Null(Type::Long)]), text(""));
    }
}
