use super::address::{Ipv4, format4};
use super::arguments::text;
use crate::Function;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::Dynamic;

pub const IPV4_RANGE_TO_CIDR_LIST: Function = Function {
    description: &Description {
        name: "ipv4_range_to_cidr_list",
        signatures: &["(start_ip: string|dynamic, end_ip: string|dynamic) -> dynamic"],
        summary: "The fewest ranges in prefix notation that cover all addresses from the first to the last.",
        examples: &[Example {
            expression: "ipv4_range_to_cidr_list('10.0.0.0', '10.0.2.255')",
            equals: "dynamic(['10.0.0.0/23', '10.0.2.0/24'])",
        }],
        page: "ipv4-range-to-cidr-list-function",
        ..Description::SCALAR
    },
    kernel: |call| {
        Ok(call.rows(|row| {
            let start = Ipv4::parse(&text(&call.args[0], row))?.network(32);
            let end = Ipv4::parse(&text(&call.args[1], row))?.network(32);
            (start <= end).then(|| Value::Dynamic(ranges(start, end).encode()))
        }))
    },
};

/// From the start on, each time the largest block that begins there and does not pass the end: at most 62 blocks.
fn ranges(start: u32, end: u32) -> Dynamic {
    let mut blocks = Vec::new();
    let mut next = u64::from(start);
    while next <= u64::from(end) {
        let aligned = next.trailing_zeros().min(32);
        let fitting = (u64::from(end) - next + 1).ilog2();
        let size = aligned.min(fitting);
        blocks.push(Dynamic::String(format!("{}/{}", format4(next as u32), 32 - size)));
        next += 1 << size;
    }
    Dynamic::Array(blocks)
}

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn the_fewest_blocks() {
        let list = |start, end| of("ipv4_range_to_cidr_list", &[text(start), text(end)]);
        assert_eq!(list("1.1.128.0", "1.1.140.255"), array(r#"["1.1.128.0/21","1.1.136.0/22","1.1.140.0/24"]"#));
        assert_eq!(list("0.0.0.0", "255.255.255.255"), array(r#"["0.0.0.0/0"]"#));
        assert_eq!(list("1.2.3.4", "1.2.3.4"), array(r#"["1.2.3.4/32"]"#));
        assert_eq!(list("255.255.255.254", "255.255.255.255"), array(r#"["255.255.255.254/31"]"#));
        assert_eq!(list("1.2.3.4", "1.2.3.3"), Value::Null(Type::Dynamic));
        assert_eq!(list("1.2.3.4", ""), Value::Null(Type::Dynamic));
    }
}
