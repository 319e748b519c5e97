use super::arguments::LIST_SIGNATURES;
use super::entrance::{address, has_any};
use crate::Function;
use lurcher_types::describe::{Description, Example, Nulls};

pub const HAS_IPV4: Function = Function {
    description: &Description {
        name: "has_ipv4",
        signatures: &["(source: string|dynamic, ip: string|dynamic) -> bool"],
        nulls: Nulls::Kernel,
        summary: "Whether a valid IPv4 address stands in a text, with no letter or digit next to it.",
        examples: &[
            Example { expression: "has_ipv4('from 127.0.0.1:80', '127.0.0.1')", equals: "true" },
            Example { expression: "has_ipv4('from 4127.0.0.1', '127.0.0.1')", equals: "false" },
        ],
        page: "has-ipv4-function",
        ..Description::SCALAR
    },
    kernel: |call| has_any(call, address),
};

pub const HAS_ANY_IPV4: Function = Function {
    description: &Description {
        name: "has_any_ipv4",
        signatures: LIST_SIGNATURES,
        nulls: Nulls::Kernel,
        summary: "Whether one of several IPv4 addresses stands in a text.",
        examples: &[
            Example { expression: "has_any_ipv4('from 127.0.0.1', '10.0.0.1', '127.0.0.1')", equals: "true" },
            Example { expression: "has_any_ipv4('from 127.0.0.1', dynamic(['10.0.0.1']))", equals: "false" },
        ],
        page: "has-any-ipv4-function",
        ..Description::SCALAR
    },
    kernel: |call| has_any(call, address),
};

#[cfg(test)]
mod tests {
    use crate::ip::testing::{array, of, text};
    use lurcher_types::{Type, Value};

    #[test]
    fn arguments_or_an_array() {
        let line = text("05:04:54 127.0.0.1 GET /index 404");
        assert_eq!(of("has_ipv4", &[line.clone(), text("127.0.0.1")]), Value::Bool(true));
        assert_eq!(of("has_any_ipv4", &[line.clone(), text("127.0.0.2"), text("127.0.0.1")]), Value::Bool(true));
        assert_eq!(of("has_any_ipv4", &[line.clone(), array(r#"["127.0.0.2",7]"#)]), Value::Bool(false));
        assert_eq!(of("has_any_ipv4", &[Value::Null(Type::Dynamic), text("127.0.0.1")]), Value::Bool(false));
    }
}
