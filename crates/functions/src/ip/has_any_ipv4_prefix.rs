use super::arguments::LIST_SIGNATURES;
use super::entrance::{has_any, prefix};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS_IPV4_PREFIX: Function = Function {
    description: &Description {
        name: "has_ipv4_prefix",
        signatures: &["(source: string|dynamic, ip_prefix: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether an IPv4 address that begins so stands in a text; the prefix is whole or ends in a dot.",
        examples: &[
            Example { expression: "has_ipv4_prefix('from 127.0.0.1:80', '127.0.')", equals: "true" },
            Example { expression: "has_ipv4_prefix('from 127.0.0.1:80', '127.0')", equals: "false" },
        ],
        page: "has-ipv4-prefix-function",
        ..Description::SCALAR
    },
    kernel: |call| has_any(call, prefix),
};

pub const HAS_ANY_IPV4_PREFIX: Function = Function {
    description: &Description {
        name: "has_any_ipv4_prefix",
        signatures: LIST_SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Whether an IPv4 address that begins with one of several prefixes stands in a text.",
        examples: &[
            Example { expression: "has_any_ipv4_prefix('from 127.0.0.1', '10.', '127.0.')", equals: "true" },
            Example { expression: "has_any_ipv4_prefix('from 127.0.0.1', dynamic(['10.']))", equals: "false" },
        ],
        page: "has-any-ipv4-prefix-function",
        ..Description::SCALAR
    },
    kernel: |call| has_any(call, prefix),
};

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, text};
    use lurcher_types::Value;

    #[test]
    fn arguments_or_an_array() {
        let line = text("05:04:54 127.0.0.1 GET /index 404");
        assert_eq!(of("has_ipv4_prefix", &[line.clone(), text("127.0.")]), Value::Bool(true));
        assert_eq!(of("has_any_ipv4_prefix", &[line.clone(), array(r#"["10.","127."]"#)]), Value::Bool(true));
        assert_eq!(of("has_any_ipv4_prefix", &[line, text("10."), text("127.0")]), Value::Bool(false));
    }
}
